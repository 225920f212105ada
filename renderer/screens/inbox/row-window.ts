import type { TimelineItem } from '#renderer/parts/timeline-items.ts';

export interface Rows {
  readonly items: readonly TimelineItem[];
  /** Older rows came before those that were there: the place on the screen stays. */
  readonly isPrepended: boolean;
}

/** Tells apart rows that were added in front from any other change. */
export class RowWindow {
  #first: string | null = null;

  next(items: readonly TimelineItem[]): Rows {
    const first = items.find(({ type }) => type === 'message')?.key ?? null;
    const isPrepended =
      this.#first !== null && this.#first !== first && items.some(({ key }) => key === this.#first);
    this.#first = first;
    return { items, isPrepended };
  }
}
