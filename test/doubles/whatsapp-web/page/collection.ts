import { Events } from './events.ts';
import type { Model } from './model.ts';

/** An id's text, or an id with one. */
export type Key = string | { toString(): string } | null | undefined;

/** Models by their id's text, in the order of arrival. */
export class Collection<M extends Model> extends Events {
  #models = new Map<string, M>();
  readonly modelClass: unknown;

  constructor(modelClass: unknown) {
    super();
    this.modelClass = modelClass;
  }

  get _models(): M[] {
    return [...this.#models.values()];
  }

  get length(): number {
    return this.#models.size;
  }

  getModelsArray(): M[] {
    return this._models;
  }

  get(id: Key): M | undefined {
    return id === undefined || id === null ? undefined : this.#models.get(id.toString());
  }

  add(model: M): M {
    const id = String(model['id']);
    const known = this.#models.get(id);
    if (known) return known;
    this.#models.set(id, model);
    model.joinedBy(this);
    this.trigger('add', model, this);
    return model;
  }

  /** For older models: they come before those that are here, and nobody is told. */
  prepend(models: readonly M[]): void {
    const news = models.filter((model) => !this.#models.has(String(model['id'])));
    for (const model of news) model.joinedBy(this);
    this.#models = new Map([
      ...news.map((model) => [String(model['id']), model] as const),
      ...this.#models,
    ]);
  }

  remove(model: M): void {
    if (!this.#models.delete(String(model['id']))) return;
    this.trigger('remove', model, this);
    model.leftBy(this);
  }

  /** Forgets everything and tells nobody. */
  reset(): void {
    for (const model of this.#models.values()) model.leftBy(this);
    this.#models.clear();
  }
}
