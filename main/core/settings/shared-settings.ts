import { officeFrom } from '#shared/domain/office.ts';
import type { Office } from '#shared/domain/office.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { OfficeStatus } from '../api.ts';
import type { CurrentSettings } from './preferences.ts';

/** What every screen gets to see of the settings. */
export class SharedSettings implements OfficeStatus {
  readonly #changes = new Emitter<undefined>();
  #current: Office;

  constructor(settings: CurrentSettings) {
    this.#current = officeFrom(settings.current());
    settings.on((changed) => {
      const office = officeFrom(changed);
      if (JSON.stringify(office) === JSON.stringify(this.#current)) return;
      this.#current = office;
      this.#changes.emit(undefined);
    });
  }

  get current(): Office {
    return this.#current;
  }

  on(listener: () => void): Unsubscribe {
    return this.#changes.on(listener);
  }
}
