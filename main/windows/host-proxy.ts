import { request as httpsRequest } from 'node:https';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Log } from '#main/core/ports/system.ts';
import { COMMON_HEADERS, DATA_POLICY } from '#main/system/security-headers.ts';
import { COMPUTER_HEADER } from '#shared/protocol/http.ts';
import { authorityOf } from './authority.ts';
import type { HubAddress } from './authority.ts';
import { OtherCertificate, PinnedAgent } from './pinned-agent.ts';
import type { PinnedCertificate } from './pinned-certificate.ts';

export interface HostTarget extends HubAddress {
  readonly certificate: PinnedCertificate;
  /** By what this PC shows that it was paired with it; null: it is the host's own. */
  readonly key: string | null;
}

interface ProxyOptions {
  /** Where the host is now; null while it does not run. */
  readonly target: () => HostTarget | null;
  /** The session of the signed-in agent; null: none. */
  readonly token: () => string | null;
  /** Told after each request: whether anybody answers where the host was. */
  readonly onReached?: (isThere: boolean) => void;
  readonly log: Log;
}

/** Passes a request of the screens on to the host; bodies stream both ways. Never rejects. */
export type HostProxy = (request: Request) => Promise<Response>;

const PASSED_ON = [
  'accept',
  'content-length',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
];
const PASSED_BACK = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
];
/** What comes from the host is data: nothing in it runs, whatever opens it. */
export const DATA_HEADERS = { ...COMMON_HEADERS, 'content-security-policy': DATA_POLICY };
const WITHOUT_BODY = new Set([204, 205, 304]);

export function createHostProxy({ target, token, onReached, log }: ProxyOptions): HostProxy {
  let connection: { readonly target: HostTarget; readonly agent: PinnedAgent } | null = null;
  const agentFor = (current: HostTarget): PinnedAgent => {
    if (connection?.target !== current) {
      connection?.agent.destroy();
      connection = { target: current, agent: new PinnedAgent(current.certificate) };
    }
    return connection.agent;
  };

  return async (request) => {
    const current = target();
    if (current === null) return unavailable();
    try {
      const agent = agentFor(current);
      const answer = await send(request, { target: current, agent, token: token() });
      onReached?.(true);
      return toResponse(answer, request.method);
    } catch (error) {
      if (error instanceof OtherCertificate) {
        log.warn({ host: current.host }, 'Another certificate than that of our host.');
        return otherCertificate();
      }
      if (!request.signal.aborted) {
        onReached?.(false);
        log.warn({ path: new URL(request.url).pathname, error }, 'The host did not answer.');
      }
      return unavailable();
    }
  };
}

interface Destination {
  readonly target: HostTarget;
  readonly agent: PinnedAgent;
  readonly token: string | null;
}

function send(request: Request, { target, agent, token }: Destination): Promise<IncomingMessage> {
  const { pathname, search } = new URL(request.url);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = httpsRequest({
    host: target.host,
    port: target.port,
    agent,
    method: request.method,
    path: pathname + search,
    headers: requestHeaders(request, token, target),
    signal: request.signal,
  });
  outgoing.once('response', resolve);
  outgoing.on('error', reject);
  if (request.body === null) outgoing.end();
  // An answer may come before the whole body went out; what is left of it is then not an error.
  else pipeline(Readable.from(request.body), outgoing).catch(reject);
  return promise;
}

function requestHeaders(
  request: Request,
  token: string | null,
  target: HostTarget,
): OutgoingHttpHeaders {
  return {
    ...pick(PASSED_ON, (name) => request.headers.get(name)),
    host: authorityOf(target),
    'accept-encoding': 'identity',
    'user-agent': `Deskline desktop (${process.platform})`,
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(target.key !== null && { [COMPUTER_HEADER]: target.key }),
  };
}

function toResponse(answer: IncomingMessage, method: string): Response {
  const status = answer.statusCode ?? 502;
  const headers = {
    ...pick(PASSED_BACK, (name) => answer.headers[name]?.toString() ?? null),
    ...DATA_HEADERS,
  };
  if (WITHOUT_BODY.has(status) || method === 'HEAD') {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const body = Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(body, { status, headers });
}

function pick(names: readonly string[], read: (name: string) => string | null) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

const otherCertificate = () =>
  Response.json(
    { code: 'other-certificate', message: 'What answers there is not the host that was joined.' },
    { status: 503, headers: DATA_HEADERS },
  );

const unavailable = () =>
  Response.json(
    { code: 'host-unavailable', message: 'The host is not answering right now.' },
    { status: 503, headers: DATA_HEADERS },
  );
