import { hostname } from 'node:os';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { rescueChoiceSchema } from '#shared/protocol/http.ts';
import type { Rescue, RescueChoice, Status } from '#shared/protocol/http.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import { createAttempts } from './attempts.ts';
import { openDoors } from './doors.ts';
import { HttpRefusal, sendJson } from './http/answers.ts';
import { readJsonBody } from './http/json-body.ts';
import { createRequestListener } from './http/request-listener.ts';
import type { Exchange } from './http/route.ts';
import { screenRoute } from './http/screen-route.ts';
import { defaultLimits } from './limits.ts';
import { remoteAddress } from './remote-address.ts';

interface RescueHubOptions {
  /** Both PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly address: string;
  /** 0: any free port. */
  readonly port: number;
  readonly screensDirectory: string | null;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly rescue: () => Promise<Rescue>;
  /** Does what the person who knows the code has chosen. */
  readonly choose: (
    code: string,
    choice: RescueChoice['choice'],
  ) => Result<undefined, Failure<'wrong-code' | 'not-restored'>>;
  /** The answer has left. */
  readonly onChosen: () => void;
}

/**
 * What is served in place of the hub while there is no database: a screen on which somebody who can
 * see the host's console says how to go on. Nobody has an account, and nothing of theirs is shown.
 */
export async function startRescueHub(options: RescueHubOptions) {
  const { tls, address, port, version, log, clock, rescue, choose, onChosen } = options;
  const limits = defaultLimits;
  const attempts = createAttempts(limits.setupsPerAddress, limits.attemptWindow);
  const doors = await openDoors({ tls, address, port, log, clock });

  function status({ response }: Exchange): void {
    const value: Status = {
      version,
      protocol: PROTOCOL_VERSION,
      needsSetup: false,
      needsRescue: true,
      notAdmitted: null,
      office: null,
    };
    sendJson(response, 200, value);
  }

  async function decide({ request, response }: Exchange): Promise<void> {
    const { code, choice } = await readJsonBody(request, rescueChoiceSchema, limits.bodyBytes);
    const wait = await attempts.take(remoteAddress(request));
    if (wait !== null) {
      throw new HttpRefusal(429, 'too-many-attempts', 'Too many attempts; wait and try again.', {
        'retry-after': String(wait),
      });
    }
    const result = choose(code, choice);
    if (!result.ok) {
      throw new HttpRefusal(result.code === 'wrong-code' ? 403 : 409, result.code, result.message);
    }
    response.once('close', onChosen);
    sendJson(response, 200, {}, { connection: 'close' });
  }

  const onRequest = createRequestListener({
    routes: [
      { path: /^\/api\/status$/, methods: { GET: status } },
      {
        path: /^\/api\/rescue$/,
        methods: {
          GET: async ({ response }) => sendJson(response, 200, await rescue()),
          POST: decide,
        },
      },
      screenRoute(options.screensDirectory),
    ],
    machineName: hostname(),
    extraOrigins: ['app://deskline'],
    log,
  });
  doors.each((server) => {
    server.on('request', onRequest);
    // Screens that were open come back until there is a hub again.
    server.on('upgrade', (_request, socket) => {
      socket.on('error', (error) => log.debug({ error }, 'a socket failed'));
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    });
  });
  return {
    port: doors.port,
    close: () => doors.close(() => Promise.resolve(), limits.closeWithin),
  };
}
