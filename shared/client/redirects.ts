import type { Conversation } from '../domain/conversation.ts';
import type { ConversationId, Seq } from '../domain/ids.ts';

/** Conversations that were merged into others, as far as this client was told. */
export class Redirects {
  readonly #into = new Map<ConversationId, { readonly id: ConversationId; readonly seq: Seq }>();

  /** The one that goes on; `id` itself unless it was merged. */
  current(id: ConversationId): ConversationId {
    let current = id;
    for (let next = this.#into.get(id); next; next = this.#into.get(current)) current = next.id;
    return current;
  }

  merged(goneId: ConversationId, intoId: ConversationId, seq: Seq): void {
    // Two that were merged the other way round in between must not lead to each other.
    this.#into.delete(intoId);
    this.#into.set(goneId, { id: intoId, seq });
  }

  /** Nobody is led to this one any more. */
  left(id: ConversationId): void {
    for (const [from, { id: into }] of this.#into) if (into === id) this.#into.delete(from);
  }

  unmerged(id: ConversationId): void {
    this.#into.delete(id);
  }

  /** A copy from before the merge, that was on its way. */
  isOutdated({ id, revision }: Conversation): boolean {
    const merge = this.#into.get(id);
    return merge !== undefined && revision <= merge.seq;
  }

  forget(): void {
    this.#into.clear();
  }
}
