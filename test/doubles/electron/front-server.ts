import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { connect } from 'node:tls';
import { makeCertificate } from '#test/doubles/whatsapp-web/server/certificate.ts';
import { toApp } from './page-addresses.ts';
import { handlerOf } from './protocol.ts';
import { session } from './session.ts';

export interface FrontServer {
  readonly port: number;
  close(): void;
}

/**
 * Where everything ends up that Chromium asks of the network, whatever the host: the screens are
 * answered by the product's own protocol handler, web sockets go on to where they wanted to go if
 * the product lets them and trusts the certificate there, and nothing else exists.
 */
export async function startFrontServer(): Promise<FrontServer> {
  const server = createServer(await makeCertificate());
  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    tunnel(request, socket, head).catch(() => socket.destroy());
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', headers, url: path = '/' } = incoming;
  const url = toApp(`https://${headers.host ?? ''}${path}`);
  const isAllowed = await session.defaultSession.mayRequest(url, method);
  if (!isAllowed || !url.startsWith('app:')) return void outgoing.destroy();

  const hasBody = method !== 'GET' && method !== 'HEAD';
  const init = {
    method,
    headers: requestHeaders(headers),
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: 'half' }),
  } as RequestInit;
  const response = await handlerOf('app')(new Request(url, init));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
}

const CONNECTION_HEADERS = new Set(['host', 'connection', 'transfer-encoding', 'content-length']);

function requestHeaders(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || CONNECTION_HEADERS.has(name) ? [] : [[name, toApp(value.toString())]],
  );
}

async function tunnel(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
  const { host = '' } = request.headers;
  const { hostname, port } = new URL(`wss://${host}`);
  if (!(await session.defaultSession.mayRequest(`wss://${host}${request.url ?? ''}`, 'GET'))) {
    return void client.destroy();
  }
  const server = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  server.on('error', () => client.destroy());
  client.on('error', () => server.destroy());
  const { promise, resolve } = Promise.withResolvers<void>();
  server.once('secureConnect', resolve);
  await promise;
  const { raw } = server.getPeerCertificate();
  if (!(await session.defaultSession.trusts(hostname, raw))) {
    server.destroy();
    return void client.destroy();
  }
  const added = await session.defaultSession.addedHeaders(`wss://${host}${request.url ?? ''}`);
  server.write(upgradeRequest(request, added));
  server.write(head);
  server.pipe(client).pipe(server);
}

function upgradeRequest(
  { method, url, rawHeaders }: IncomingMessage,
  added: Readonly<Record<string, string>>,
): string {
  const lines = [`${method ?? 'GET'} ${url ?? '/'} HTTP/1.1`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    lines.push(`${rawHeaders[at] ?? ''}: ${toApp(rawHeaders[at + 1] ?? '')}`);
  }
  for (const [name, value] of Object.entries(added)) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
