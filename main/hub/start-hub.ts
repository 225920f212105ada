import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import type { Core } from '#main/core/api.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { openDoors } from './doors.ts';
import { createGate } from './gate.ts';
import { accountRoutes } from './http/account-routes.ts';
import { logoRoute } from './http/logo-route.ts';
import { mediaRoutes } from './http/media-routes.ts';
import { pairingRoutes } from './http/pairing-routes.ts';
import { createRequestListener } from './http/request-listener.ts';
import { recoveryRoute } from './http/recovery-route.ts';
import { screenRoute } from './http/screen-route.ts';
import { secondFactorRoutes } from './http/second-factor-routes.ts';
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
  /** What a command on this PC shows to reset a password; without it none can. */
  readonly recoveryKey?: string;
  /** Which requests come from this PC itself, where that is not as the network says it. */
  readonly isFromThisPc?: (request: IncomingMessage) => boolean;
}

export interface Hub {
  readonly port: number;
  /** Says good-bye to every screen and closes the port, within a few seconds. Idempotent. */
  close(): Promise<void>;
}

/** Opens the one port that every screen talks to. Rejects with the system's error if it cannot. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { core, clock, version, extraOrigins = [], recoveryKey } = options;
  const log = options.log.child({ part: 'hub' });
  const limits: HubLimits = { ...defaultLimits, ...options.limits };
  const machineName = hostname();
  const { tls, address, port } = options;
  const doors = await openDoors({ tls, address, port, log, clock });

  const fingerprint = new X509Certificate(tls.cert).fingerprint256;
  const gate = createGate(core, options.isFromThisPc);
  const live = new LiveHub({ core, limits, clock, log, version });
  let closing: Promise<void> | null = null;
  const routes = [
    ...accountRoutes({ accounts: core.accounts, office: core.office, limits, version }),
    ...secondFactorRoutes({ accounts: core.accounts, limits }),
    ...pairingRoutes({ computers: core.computers, limits, fingerprint }),
    ...mediaRoutes({ core, limits }),
    logoRoute(core),
    ...(recoveryKey === undefined
      ? []
      : [recoveryRoute({ accounts: core.accounts, limits, key: recoveryKey })]),
    screenRoute(options.screensDirectory),
  ];
  const onRequest = createRequestListener({ gate, routes, machineName, extraOrigins, log });
  const isClosing = () => closing !== null;
  const onUpgrade = createUpgradeListener({
    gate,
    live,
    limits,
    machineName,
    extraOrigins,
    isClosing,
    log,
  });
  doors.each((server) => server.on('request', onRequest).on('upgrade', onUpgrade));

  return {
    port: doors.port,
    close: () => (closing ??= doors.close(() => live.close(), limits.closeWithin)),
  };
}
