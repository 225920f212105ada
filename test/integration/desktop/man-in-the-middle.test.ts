import { createServer, request } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { connect, createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pairWith } from '#main/app/join/pair-with.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { createHostProxy } from '#main/windows/host-proxy.ts';
import { pairingExchange } from '#main/system/pairing-exchange.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { readPairingCode } from '#shared/domain/computer.ts';
import { pairingBegunSchema } from '#shared/protocol/http.ts';
import { Office } from '#test/doubles/core/office.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';
import { silentLog } from '#test/doubles/log.ts';

const SELF = { name: 'Second desk', platform: 'windows' } as const;

type Answer = (body: string, request: IncomingMessage, response: ServerResponse) => void;

let office: Office;
let hub: OfficeHub;
let ana: Agent;
let directory: string;
let fingerprint: string;
let mallory: Server;
/** Everything that she could read. */
let read: string[];
let connections: number;
let answer: Answer;

beforeEach(async () => {
  office = await Office.open();
  [ana] = (await office.hire('Ana')) as [Agent];
  hub = await OfficeHub.open(office);
  directory = await mkdtemp(join(tmpdir(), 'deskline-mallory-'));
  const tls = await ensureCertificate({ directory, names: [], log: silentLog });
  ({ fingerprint } = tls);
  read = [];
  connections = 0;
  answer = passOn;
  mallory = createServer(tls, (incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part: string) => (body += part));
    incoming.on('end', () => {
      read.push(`${incoming.method} ${incoming.url}`, JSON.stringify(incoming.headers), body);
      answer(body, incoming, outgoing);
    });
  });
  mallory.on('connection', () => (connections += 1));
  mallory.listen(0, '127.0.0.1');
  await once(mallory, 'listening');
});
afterEach(async () => {
  mallory.close();
  mallory.closeAllConnections();
  await hub.close();
  await office.remove();
  await rm(directory, { recursive: true, force: true });
});

const portOf = (origin: string) => Number(new URL(origin).port);
const addressOf = (server: { address(): AddressInfo | string | null }) => ({
  host: '127.0.0.1',
  port: (server.address() as AddressInfo).port,
});

/** To the host, and back what it answers. */
function passOn(body: string, { url, method, headers }: IncomingMessage, back: ServerResponse) {
  const { port } = new URL(hub.origin);
  const type = { 'content-type': headers['content-type'] };
  const asked = request(
    { host: '127.0.0.1', port, path: url, method, headers: type, rejectUnauthorized: false },
    (incoming) => {
      back.writeHead(incoming.statusCode ?? 502, { 'content-type': 'application/json' });
      incoming.on('data', (part: Buffer) => read.push(part.toString()));
      incoming.pipe(back);
    },
  );
  asked.end(body);
}

async function newCode() {
  const added = await office.core.handlers['computer.add']({}, ana);
  if (!added.ok) throw new Error(added.message);
  return { text: added.value.code, ...readPairingCode(added.value.code)! };
}

async function computers() {
  const list = await office.core.handlers['computer.list']({}, ana);
  return list.ok ? list.value.computers : [];
}

