import { join } from 'node:path';
import { createCore } from '#main/core/create-core.ts';
import type { Gateway } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { startHub } from '#main/hub/start-hub.ts';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { openMediaFiles } from '#main/store/media-files.ts';
import { openStore } from '#main/store/open-store.ts';
import { reachableAddresses, reachableNames } from '#main/system/addresses.ts';
import { pictures } from '#main/system/pictures.ts';
import { oneTimeCodes } from '#main/system/one-time-codes.ts';
import { pairingExchange } from '#main/system/pairing-exchange.ts';
import { createPasswordHasher } from '#main/system/passwords.ts';
import { systemRandom } from '#main/system/random.ts';
import { keepAnnounced } from './keep-announced.ts';
import { withReports } from './rebuild-reports.ts';
import { leaveRecoveryKey } from './recovery-key.ts';
import { newSetupCode } from './setup-code.ts';

export interface HostSetup {
  readonly dataDirectory: string;
  readonly address: string;
  /** 0: any free port. */
  readonly port: number;
  /** Built screens to serve; null: none. */
  readonly screensDirectory: string | null;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
}

export interface RunningHost {
  readonly port: number;
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string;
  /** What makes the first admin account; null once there is one. */
  readonly setupCode: string | null;
  readonly core: ReturnType<typeof createCore>;
  /** Ends everything in order; resolves when nothing is left. */
  close(): Promise<void>;
}

/** Wires store, gateway, core and hub. Everything that was opened is closed when a step fails. */
export async function startHost(setup: HostSetup): Promise<RunningHost> {
  const { dataDirectory, address, gateway, log } = setup;
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const found = openStore({ directory: dataDirectory, log });
    const store = await withReports(dataDirectory, log, found);
    opened.push(() => store.close());
    const files = openMediaFiles({ directory: join(dataDirectory, 'media') });
    const setupCode = store.read.agents.all().length === 0 ? newSetupCode() : null;
    const certificate = await ensureCertificate({
      directory: join(dataDirectory, 'tls'),
      names: reachableNames(address),
      log,
    });
    const { fingerprint } = certificate;
    let { port } = setup;
    const core = createCore({
      store,
      files,
      backups: openBackupFiles(dataDirectory),
      gateway,
      clock: setup.clock,
      random: systemRandom,
      passwords: createPasswordHasher(),
      oneTimeCodes,
      pictures,
      pairing: pairingExchange,
      log,
      whereabouts: () => ({ addresses: reachableAddresses(address, port), fingerprint }),
      setupCode,
    });
    const recoveryKey = systemRandom.token(32);
    const hub = await startHub({
      core,
      tls: certificate,
      address,
      port: setup.port,
      screensDirectory: setup.screensDirectory,
      version: setup.version,
      log,
      clock: core.clock,
      extraOrigins: ['app://deskline'],
      recoveryKey,
    });
    ({ port } = hub);
    opened.push(() => hub.close());
    const { settings } = core;
    opened.push(keepAnnounced({ settings, address, port, fingerprint, log }));
    opened.push(await leaveRecoveryKey(dataDirectory, { port, key: recoveryKey }));
    opened.push(() => core.stop());
    await core.start();
    return { port, fingerprint, setupCode, core, close };
  } catch (error) {
    await close();
    throw error;
  }
}
