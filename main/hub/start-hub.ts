import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { Core } from '#main/core/api.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { accountRoutes } from './http/account-routes.ts';
import { mediaRoutes } from './http/media-routes.ts';
import { createRequestListener } from './http/request-listener.ts';
import { screenRoute } from './http/screen-route.ts';
import { defaultLimits } from './limits.ts';
import type { HubLimits } from './limits.ts';
import { LiveHub } from './live/live-hub.ts';
import { createUpgradeListener } from './live/upgrade-listener.ts';

export interface HubOptions {
  readonly core: Core;
  /** Both PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** IP address or `localhost` to listen on. */
  readonly address: string;
  /** 0: any free port. */
  readonly port: number;
  /** Built screens to serve; null: none. */
  readonly screensDirectory: string | null;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Origins besides our own whose pages may connect. */
  readonly extraOrigins?: readonly string[];
  readonly limits?: Partial<HubLimits>;
}

export interface Hub {
  readonly port: number;
  /** Says good-bye to every screen and closes the port, within a few seconds. Idempotent. */
  close(): Promise<void>;
}

/** Opens the one port that every screen talks to. Rejects with the system's error if it cannot. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { core, clock, version, extraOrigins = [] } = options;
  const log = options.log.child({ part: 'hub' });
  const limits: HubLimits = { ...defaultLimits, ...options.limits };
  const machineName = hostname();
  const server = createServer({
    ...options.tls,
    minVersion: 'TLSv1.2',
    handshakeTimeout: 10_000,
    headersTimeout: 15_000,
    // Long enough for the largest upload over a weak wireless network.
    requestTimeout: 600_000,
  });
  await listen(server, options.address, options.port);

  const live = new LiveHub({ core, limits, clock, log, version });
  let closing: Promise<void> | null = null;
  const routes = [
    ...accountRoutes({ accounts: core.accounts, limits, version }),
    ...mediaRoutes({ core, limits }),
    screenRoute(options.screensDirectory),
  ];
  server.on('request', createRequestListener({ routes, machineName, extraOrigins, log }));
  const isClosing = () => closing !== null;
  server.on(
    'upgrade',
    createUpgradeListener({ live, limits, machineName, extraOrigins, isClosing, log }),
  );
  server.on('tlsClientError', (error) => log.debug({ error }, 'no TLS with a client'));
  server.on('error', (error) => log.error({ error }, 'the port failed'));

  const close = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    await live.close();
    server.closeIdleConnections();
    const cancel = clock.after(limits.closeWithin, () => server.closeAllConnections());
    await ended;
    cancel();
  };
  return {
    port: (server.address() as AddressInfo).port,
    close: () => (closing ??= close()),
  };
}

function listen(server: Server, address: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, address, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}
