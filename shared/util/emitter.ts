export type Unsubscribe = () => void;
export type Listener<T> = (event: T) => void;

/** One typed event with any number of listeners, called in the order they subscribed. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  on(listener: Listener<T>): Unsubscribe {
    // Wrapped, so that subscribing the same function twice gives two subscriptions.
    const entry: Listener<T> = (event) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  get size(): number {
    return this.#listeners.size;
  }
}
