import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { createHostProxy } from '#main/windows/host-proxy.ts';
import type { HostTarget } from '#main/windows/host-proxy.ts';
import { readPinnedCertificate } from '#main/windows/pinned-certificate.ts';
import { silentLog } from '#test/doubles/log.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let server: Server;
let answer: Answer;
let connections: number;
let target: HostTarget | null;
let token: string | null;

const proxy = createHostProxy({ target: () => target, token: () => token, log: silentLog });
const ask = (path: string, init: RequestInit & { duplex?: 'half' } = {}) =>
  proxy(new Request(`app://deskline${path}`, init));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-proxy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  const directory = join(folder, 'ours');
  const tls = await ensureCertificate({ directory, names: [], log: silentLog });
  server = createServer(tls, (request, response) => answer(request, response));
  connections = 0;
  server.on('secureConnection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const certificate = readPinnedCertificate(join(directory, 'host.crt'));
  const { port } = server.address() as AddressInfo;
  target = { host: '127.0.0.1', port, certificate, key: null };
  token = null;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const echo: Answer = ({ method, url, headers }, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' });
  response.end(JSON.stringify({ method, url, headers }));
};

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

describe('a request', () => {
  test('arrives with its method, path and query, and with the session as Bearer', async () => {
    answer = echo;
    token = 'a-token';
    const response = await ask('/api/echo?a=%20b', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    const heard = (await response.json()) as Echo;
    expect(heard).toMatchObject({ method: 'POST', url: '/api/echo?a=%20b' });
    expect(heard.headers).toMatchObject({
      authorization: 'Bearer a-token',
      'content-type': 'application/json',
    });
  });

  test('brings nothing of the page that the host does not need', async () => {
    answer = echo;
    const headers = { cookie: 'a=b', 'x-forwarded-for': '1.2.3.4', authorization: 'Bearer theirs' };
    const heard = (await (await ask('/api/echo', { headers })).json()) as Echo;
    expect(Object.keys(heard.headers).toSorted()).toEqual([
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(heard.headers['user-agent']).toBe(`Deskline desktop (${process.platform})`);
  });

  test('streams its body: the host reads while the page still writes', async () => {
    const { promise: firstHalf, resolve: heardFirstHalf } = Promise.withResolvers<string>();
    answer = (request, response) => {
      const parts: string[] = [];
      request.setEncoding('utf8').on('data', (text: string) => {
        parts.push(text);
        heardFirstHalf(text);
      });
      request.on('end', () => response.end(parts.join('')));
    };
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(Buffer.from('first half, '));
        expect(await firstHalf).toBe('first half, ');
        controller.enqueue(Buffer.from('second half'));
        controller.close();
      },
    });
    const response = await ask('/media', { method: 'PUT', body, duplex: 'half' });
    expect(await response.text()).toBe('first half, second half');
  });

  test('of 20 MB arrives as it was', async () => {
    const bytes = randomBytes(20 * 1024 * 1024);
    answer = (request, response) => {
      const hash = createHash('sha256');
      request.on('data', (chunk: Buffer) => hash.update(chunk));
      request.on('end', () => response.end(hash.digest('hex')));
    };
    const response = await ask('/media', { method: 'PUT', body: bytes });
    expect(await response.text()).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('that the host refuses halfway gets that refusal', async () => {
    answer = (_request, response) => {
      response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
      response.end('{"code":"too-large","message":"Too large."}');
    };
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    const response = await ask('/media', { method: 'PUT', body, duplex: 'half' });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too-large' });
  });
});

describe('an answer', () => {
  test('of a range stays one, with the headers players need', async () => {
    answer = ({ headers }, response) => {
      expect(headers.range).toBe('bytes=2-4');
      response.writeHead(206, {
        'content-type': 'audio/ogg',
        'content-range': 'bytes 2-4/10',
        'content-length': 3,
        'accept-ranges': 'bytes',
        etag: '"x"',
      });
      response.end('cde');
    };
    const response = await ask('/media/x', { headers: { range: 'bytes=2-4' } });
    expect(response.status).toBe(206);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-range': 'bytes 2-4/10',
      'content-length': '3',
      'accept-ranges': 'bytes',
      'content-type': 'audio/ogg',
      etag: '"x"',
    });
    expect(await response.text()).toBe('cde');
  });

  test('streams: the page reads while the host still writes', async () => {
    const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
    answer = (_request, response) => {
      response.write('first, ');
      void heard.then(() => response.end('second'));
    };
    const reader = (await ask('/media/x')).body!.getReader();
    const decode = ({ value }: ReadableStreamReadResult<Uint8Array>) =>
      new TextDecoder().decode(value);
    expect(decode(await reader.read())).toBe('first, ');
    hear();
    expect(decode(await reader.read())).toBe('second');
  });

  test('that the page no longer wants ends at the host', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    answer = (_request, response) => {
      response.on('close', end);
      response.write('a beginning');
    };
    const response = await ask('/media/x');
    await response.body!.cancel();
    await ended;
  });

  test('is data to the page: no cookies, no sniffing, and nothing in it runs', async () => {
    answer = (_request, response) => {
      response.setHeader('set-cookie', 'a=b');
      response.setHeader('content-security-policy', 'script-src *');
      response.end('<script>');
    };
    const { headers } = await ask('/media/x');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'; sandbox",
    );
  });

  test('without a body is passed back without one', async () => {
    answer = (_request, response) => response.writeHead(304, { etag: '"x"' }).end();
    const response = await ask('/media/x', { headers: { 'if-none-match': '"x"' } });
    expect(response.status).toBe(304);
    expect(response.body).toBeNull();
  });
});

describe('the host', () => {
  test('is reached over one connection for requests that follow each other', async () => {
    answer = echo;
    for (let n = 0; n < 3; n += 1) await (await ask('/api/echo')).text();
    expect(connections).toBe(1);
  });

  test('with another certificate gets no byte of the request', async () => {
    let isAsked = false;
    answer = (_request, response) => {
      isAsked = true;
      response.end();
    };
    const directory = join(folder, 'another');
    await ensureCertificate({ directory, names: [], log: silentLog });
    const certificate = readPinnedCertificate(join(directory, 'host.crt'));
    target = { ...target!, certificate };
    token = 'a-token';
    const response = await ask('/api/echo');
    expect(response.status).toBe(503);
    expect(isAsked).toBe(false);
  });

  test('that is gone, or not yet there, is said to be so', async () => {
    server.close();
    server.closeAllConnections();
    const gone = await ask('/api/status');
    expect(gone.status).toBe(503);
    expect(await gone.json()).toMatchObject({ code: 'host-unavailable' });
    target = null;
    expect((await ask('/api/status')).status).toBe(503);
  });

  test('that comes back elsewhere is found there', async () => {
    answer = echo;
    await (await ask('/api/echo')).text();
    const before = target!.port;
    server.close();
    server.closeAllConnections();
    const directory = join(folder, 'ours');
    const tls = await ensureCertificate({ directory, names: [], log: silentLog });
    server = createServer(tls, (request, response) => answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(port).not.toBe(before);
    target = { ...target!, port };
    expect((await ask('/api/echo')).status).toBe(200);
  });
});
