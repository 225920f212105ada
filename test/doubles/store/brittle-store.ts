import { StoreError } from '#main/core/ports/store.ts';
import type { MediaFiles } from '#main/core/ports/media-files.ts';
import type { Store } from '#main/core/ports/store.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';

/** A real store on a disk that stops taking writes when a test says so. */
export class BrittleDisk {
  readonly #errors = new Emitter<StoreError>();
  #failing: StoreError | null = null;
  #probes = 0;

  get probes(): number {
    return this.#probes;
  }

  breakWith(code: StoreError['code']): void {
    this.#failing = new StoreError(code, `The disk is broken: ${code}.`);
  }

  repair(): void {
    this.#failing = null;
  }

  onError(listener: (error: StoreError) => void): Unsubscribe {
    return this.#errors.on(listener);
  }

  wrapStore(store: Store): Store {
    return {
      ...store,
      write: (unit) =>
        store.write((tx) => {
          this.#check();
          return unit(tx);
        }),
      onError: (listener) => this.onError(listener),
      probe: async () => {
        this.#probes += 1;
        this.#check();
        await store.probe();
      },
    };
  }

  wrapFiles(files: MediaFiles): MediaFiles {
    return {
      ...files,
      put: async (bytes) => {
        this.#check();
        return files.put(bytes);
      },
    };
  }

  #check(): void {
    const failing = this.#failing;
    if (failing === null) return;
    this.#errors.emit(failing);
    throw failing;
  }
}
