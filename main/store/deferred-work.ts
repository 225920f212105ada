/**
 * Writes that wait for the end of the transaction. The full-text indexes need it: FTS5 writes out
 * what it has gathered at every savepoint, which makes ten units in one commit as slow as ten
 * commits.
 */
export class DeferredWork {
  readonly #work: (() => void)[] = [];
  #done = 0;

  add(work: () => void): void {
    this.#work.push(work);
  }

  /** Does what is still waiting: before the commit, and before anything that reads the result. */
  run(): void {
    while (this.#done < this.#work.length) this.#work[this.#done++]?.();
  }

  /** The returned function forgets what was added since, and redoes later what was done since. */
  mark(): () => void {
    const length = this.#work.length;
    const done = this.#done;
    return () => {
      this.#work.length = length;
      this.#done = done;
    };
  }

  clear(): void {
    this.#work.length = 0;
    this.#done = 0;
  }
}