describe('somebody between the PC and the host, with a certificate of their own', () => {
  test('reads the whole pairing and has neither the code nor a computer, nor has the PC', async () => {
    const { text, secret } = await newCode();
    const outcome = await pairWith(addressOf(mallory), text, SELF);
    expect(outcome).toMatchObject({ ok: false, code: 'not-proved', left: 4 });
    // The proof that would have let the PC in was never said.
    expect(read.filter((line) => line.startsWith('POST'))).toEqual(['POST /api/pairing']);
    expect(read.join('\n')).not.toContain(secret);
    expect(await computers()).toEqual([]);
    // The same code on the way that nobody is in still works.
    const direct = { host: '127.0.0.1', port: portOf(hub.origin) };
    expect(await pairWith(direct, text, SELF)).toMatchObject({ ok: true });
    expect(await computers()).toHaveLength(1);
  });

  test('cannot finish what the PC began, with whatever is made up as its proof', async () => {
    const { text } = await newCode();
    await pairWith(addressOf(mallory), text, SELF);
    const begun = read.flatMap((line) => {
      const parsed = pairingBegunSchema.safeParse(parseOrNull(line));
      return parsed.success ? [parsed.data] : [];
    })[0]!;
    const { attempt, response } = begun;
    for (const proof of ['', 'AAAA', response.slice(0, 86), 'A'.repeat(86)]) {
      const finished = await office.core.computers.finishPairing({
        ...SELF,
        attempt,
        proof,
        address: '10.0.0.66',
      });
      expect(finished).toMatchObject({ ok: false });
    }
    expect(await computers()).toEqual([]);
  });

  test('in the host’s place with a guessed code learns only that it was wrong', async () => {
    const { text } = await newCode();
    answer = (body, _request, back) => {
      const { request: begun } = JSON.parse(body) as { request: string };
      void pairingExchange
        .answer({ secret: 'GUESSED2', fingerprint, request: begun })
        .then((offer) => {
          back.writeHead(200, { 'content-type': 'application/json' });
          back.end(JSON.stringify({ attempt: 'mine', response: offer?.response, left: 4 }));
        });
    };
    const outcome = await pairWith(addressOf(mallory), text, SELF);
    expect(outcome).toMatchObject({ ok: false, code: 'not-proved' });
    expect(read.filter((line) => line.startsWith('POST'))).toEqual(['POST /api/pairing']);
  });

  test('who shows one certificate first and another one then gets nothing', async () => {
    const { text } = await newCode();
    // The first connection is the host's own, all later ones are hers.
    let count = 0;
    const switching = createTcpServer((socket) => {
      count += 1;
      const to = count === 1 ? portOf(hub.origin) : addressOf(mallory).port;
      const onwards = connect(to, '127.0.0.1');
      onwards.on('error', () => socket.destroy());
      socket.on('error', () => onwards.destroy());
      socket.pipe(onwards).pipe(socket);
    });
    switching.listen(0, '127.0.0.1');
    await once(switching, 'listening');
    const outcome = await pairWith(addressOf(switching), text, SELF);
    expect(outcome).toMatchObject({ ok: false, code: 'unreachable' });
    expect(read).toEqual([]);
    switching.close();
  });

  test('after the pairing is shown no request at all', async () => {
    const { text } = await newCode();
    const direct = { host: '127.0.0.1', port: portOf(hub.origin) };
    const paired = await pairWith(direct, text, SELF);
    if (!paired.ok) throw new Error(paired.message);
    const { key, fingerprint: pinned } = paired.value;
    let { port } = direct;
    const proxy = createHostProxy({
      target: () => ({ host: '127.0.0.1', port, certificate: { fingerprint: pinned }, key }),
      token: () => 'the token of whoever is signed in',
      log: silentLog,
    });
    const ask = () => proxy(new Request('app://deskline/api/status'));
    expect((await ask()).status).toBe(200);
    ({ port } = addressOf(mallory));
    const refused = await ask();
    expect(await refused.json()).toMatchObject({ code: 'other-certificate' });
    expect(connections).toBeGreaterThan(0);
    expect(read).toEqual([]);
  });
});

describe('pairing', () => {
  test('of a PC gives it what opens, and both have the same', async () => {
    const { text } = await newCode();
    const direct = { host: '127.0.0.1', port: portOf(hub.origin) };
    const paired = await pairWith(direct, text.toLowerCase().replaceAll('-', ' '), SELF);
    if (!paired.ok) throw new Error(paired.message);
    const { key } = paired.value;
    const [computer] = await computers();
    expect(office.core.computers.admit({ isHere: false, key })).toEqual({
      ok: true,
      value: { computerId: computer?.id, isRemote: false },
    });
    expect(computer).toMatchObject({ name: 'Second desk' });
  });

  test.each([
    ['no code', 'not-a-code'],
    ['0O1-IL0-O1I', 'not-a-code'],
    ['AAA-AAA-AAA', 'no-code'],
  ])('with %j is refused as %s', async (code, why) => {
    const direct = { host: '127.0.0.1', port: portOf(hub.origin) };
    expect(await pairWith(direct, code, SELF)).toMatchObject({ code: why });
  });

  test('where nobody is, or something else, says so', async () => {
    const { text } = await newCode();
    const { port } = addressOf(mallory);
    answer = (_body, _request, back) => back.end('<html>');
    expect(await pairWith({ host: '127.0.0.1', port }, text, SELF)).toMatchObject({
      code: 'not-deskline',
    });
    answer = (_body, _request, back) => back.writeHead(200).end('x'.repeat(200_000));
    expect(await pairWith({ host: '127.0.0.1', port }, text, SELF)).toMatchObject({
      code: 'not-deskline',
    });
    mallory.close();
    mallory.closeAllConnections();
    await once(mallory, 'close');
    expect(await pairWith({ host: '127.0.0.1', port }, text, SELF)).toMatchObject({
      code: 'unreachable',
    });
  });
});

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
