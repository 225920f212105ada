import { createHash } from 'node:crypto';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { connectToParent } from '#main/system/parent-port.ts';
import { silentLog } from '#test/doubles/log.ts';

/**
 * A host that only answers, for what concerns the shell alone: which requests arrive, and how.
 * `/api/status`, `/api/echo`, `/media/zeros` (1 MB, with ranges), `PUT /media`, `/hub`.
 */
const { values } = parseArgs({ strict: false, options: { data: { type: 'string' } } });
const tls = await ensureCertificate({
  directory: join(String(values.data), 'tls'),
  names: [],
  log: silentLog,
});
const BYTES = 1_000_000;

const server = createServer(tls, (request, response) => void answer(request, response));
new WebSocketServer({ server, path: '/hub' }).on('connection', (socket, { headers }) => {
  socket.send(JSON.stringify({ origin: headers.origin }));
});

const parent = connectToParent(() => process.exit(0));
if (process.env['STUB_HOST_FAILS'] !== undefined) {
  parent.send({ type: 'failed', reason: process.env['STUB_HOST_FAILS'] });
} else {
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write('the stub host serves\n');
    const { port } = server.address() as AddressInfo;
    parent.send({ type: 'running', port, setupCode: 'stub-code' });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', method, headers } = request;
  if (url === '/api/status') {
    return void json(response, { version: '0.1.0', protocol: 1, needsSetup: true });
  }
  if (url.startsWith('/api/echo')) return void json(response, { method, url, headers });
  if (url === '/media' && method === 'PUT') return receive(request, response);
  if (url === '/media/zeros') return void zeros(response, headers.range);
  response.writeHead(404).end();
}

function json(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'stub=1' });
  response.end(JSON.stringify(value));
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  json(response, { bytes, hash: hash.digest('hex'), type: request.headers['content-type'] });
}

function zeros(response: ServerResponse, range: string | undefined): void {
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  const [from, to] = match ? [Number(match[1]), Number(match[2])] : [0, BYTES - 1];
  response.writeHead(match ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': to - from + 1,
    'accept-ranges': 'bytes',
    ...(match && { 'content-range': `bytes ${from}-${to}/${BYTES}` }),
  });
  response.end(Buffer.alloc(to - from + 1));
}
