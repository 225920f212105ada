import type { HubClient } from '#shared/client/types.ts';
import type { ConversationId } from '#shared/domain/ids.ts';

/** The host takes it as a pause when it hears nothing for eight seconds. */
const AGAIN_MS = 3_000;

/** Tells the host that an answer is being written; the customer sees it if the office wants that. */
export class TypingSignal {
  readonly #client: HubClient;
  readonly #id: () => ConversationId;
  #saidAt: number | null = null;

  constructor(client: HubClient, id: () => ConversationId) {
    this.#client = client;
    this.#id = id;
  }

  /** Something was typed; `isEmpty`: what is left is nothing. */
  typed(isEmpty: boolean, now = performance.now()): void {
    if (isEmpty) return this.paused();
    if (this.#saidAt !== null && now - this.#saidAt < AGAIN_MS) return;
    this.#saidAt = now;
    this.#say(true);
  }

  paused(): void {
    if (this.#saidAt === null) return;
    this.#saidAt = null;
    this.#say(false);
  }

  /** The host knows by itself that it is over. */
  sent(): void {
    this.#saidAt = null;
  }

  /** Without a connection it is not said, and not later either. */
  #say(isTyping: boolean): void {
    void this.#client.command('conversation.typing', { conversationId: this.#id(), isTyping });
  }
}
