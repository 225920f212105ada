import type { ConversationId, MessageId } from '#shared/domain/ids.ts';

/** What waits to leave: of one conversation one at a time, in the order it came. */
export class Lanes {
  readonly #waiting = new Map<MessageId, ConversationId>();
  readonly #underway = new Map<MessageId, ConversationId>();

  add(id: MessageId, conversationId: ConversationId): void {
    if (!this.#waiting.has(id)) this.#waiting.set(id, conversationId);
  }

  /** The next one of a conversation, which is under way from now on; null while another one is. */
  begin(conversationId: ConversationId): MessageId | null {
    if ([...this.#underway.values()].includes(conversationId)) return null;
    for (const [id, home] of this.#waiting) {
      if (home !== conversationId) continue;
      this.#underway.set(id, home);
      return id;
    }
    return null;
  }

  /** Gives the conversation that has it now. One that was not dealt with stays the next. */
  end(id: MessageId, isDealtWith: boolean): ConversationId | null {
    const home = this.#underway.get(id) ?? null;
    this.#underway.delete(id);
    if (isDealtWith) this.#waiting.delete(id);
    return home;
  }

  isUnderway(id: MessageId): boolean {
    return this.#underway.has(id);
  }

  conversations(): ReadonlySet<ConversationId> {
    return new Set(this.#waiting.values());
  }

  /** Conversations became one, or two again: each message waits where it is now. */
  move(homeOf: (id: MessageId) => ConversationId | null): void {
    for (const lane of [this.#waiting, this.#underway]) {
      for (const [id, home] of lane) lane.set(id, homeOf(id) ?? home);
    }
  }
}
