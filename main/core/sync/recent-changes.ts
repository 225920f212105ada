import type { Seq } from '#shared/domain/ids.ts';
import { firstOfEach } from '#shared/util/first-of-each.ts';
import type { Delta } from '../api.ts';

/** More of them are not kept: who was away for longer begins with a snapshot. */
const MOST_KEPT = 2_000;

/** What conversations were like before the newest changes, while not everybody sees everything. */
export class RecentChanges {
  #from: Seq;
  #kept: { readonly upTo: Seq; readonly was: NonNullable<Delta['was']> }[] = [];

  constructor(position: Seq) {
    this.#from = position;
  }

  /** Undefined: this one is not kept, and none before it is of use any more. */
  note(upTo: Seq, was: Delta['was']): void {
    if (was === undefined) {
      this.#from = upTo;
      if (this.#kept.length > 0) this.#kept = [];
      return;
    }
    this.#kept.push({ upTo, was });
    if (this.#kept.length <= MOST_KEPT * 2) return;
    const dropped = this.#kept.splice(0, MOST_KEPT);
    this.#from = dropped.at(-1)?.upTo ?? this.#from;
  }

  /** As they were at this position; null: nobody knows. */
  since(position: Seq): NonNullable<Delta['was']> | null {
    if (position < this.#from) return null;
    return firstOfEach(this.#kept.filter(({ upTo }) => upTo > position).map(({ was }) => was));
  }
}
