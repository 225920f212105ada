import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { TagId } from '#shared/domain/ids.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { ActingOffice } from './acting-office.ts';
import { newRef } from './office.ts';

export const MINUTE = 60_000;

/** One customer who has written, and agents whose screens show the chat as it is now. */
export class HandlingOffice {
  readonly acting: ActingOffice;

  private constructor(acting: ActingOffice) {
    this.acting = acting;
  }

  static async open(): Promise<HandlingOffice> {
    const acting = await ActingOffice.open();
    await acting.customerWrites('Hello');
    return new HandlingOffice(acting);
  }

  readonly now = (): Conversation => this.acting.conversation;

  readonly asked = () => {
    const { id: conversationId, epoch } = this.now();
    return { conversationId, epoch };
  };

  readonly seen = () => ({
    ...this.asked(),
    lastSeenMessageId: this.now().lastCustomerMessageId,
  });

  readonly claim = (by: Agent) => this.acting.handlers['conversation.claim'](this.asked(), by);

  readonly close = (by: Agent, more = {}) =>
    this.acting.handlers['conversation.close']({ ...this.seen(), ...more }, by);

  readonly transfer = (by: Agent, to: Destination, note: string | null = null) =>
    this.acting.handlers['conversation.transfer'](
      {
        ...this.asked(),
        to,
        note: note === null ? null : { text: note, clientRef: newRef() },
      },
      by,
    );

  readonly saveTag = async (name: string): Promise<TagId> => {
    const tag = { id: null, name, colour: 'blue', isRetired: false } as const;
    const saved = await this.acting.handlers['tag.save']({ tag }, this.acting.ana);
    if (!saved.ok) throw new Error(saved.message);
    return saved.value.tag.id;
  };
}

export const to = (agent: Agent): Destination => ({ type: 'agent', agentId: agent.id });
