import type { Replica } from '#shared/client/types.ts';
import { NO_COVERAGE, absenceOf, currentNumber } from '#shared/domain/coverage.ts';
import type { Coverage, Gap, NumberCoverage } from '#shared/domain/coverage.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Since when everything that WhatsApp has is here, and where something may be missing. */
export class HistoryCoverage {
  #coverage = $state.raw<Coverage>(NO_COVERAGE);

  constructor(replica: Replica, feed: ReplicaFeed) {
    this.#coverage = replica.coverage;
    feed.on(({ slices }) => {
      if (slices.has('coverage') || slices.has('all') || slices.has('session')) {
        this.#coverage = replica.coverage;
      }
    });
  }

  get number(): NumberCoverage | null {
    return currentNumber(this.#coverage);
  }

  /** Numbers that were linked before the current one, the last one first. */
  get earlier(): readonly NumberCoverage[] {
    return this.#coverage.numbers
      .filter(({ until }) => until !== null)
      .toSorted((a, b) => (b.until ?? 0) - (a.until ?? 0));
  }

  /** What is heard of nobody now, or was until a moment ago and is being fetched. */
  get absence(): Gap | null {
    return this.number === null ? null : absenceOf(this.#coverage, this.number.phone);
  }

  /** What may be missing for good, newest first. */
  get missing(): readonly Gap[] {
    return this.#coverage.gaps.filter(({ end }) => end !== null).toReversed();
  }

  /** Absences of which everything has been fetched, newest first. */
  get fetched(): readonly Gap[] {
    return this.#coverage.closed;
  }

  missingOf(id: ConversationId): readonly Gap[] {
    return this.missing.filter(({ conversationId }) => conversationId === id);
  }
}
