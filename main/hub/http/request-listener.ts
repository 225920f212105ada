import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { StoreError } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import { openGate } from '../gate.ts';
import type { Gate } from '../gate.ts';
import { isOwnHost, mayChange } from '../origin.ts';
import { HttpRefusal, sendRefusal } from './answers.ts';
import { drain } from './body.ts';
import type { Handle, Route } from './route.ts';
import { setCommonHeaders } from './security-headers.ts';

interface Needs {
  /** Everybody is let in without one. */
  readonly gate?: Gate;
  readonly routes: readonly Route[];
  readonly machineName: string;
  readonly extraOrigins: readonly string[];
  readonly log: Log;
}

const READING = new Set(['GET', 'HEAD']);

/** Checks what concerns every request, finds its route and turns whatever fails into an answer. */
export function createRequestListener(needs: Needs): RequestListener {
  return (request, response) => {
    setCommonHeaders(response);
    response.on('error', (error) => needs.log.debug({ error }, 'an answer could not be delivered'));
    handle(request, response, needs).catch((error: unknown) => {
      failed(request, response, error, needs.log);
    });
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, machineName, extraOrigins, gate = openGate }: Needs,
): Promise<void> {
  const { headers, method = '' } = request;
  if (namesSeveralHosts(request)) {
    throw new HttpRefusal(400, 'bad-request', 'A request names one host.');
  }
  if (!isOwnHost(headers.host, machineName)) {
    throw new HttpRefusal(421, 'wrong-host', 'This is not an address of this host.');
  }
  if (!READING.has(method) && !mayChange(headers, extraOrigins)) {
    throw new HttpRefusal(403, 'wrong-origin', 'This page may not do that.');
  }
  const url = readUrl(request);
  const admission = gate.admit(request);
  for (const route of routes) {
    const match = route.path.exec(url.pathname);
    if (!match || (route.isHidden === true && !Object.hasOwn(route.methods, method))) continue;
    if (!admission.ok && route.isOpen !== true) {
      throw new HttpRefusal(403, admission.code, admission.message);
    }
    const token = gate.tokenIn(request, admission);
    const caught = match.slice(1);
    return handleOf(route, method)({ request, response, url, caught, admission, token });
  }
  throw new HttpRefusal(404, 'not-found', 'There is nothing here.');
}

/** Node takes the first and forgets the others; RFC 9112, 3.2, wants such a request refused. */
function namesSeveralHosts({ rawHeaders }: IncomingMessage): boolean {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.filter((name) => name.toLowerCase() === 'host').length > 1;
}

function handleOf({ methods }: Route, method: string): Handle {
  const handle = Object.entries(methods).find(([name]) => name === method)?.[1];
  if (handle) return handle;
  throw new HttpRefusal(405, 'wrong-method', 'This cannot be done here.', {
    allow: Object.keys(methods).join(', '),
  });
}

function readUrl(request: IncomingMessage): URL {
  const url = URL.parse(request.url ?? '', `https://${request.headers.host}`);
  // "//elsewhere/x" and full addresses would name another host than the one that was checked.
  if (url === null || url.host !== URL.parse(`https://${request.headers.host}`)?.host) {
    throw new HttpRefusal(400, 'bad-request', 'This address cannot be read.');
  }
  return url;
}

function failed(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  log: Log,
): void {
  const path = (request.url ?? '').split('?', 1)[0];
  if (response.headersSent || response.destroyed) {
    log.debug({ error, path }, 'a request ended early');
    response.destroy();
    return;
  }
  if (!(error instanceof HttpRefusal)) log.error({ error, path }, 'a request failed');
  sendRefusal(response, toRefusal(error));
  drain(request);
}

const NOT_STORED = 'The host cannot store anything right now; nothing was done.';

function toRefusal(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  return error instanceof StoreError
    ? new HttpRefusal(503, 'storage-trouble', NOT_STORED)
    : new HttpRefusal(500, 'host-trouble', 'The host could not do this; its log says why.');
}
