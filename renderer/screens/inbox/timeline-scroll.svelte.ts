import { tick } from 'svelte';
import type { VirtualizerHandle } from 'virtua/svelte';

/** Closer than this to the end is at the end. */
const END_PX = 60;

/** Where the timeline is scrolled to: it stays at the end until a person scrolls away from it. */
export class TimelineScroll {
  handle = $state<VirtualizerHandle>();
  isAtEnd = $state(true);
  #last = 0;
  #length = 0;

  /** How many rows there are now. */
  set length(length: number) {
    this.#length = length;
  }

  get distanceToEnd(): number {
    if (!this.handle) return 0;
    const { handle } = this;
    return handle.getScrollSize() - handle.getScrollOffset() - handle.getViewportSize();
  }

  /** After every scroll event. Only a movement upwards leaves the end: rows grow while measured. */
  note(offset: number): void {
    const distance = this.distanceToEnd;
    if (distance < END_PX) this.isAtEnd = true;
    else if (offset < this.#last - 1) this.isAtEnd = false;
    this.#last = offset;
  }

  /** After rows or the window changed their size. */
  keep(): void {
    if (this.isAtEnd) this.#jump();
  }

  async toEnd(): Promise<void> {
    this.isAtEnd = true;
    await tick();
    this.#jump();
  }

  async toRow(index: number, align: 'start' | 'center'): Promise<void> {
    this.isAtEnd = false;
    await tick();
    this.handle?.scrollToIndex(index, { align });
  }

  #jump(): void {
    this.handle?.scrollToIndex(this.#length - 1, { align: 'end' });
  }
}
