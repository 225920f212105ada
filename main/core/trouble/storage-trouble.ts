import type { MessageId } from '#shared/domain/ids.ts';
import type { Trouble } from '#shared/domain/trouble.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { TroubleStatus } from '../api.ts';
import { StoreError } from '../ports/store.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

const PROBE_EVERY_MS = 2_000;

const NAMES: Partial<Record<StoreError['code'], Trouble['name']>> = {
  'disk-full': 'disk-full',
  'read-only': 'read-only',
  io: 'io',
  corrupt: 'damaged',
};

interface Needs {
  readonly store: Store;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly log: Log;
}

interface Current {
  readonly trouble: Trouble;
  readonly cause: StoreError;
  /** The newest message that was stored before it began. */
  readonly storedUpTo: MessageId;
}

/**
 * Notices that the disk takes nothing more, and when it does again. In between nothing is written
 * at all: a small write that happens to fit would make the host look sound. A damaged database is
 * not written to until the host is started again.
 */
export class StorageTrouble implements TroubleStatus {
  /** The ports to be used in place of the given ones. */
  readonly store: Store;
  readonly files: MediaFiles;
  readonly #needs: Needs;
  readonly #changes = new Emitter<undefined>();
  readonly #overs = new Emitter<MessageId>();
  readonly #tasks: Tasks;
  #current: Current | null = null;
  #cancelProbe: () => void = () => {};
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
    this.store = this.#watchedStore(needs.store);
    this.files = this.#watchedFiles(needs.files);
    needs.store.onError((error) => this.#note(error));
  }

  get current(): Trouble | null {
    return this.#current?.trouble ?? null;
  }

  on(listener: () => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  /** Called in the turn in which writing works again, with the newest message from before. */
  onOver(listener: (storedUpTo: MessageId) => void): Unsubscribe {
    return this.#overs.on(listener);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelProbe();
    await this.#tasks.idle();
  }

  #watchedStore(store: Store): Store {
    return {
      ...store,
      // Looked at when the unit runs: it may have waited behind the one that failed.
      write: (unit) =>
        store.write((tx) => {
          if (this.#current !== null) throw this.#current.cause;
          return unit(tx);
        }),
    };
  }

  #watchedFiles(files: MediaFiles): MediaFiles {
    return {
      ...files,
      put: async (bytes) => {
        if (this.#current !== null) throw this.#current.cause;
        try {
          return await files.put(bytes);
        } catch (error) {
          if (error instanceof StoreError) this.#note(error);
          throw error;
        }
      },
    };
  }

  #note(cause: StoreError): void {
    const name = NAMES[cause.code];
    const isWorse = this.#current === null || (name === 'damaged' && !this.#isDamaged);
    if (name === undefined || !isWorse) return;
    const since = this.#current?.trouble.since ?? this.#needs.clock.now();
    const storedUpTo = this.#current?.storedUpTo ?? this.#lastStored();
    this.#current = { trouble: { name, since }, cause, storedUpTo };
    this.#needs.log.error({ error: cause, trouble: name }, 'nothing can be stored');
    this.#changes.emit(undefined);
    this.#probeLater();
  }

  get #isDamaged(): boolean {
    return this.#current?.trouble.name === 'damaged';
  }

  #lastStored(): MessageId {
    try {
      return this.#needs.store.read.messages.lastId() as MessageId;
    } catch {
      // A database that cannot even say this is set aside at the next start.
      return 0 as MessageId;
    }
  }

  #probeLater(): void {
    this.#cancelProbe();
    if (this.#isStopped || this.#isDamaged) return;
    this.#cancelProbe = this.#needs.clock.after(PROBE_EVERY_MS, () =>
      this.#tasks.start('looking whether the disk takes something', () => this.#probe()),
    );
  }

  async #probe(): Promise<void> {
    try {
      await this.#needs.store.probe();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#probeLater();
      return;
    }
    const before = this.#current;
    if (before === null || this.#isDamaged) return;
    this.#current = null;
    const lasted = this.#needs.clock.now() - before.trouble.since;
    this.#needs.log.info({ trouble: before.trouble.name, lasted }, 'storing works again');
    this.#overs.emit(before.storedUpTo);
    this.#changes.emit(undefined);
  }
}
