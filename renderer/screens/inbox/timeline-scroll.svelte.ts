import { tick } from 'svelte';
import type { VirtualizerHandle } from 'virtua/svelte';
import { holdsMessage } from '#renderer/parts/timeline-items.ts';
import type { TimelineItem } from '#renderer/parts/timeline-items.ts';
import type { MessageId } from '#shared/domain/ids.ts';

/** Closer than this to the end is at the end. */
const END_PX = 60;

/** Where the timeline is scrolled to: it stays at the end until a person scrolls away from it. */
export class TimelineScroll {
  handle = $state<VirtualizerHandle>();
  scroller = $state<HTMLElement>();
  isAtEnd = $state(true);
  /** Nothing is shown before the right message is in view. */
  isPlaced = $state(false);
  /** The day of the topmost row in view. */
  day = $state<number | null>(null);
  #last = 0;
  #items: readonly TimelineItem[] = [];

  /** The rows as they are now. */
  set items(items: readonly TimelineItem[]) {
    this.#items = items;
  }

  get distanceToEnd(): number {
    if (!this.scroller) return 0;
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** After every scroll event. */
  note(offset: number): void {
    this.#noteMove();
    this.day = this.#dayAt(offset);
  }

  /** Only a movement upwards leaves the end: rows grow while measured. */
  #noteMove(): void {
    const offset = this.scroller?.scrollTop ?? 0;
    if (this.distanceToEnd < END_PX) this.isAtEnd = true;
    else if (offset < this.#last - 1) this.isAtEnd = false;
    this.#last = offset;
  }

  /** After rows were added, or rows or the window changed their size. */
  async keep(): Promise<void> {
    await tick();
    // The event of a movement comes only with the next frame.
    if (this.isPlaced) this.#noteMove();
    if (this.isAtEnd) this.#jump();
  }

  async toEnd(): Promise<void> {
    this.isAtEnd = true;
    await tick();
    this.#jump();
  }

  /** Puts a message in view; null: the newest ones, or the first that nobody has seen. */
  async place(messageId: MessageId | null): Promise<void> {
    const target = this.#items.findIndex((item) => holdsMessage(item, messageId));
    if (target >= 0) await this.#toRow(target, 'center');
    else {
      await this.toEnd();
      await tick();
      await this.#toUnseenAbove();
    }
    this.isPlaced = true;
  }

  async #toUnseenAbove(): Promise<void> {
    const top = this.handle?.getScrollOffset() ?? 0;
    const unseen = this.#items.findIndex(({ type }) => type === 'unseen');
    const offset = unseen < 0 ? top : (this.handle?.getItemOffset(unseen) ?? top);
    if (offset < top) await this.#toRow(unseen, 'start');
  }

  async #toRow(index: number, align: 'start' | 'center'): Promise<void> {
    this.isAtEnd = false;
    await tick();
    this.handle?.scrollToIndex(index, { align });
  }

  /**
   * Not by the virtualizer: it repeats its jumps for 150 ms while rows are measured, also when
   * somebody has scrolled away meanwhile.
   */
  #jump(): void {
    this.scroller?.scrollTo({ top: this.scroller.scrollHeight, behavior: 'instant' });
  }

  #dayAt(offset: number): number | null {
    const top = this.handle?.findItemIndex(offset) ?? 0;
    const days = this.#items.slice(0, top + 1).filter((item) => item.type === 'day');
    return days.at(-1)?.at ?? null;
  }
}
