import { Events } from './events.ts';

/**
 * A bag of properties that says when they change: `change:<name>` with (model, value, previous),
 * then `change`. Its events are passed on to the collections it is in.
 */
export class Model extends Events {
  [name: string]: unknown;

  #parents = new Set<Events>();

  constructor(attributes: object = {}) {
    super();
    Object.assign(this, attributes);
  }

  set(attributes: Readonly<Record<string, unknown>>): this {
    const changed = Object.entries(attributes).filter(([name, value]) => this[name] !== value);
    const previous = changed.map(([name]) => this[name]);
    for (const [name, value] of changed) this[name] = value;
    for (const [index, [name, value]] of changed.entries()) {
      this.trigger(`change:${name}`, this, value, previous[index]);
    }
    if (changed.length > 0) this.trigger('change', this);
    return this;
  }

  override trigger(name: string, ...args: unknown[]): this {
    super.trigger(name, ...args);
    for (const parent of this.#parents) parent.trigger(name, ...args);
    return this;
  }

  joinedBy(parent: Events): void {
    this.#parents.add(parent);
  }

  leftBy(parent: Events): void {
    this.#parents.delete(parent);
  }

  serialize(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this));
  }

  toJSON(): Record<string, unknown> {
    return this.serialize();
  }
}
