import { settingsFrom } from '#shared/domain/settings.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Ledger } from '../journal/ledger.ts';

/** What the rooms of the core need of the settings. */
export interface CurrentSettings {
  /** What is in force now: ask every time instead of keeping it. */
  current(): Settings;
  /** After each change, when it is on disk. */
  on(listener: (settings: Settings) => void): Unsubscribe;
}

/** The office's settings as the journal has them. */
export class Preferences implements CurrentSettings {
  readonly #changes = new Emitter<Settings>();
  #current: Settings;

  constructor(ledger: Ledger) {
    this.#current = settingsFrom(ledger.read.settings.all());
    ledger.on(({ entries }) => {
      if (!entries.some(({ fact }) => fact.kind === 'settings.changed')) return;
      this.#current = settingsFrom(ledger.read.settings.all());
      this.#changes.emit(this.#current);
    });
  }

  current(): Settings {
    return this.#current;
  }

  on(listener: (settings: Settings) => void): Unsubscribe {
    return this.#changes.on(listener);
  }
}
