import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficeClock } from '#main/core/time/office-clock.ts';
import { StoreError } from '#main/core/ports/store.ts';
import { hasDamage, noticedDamage, setDamagedAside } from '#main/store/backups/damage.ts';
import { holdDataFolder } from '#main/store/data-folder.ts';
import { reachableAddresses } from '#main/system/addresses.ts';
import { systemClock } from '#main/system/clock.ts';
import { createLog } from '#main/system/log.ts';
import type { OpenLog } from '#main/system/log.ts';
import type { HostOptions } from '#main/system/options.ts';
import type { ParentPort } from '#main/system/parent-port.ts';
import { prepareDataDirectory, screensDirectory } from '#main/system/paths.ts';
import { productVersion } from '#main/system/version.ts';
import { wrongFolder } from './demo-folder.ts';
import { openGateway } from './open-gateway.ts';
import type { OpenedGateway } from './opened-gateway.ts';
import { startRescue } from './rescue.ts';
import type { RunningRescue } from './rescue.ts';
import { startHost } from './start-host.ts';
import type { HostSetup, RunningHost } from './start-host.ts';
import { rescueText, startFailure, startText } from './terminal-texts.ts';

/** The host as a process: its folder, its log, what it says and how it ends. */
export class HostProcess {
  readonly #options: HostOptions;
  #host: RunningHost | null = null;
  #opened: OpenedGateway | null = null;
  #log: OpenLog | null = null;
  #temporary: string | null = null;
  #starting: Promise<void> = Promise.resolve();
  #isEnding = false;
  #rescue: RunningRescue | null = null;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** Resolves when the host runs, or has said why it cannot (exit code 1). */
  run(parent: ParentPort): Promise<void> {
    this.#starting = this.#start(parent);
    return this.#starting;
  }

  /** Ends everything in order and the process with it; asked a second time, at once. */
  async end(): Promise<void> {
    if (this.#isEnding) process.exit(1);
    this.#isEnding = true;
    this.#rescue?.giveUp();
    await this.#starting;
    try {
      await this.#cleanUp();
    } catch (error) {
      process.stderr.write(`Error: the host did not end cleanly. ${String(error)}\n`);
      process.exit(1);
    }
    process.exit(process.exitCode ?? 0);
  }

  async #start(parent: ParentPort): Promise<void> {
    const { host: address, port, isDemo } = this.#options;
    try {
      const dataDirectory = await this.#dataDirectory();
      const destination = join(dataDirectory, 'logs', 'host.log');
      const log = createLog({ level: 'info', destination });
      this.#log = log;
      const clock = new OfficeClock(systemClock);
      const opened = openGateway(this.#options, dataDirectory, clock, log);
      this.#opened = opened;
      const host = await this.#startOrRescue(parent, {
        dataDirectory,
        address,
        port,
        screensDirectory: screensDirectory(),
        gateway: opened.gateway,
        clock,
        log,
        version: productVersion(),
      });
      if (host === null) return;
      this.#host = host;
      const logins = await opened.furnish(this.#host);
      const { core, fingerprint } = this.#host;
      const setupCode = isDemo ? null : this.#host.setupCode;
      const addresses = reachableAddresses(address, this.#host.port);
      process.stdout.write(
        startText({
          addresses,
          letsBrowsersIn: setupCode !== null || core.settings.current().computers.browsers,
          fingerprint,
          setupCode,
          logins,
          dataDirectory,
          isDemo,
          isTemporary: this.#temporary !== null,
        }),
      );
      parent.send({ type: 'running', port: this.#host.port, setupCode });
    } catch (error) {
      const reason = startFailure(error, address, port);
      process.stderr.write(`${reason}\n`);
      parent.send({ type: 'failed', reason });
      process.exitCode = 1;
      await this.#cleanUp();
      if (parent.isConnected) process.exit();
    }
  }

  /** Null when the host was ended before somebody said how to go on. */
  async #startOrRescue(parent: ParentPort, setup: HostSetup): Promise<RunningHost | null> {
    const { dataDirectory: directory } = setup;
    try {
      if (!hasDamage(directory)) return await startHost(setup);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error;
      setup.log.error({ error }, 'the database is damaged and set aside');
      inHeldFolder(directory, () => setDamagedAside(directory, error.message, setup.clock.now()));
    }
    const release = holdDataFolder(directory);
    const damage = noticedDamage(directory);
    if (damage === null) {
      release();
      return startHost(setup);
    }
    try {
      const rescue = await startRescue({ ...setup, directory, damage });
      this.#rescue = rescue;
      const addresses = reachableAddresses(setup.address, rescue.port);
      process.stdout.write(rescueText({ ...rescue, addresses, dataDirectory: directory, damage }));
      parent.send({ type: 'running', port: rescue.port, setupCode: rescue.code });
      if (!(await rescue.chosen)) return null;
      this.#rescue = null;
      release();
      return await startHost({ ...setup, port: rescue.port });
    } finally {
      release();
    }
  }

  async #dataDirectory(): Promise<string> {
    const { dataDirectory } = this.#options;
    if (dataDirectory === null) {
      this.#temporary = await mkdtemp(join(tmpdir(), 'deskline-demo-'));
      return this.#temporary;
    }
    const prepared = await prepareDataDirectory(dataDirectory);
    if (!prepared.ok) throw new Error(prepared.message);
    const wrong = wrongFolder(prepared.value, this.#options.isDemo);
    if (wrong !== null) throw new Error(wrong);
    return prepared.value;
  }

  async #cleanUp(): Promise<void> {
    this.#opened?.stop();
    await this.#host?.close();
    this.#log?.close();
    if (this.#temporary !== null) await rm(this.#temporary, { recursive: true, force: true });
  }
}

function inHeldFolder(directory: string, work: () => void): void {
  const release = holdDataFolder(directory);
  try {
    work();
  } finally {
    release();
  }
}
