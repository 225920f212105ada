import { follow } from '#renderer/i18n/conventions.ts';
import type { Replica } from '#shared/client/types.ts';
import { STANDARD_OFFICE } from '#shared/domain/office.ts';
import type { Office } from '#shared/domain/office.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** What every screen needs to know of how the office wants things. */
export class OfficeRules {
  current = $state.raw<Office>(STANDARD_OFFICE);

  constructor(replica: Replica, feed: ReplicaFeed) {
    this.#become(replica.office);
    feed.on(({ slices }) => {
      if (slices.has('office') || slices.has('all')) this.#become(replica.office);
    });
  }

  #become(office: Office): void {
    this.current = office;
    follow(office.formats);
  }
}
