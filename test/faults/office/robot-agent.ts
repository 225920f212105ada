import type { HubClient } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ClientRef, ConversationId } from '#shared/domain/ids.ts';

export interface WrittenReply {
  readonly text: string;
  readonly clientRef: ClientRef;
  readonly conversationId: ConversationId;
}

/** Somebody at a screen who answers whoever waits, and confirms what was held back. */
export class RobotAgent {
  readonly client: HubClient;
  readonly name: string;
  readonly written: WrittenReply[] = [];
  readonly #random: () => number;
  #timer: NodeJS.Timeout | null = null;
  #isBusy = false;
  #said = 0;

  constructor(client: HubClient, name: string, random: () => number) {
    this.client = client;
    this.name = name;
    this.#random = random;
  }

  /** Looks at the inbox about every `everyMs`. */
  work(everyMs: number): void {
    const again = (): void => {
      this.#timer = setTimeout(again, everyMs * (0.5 + this.#random()));
      void this.#look();
    };
    again();
  }

  /** Writes nothing more; what is on its way goes on. */
  rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  stop(): void {
    this.rest();
    this.client.stop();
  }

  /** What has not reached the host: written, and neither stored nor given back. */
  pending(): readonly WrittenReply[] {
    return this.written.filter(({ clientRef, conversationId }) =>
      this.client.replica.pending(conversationId).some((reply) => reply.clientRef === clientRef),
    );
  }

  /** The agent judges what the host held back: sends it all the same, or lets it be. */
  decide(): void {
    for (const { conversationId, clientRef } of this.pending()) {
      const { replica } = this.client;
      const reply = replica.pending(conversationId).find((each) => each.clientRef === clientRef);
      if (reply === undefined || reply.state === 'sending') continue;
      const owner = replica.conversations.get(conversationId)?.ownerId ?? null;
      const isOthers = owner !== null && owner !== replica.me?.id;
      if (isOthers) this.#takeBack(clientRef);
      else this.client.sendHeld(clientRef);
    }
  }

  async #look(): Promise<void> {
    if (this.#isBusy || this.client.status.name !== 'online') return;
    this.#isBusy = true;
    this.decide();
    const mine = [...this.client.replica.conversations.values()].filter((conversation) =>
      this.#isForMe(conversation),
    );
    const chosen = mine[Math.floor(this.#random() * mine.length)];
    if (chosen !== undefined) await this.#answer(chosen);
    this.#isBusy = false;
  }

  async #answer({ id, state, epoch }: Conversation): Promise<void> {
    const opened = await this.client.openTimeline(id);
    if (!opened.ok) return;
    if (state === 'waiting' && this.#random() < 0.3) {
      await this.client.command('conversation.claim', { conversationId: id, epoch });
    }
    this.#said += 1;
    const text = `${this.name} says ${this.#said}`;
    const { clientRef } = this.client.reply(id, { kind: 'text', text });
    this.written.push({ text, clientRef, conversationId: id });
  }

  #isForMe({ state, ownerId, unread, id }: Conversation): boolean {
    const { replica } = this.client;
    if (replica.pending(id).length > 0) return false;
    return state === 'waiting' || (ownerId === replica.me?.id && unread > 0);
  }

  #takeBack(clientRef: ClientRef): void {
    if (this.client.takeBack(clientRef) === null) return;
    const index = this.written.findIndex((each) => each.clientRef === clientRef);
    this.written.splice(index, 1);
  }
}
