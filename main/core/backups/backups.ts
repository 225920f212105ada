import type { Backup, BackupFailure, BackupKind } from '#shared/domain/backup.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { Ledger } from '../journal/ledger.ts';
import { BackupError } from '../ports/backups.ts';
import type { BackupFiles } from '../ports/backups.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { lastStruck, nextStrike } from './backup-hour.ts';

const LOOK_EVERY_MS = 10 * 60_000;
/** Right after the start everything else comes first. */
const FIRST_LOOK_MS = 3 * 60_000;
const RETRY_MS = 60 * 60_000;

interface Needs {
  readonly ledger: Ledger;
  readonly files: BackupFiles;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

type Made = Result<{ backup: Backup; failure: BackupFailure | null }, Failure<'not-made'>>;

/** Makes a backup each day at its hour, or as soon as the PC is on again, and when an admin asks. */
export class Backups {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #running: Promise<Made> | null = null;
  #failure: BackupFailure | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  #cancel = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#plan(FIRST_LOOK_MS);
  }

  /** Resolves when a backup that is being made is there. */
  async stop(): Promise<void> {
    this.#cancel();
    this.#cancel = () => {};
    await this.#tasks.idle();
    await this.#running;
  }

  async status(): Promise<CommandResult<'backup.list'>> {
    const { files, settings, clock } = this.#needs;
    const { hour, secondFolder } = settings.current().backups;
    const second = secondFolder === '' ? [] : await files.list(secondFolder).catch(() => []);
    return {
      backups: await this.#list(),
      folder: files.folder,
      newestInSecond: second[0]?.at ?? null,
      failure: this.#failure,
      nextAt: nextStrike(hour, clock.now()),
      isRunning: this.#running !== null,
    };
  }

  /** Asked while one is being made: that one. */
  make(kind: BackupKind, by: AgentId | null): Promise<Made> {
    this.#running ??= this.#make(kind, by).finally(() => (this.#running = null));
    return this.#running;
  }

  #plan(ms: number): void {
    const { clock } = this.#needs;
    this.#cancel = clock.after(ms, () => {
      this.#plan(LOOK_EVERY_MS);
      this.#tasks.start('the daily backup', () => this.#look());
    });
  }

  /** A folder that cannot be read has none; making one then says what is wrong with it. */
  #list(): Promise<Backup[]> {
    return this.#needs.files.list().catch(() => []);
  }

  async #look(): Promise<void> {
    const { settings, clock } = this.#needs;
    if (clock.elapsed() - this.#triedAt < RETRY_MS) return;
    const regular = (await this.#list()).filter(({ kind }) => kind !== 'before-update');
    const isDone =
      (regular[0]?.at ?? 0) >= lastStruck(settings.current().backups.hour, clock.now());
    if (isDone && this.#failure === null) return;
    this.#triedAt = clock.elapsed();
    await this.make('daily', null);
  }

  async #make(kind: BackupKind, by: AgentId | null): Promise<Made> {
    const { files, ledger, settings, clock, log } = this.#needs;
    const { days, weeks, secondFolder } = settings.current().backups;
    const began = clock.elapsed();
    let backup: Backup;
    try {
      backup = await files.make(kind, clock.now());
      await files.tidy({ days, weeks });
    } catch (error) {
      const failure = await this.#failed('here', error);
      return fail('not-made', failure.detail, { failure });
    }
    const failure = await this.#copy(secondFolder);
    if (failure === null) this.#failure = null;
    const ms = Math.round(clock.elapsed() - began);
    log.info({ name: backup.name, bytes: backup.bytes, ms }, 'made a backup');
    await ledger
      .write(({ record }) => record({ kind: 'backup.made', backup, ms }, by))
      .catch((error: unknown) => log.error({ error }, 'a backup was made and not noted'));
    return ok({ backup, failure });
  }

  async #copy(secondFolder: string): Promise<BackupFailure | null> {
    if (secondFolder === '') return null;
    try {
      await this.#needs.files.mirror(secondFolder);
      return null;
    } catch (error) {
      return this.#failed('second', error);
    }
  }

  /** Told once: trying again with the same result is no news. */
  async #failed(where: BackupFailure['where'], error: unknown): Promise<BackupFailure> {
    if (!(error instanceof BackupError)) throw error;
    const { ledger, clock, log } = this.#needs;
    const before = this.#failure;
    const { code: reason, message: detail } = error;
    const failure = { at: clock.now(), where, reason, detail };
    this.#failure = failure;
    log.error({ error, where }, 'a backup could not be made');
    if (before?.where === where && before.reason === reason) return failure;
    await ledger
      .write(({ record }) => record({ kind: 'host.backup-failed', where, reason, detail }))
      .catch((cause: unknown) => log.error({ error: cause }, 'a failed backup was not noted'));
    return failure;
  }
}
