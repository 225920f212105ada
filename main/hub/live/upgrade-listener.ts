import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '#main/core/ports/system.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { createAttempts } from '../attempts.ts';
import type { Gate } from '../gate.ts';
import type { HubLimits } from '../limits.ts';
import { isOwnHost, isOwnOrigin } from '../origin.ts';
import { remoteAddress } from '../remote-address.ts';
import type { LiveHub } from './live-hub.ts';

interface Needs {
  readonly gate: Pick<Gate, 'admit'>;
  readonly live: Pick<LiveHub, 'accept'>;
  readonly limits: HubLimits;
  readonly machineName: string;
  readonly extraOrigins: readonly string[];
  readonly isClosing: () => boolean;
  readonly log: Log;
}

/** Checks a request for a websocket before it becomes one. */
export function createUpgradeListener(needs: Needs) {
  const { gate, live, limits, machineName, extraOrigins, isClosing, log } = needs;
  const attempts = createAttempts(limits.upgradesPerMinute, 60_000);

  async function refusalOf(request: IncomingMessage): Promise<number | null> {
    const { host, origin } = request.headers;
    if (!isOwnHost(host, machineName)) return 421;
    if (request.url?.split('?', 1)[0] !== HUB_PATH) return 404;
    // Browsers always name the page; without it nobody knows whose cookie this is.
    if (origin === undefined || !isOwnOrigin(origin, host, extraOrigins)) return 403;
    if ((await attempts.take(remoteAddress(request))) !== null) return 429;
    return isClosing() ? 503 : null;
  }

  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', (error) => log.debug({ error }, 'a socket failed'));
    refusalOf(request)
      .then((status) => {
        if (status !== null) return refuse(socket, status);
        const admission = gate.admit(request);
        if (!admission.ok) return refuse(socket, 403);
        live.accept(request, socket, head, admission.value);
      })
      .catch((error: unknown) => {
        log.error({ error }, 'a connection could not be taken');
        socket.destroy();
      });
  };
}

function refuse(socket: Duplex, status: number): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Length: 0',
    ...(status === 429 ? ['Retry-After: 60'] : []),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}
