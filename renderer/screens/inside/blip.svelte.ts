const SHORT_MS = 700;

/** Whether something has been so for more than a blink: shorter ones are not worth a banner. */
export class Blip {
  isLong = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** To be called whenever it changes; returns what stops the waiting. */
  follow(isSo: boolean): () => void {
    if (isSo) this.#timer ??= setTimeout(() => (this.isLong = true), SHORT_MS);
    else this.#end();
    return () => undefined;
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.isLong = false;
  }
}
