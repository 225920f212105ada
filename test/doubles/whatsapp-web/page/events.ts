export type Listener = (...args: never[]) => unknown;

interface Entry {
  readonly listener: Listener;
  readonly once: boolean;
}

/** The part of Backbone's events that WhatsApp Web's models have. */
export class Events {
  #entries = new Map<string, Entry[]>();

  on(names: string, listener: Listener): this {
    return this.#add(names, { listener, once: false });
  }

  once(names: string, listener: Listener): this {
    return this.#add(names, { listener, once: true });
  }

  off(names: string, listener?: Listener): this {
    for (const name of names.split(' ')) {
      const kept = (this.#entries.get(name) ?? []).filter(
        (entry) => listener !== undefined && entry.listener !== listener,
      );
      this.#entries.set(name, kept);
    }
    return this;
  }

  trigger(name: string, ...args: unknown[]): this {
    for (const entry of [...(this.#entries.get(name) ?? [])]) {
      if (entry.once) this.off(name, entry.listener);
      (entry.listener as (...args: unknown[]) => unknown)(...args);
    }
    return this;
  }

  hasListener(name: string): boolean {
    return (this.#entries.get(name) ?? []).length > 0;
  }

  #add(names: string, entry: Entry): this {
    for (const name of names.split(' ')) {
      this.#entries.set(name, [...(this.#entries.get(name) ?? []), entry]);
      this.onListener(name);
    }
    return this;
  }

  /** Called after a listener was added. */
  protected onListener(_name: string): void {}
}
