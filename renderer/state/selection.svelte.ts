import type { ConversationId } from '#shared/domain/ids.ts';

const NONE: ReadonlySet<ConversationId> = new Set();

/** Which conversations of the list are selected, to do something to all of them. */
export class Selection {
  #ids = $state.raw(NONE);
  /** Where a range begins: what was chosen on its own last. */
  #anchor: ConversationId | null = null;
  /** Selected besides the range. */
  #base = NONE;

  get size(): number {
    return this.#ids.size;
  }

  has(id: ConversationId): boolean {
    return this.#ids.has(id);
  }

  toggle(id: ConversationId): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#begin(ids, id);
  }

  /**
   * Everything between the anchor and this one, in the order of the list, besides what was selected
   * before the range; without an anchor it begins at `from`.
   */
  extendTo(
    order: readonly ConversationId[],
    id: ConversationId,
    from: ConversationId | null = null,
  ): void {
    const isAnchored = this.#anchor !== null && order.includes(this.#anchor);
    if (!isAnchored) {
      this.#anchor = from !== null && order.includes(from) ? from : id;
      this.#base = this.#ids;
    }
    const ends = [this.#anchor, id].map((end) => order.findIndex((each) => each === end));
    const range = order.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1);
    this.#ids = new Set([...this.#base, ...range]);
  }

  all(order: readonly ConversationId[]): void {
    this.#begin(new Set(order), null);
  }

  /** What is not among these is selected no longer. */
  keep(shown: readonly { readonly id: ConversationId }[]): void {
    if (this.#ids.size === 0) return;
    const there = new Set(shown.map(({ id }) => id));
    const left = (ids: ReadonlySet<ConversationId>) => [...ids].filter((id) => there.has(id));
    const kept = left(this.#ids);
    if (kept.length === this.#ids.size) return;
    this.#ids = new Set(kept);
    this.#base = new Set(left(this.#base));
  }

  clear(): void {
    this.#begin(NONE, null);
  }

  #begin(ids: ReadonlySet<ConversationId>, anchor: ConversationId | null): void {
    this.#ids = ids;
    this.#base = ids;
    this.#anchor = anchor;
  }
}
