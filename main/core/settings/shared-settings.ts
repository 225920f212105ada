import type { Logo } from '#shared/domain/logo.ts';
import { officeFrom } from '#shared/domain/office.ts';
import type { Office } from '#shared/domain/office.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { OfficeStatus } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { CurrentSettings } from './preferences.ts';

/** What every screen gets to see of the settings. */
export class SharedSettings implements OfficeStatus {
  readonly #settings: CurrentSettings;
  readonly #changes = new Emitter<undefined>();
  #logo: Logo | null;
  #current: Office;

  constructor(settings: CurrentSettings, ledger: Ledger) {
    this.#settings = settings;
    this.#logo = ledger.read.logo.get();
    this.#current = this.#read();
    settings.on(() => this.#changed());
    ledger.on(({ entries }) => {
      for (const { fact } of entries) {
        if (fact.kind !== 'logo.changed') continue;
        this.#logo = fact.after;
        this.#changed();
      }
    });
  }

  get current(): Office {
    return this.#current;
  }

  get logo(): Logo | null {
    return this.#logo;
  }

  on(listener: () => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  #read(): Office {
    return officeFrom(this.#settings.current(), this.#logo?.hash ?? null);
  }

  #changed(): void {
    const office = this.#read();
    if (JSON.stringify(office) === JSON.stringify(this.#current)) return;
    this.#current = office;
    this.#changes.emit(undefined);
  }
}
