/** What is being typed before the caret, after a sign that opens a list. */
export interface CompletionQuery {
  /** Where its sign is. */
  readonly start: number;
  readonly text: string;
}

/** The list above a field that its text opens and its keys lead through. */
export class Completion<T> {
  query = $state.raw<CompletionQuery | null>(null);
  active = $state(0);
  /** Where the list was sent away: it stays away for what is typed there. */
  #dismissedAt = $state<number | null>(null);
  readonly #find: (text: string) => readonly T[];
  found = $derived.by<readonly T[]>(() => (this.query === null ? [] : this.#find(this.query.text)));

  constructor(find: (text: string) => readonly T[]) {
    this.#find = find;
  }

  get isOpen(): boolean {
    const { query } = this;
    return query !== null && query.start !== this.#dismissedAt && this.found.length > 0;
  }

  get marked(): T | undefined {
    return this.found[this.active];
  }

  look(next: CompletionQuery | null): void {
    if (next?.text !== this.query?.text || next?.start !== this.query?.start) this.active = 0;
    if (next === null) this.#dismissedAt = null;
    this.query = next;
  }

  close(): void {
    this.query = null;
  }

  /** True: the list has had this key. */
  handleKey(event: KeyboardEvent, choose: (item: T) => void): boolean {
    if (!this.isOpen) return false;
    const { found, marked } = this;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) this.active = (this.active + step + found.length) % found.length;
    else if ((event.key === 'Enter' || event.key === 'Tab') && marked) choose(marked);
    else if (event.key === 'Escape') this.#dismissedAt = this.query?.start ?? null;
    else return false;
    event.preventDefault();
    return true;
  }
}
