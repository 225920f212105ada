import type { MessageAction } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId, Epoch, MessageId, Seq } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { incoming } from '../gateway/incoming.ts';
import { Office } from './office.ts';

/** After what builders write, in WhatsApp's whole seconds. */
export const AT = Date.UTC(2026, 0, 15, 9, 1, 0);

/** One customer, Ana and Ben, and what each of them does to messages. */
export class ActingOffice {
  office: Office;
  readonly ana: Agent;
  readonly ben: Agent;

  private constructor(office: Office, [ana, ben]: readonly Agent[]) {
    this.office = office;
    this.ana = ana!;
    this.ben = ben!;
  }

  static async open(): Promise<ActingOffice> {
    const office = await Office.open();
    const people = await office.hire('Ana', 'Ben');
    office.gateway.connect();
    return new ActingOffice(office, people);
  }

  get gateway() {
    return this.office.gateway;
  }

  get handlers() {
    return this.office.core.handlers;
  }

  async reopen(): Promise<void> {
    await this.office.close();
    this.office = await Office.open(this.office);
    this.gateway.connect();
  }

  async customerWrites(text: string, extra = {}): Promise<Message> {
    this.gateway.emit({ type: 'message', message: incoming(text, extra) });
    await this.office.settled();
    return this.office.messages().at(-1)!;
  }

  async happens(action: MessageAction): Promise<void> {
    this.gateway.emit(action);
    await this.office.settled();
  }

  /** Ben answers; the message is at WhatsApp when this resolves. */
  async benAnswers(text: string): Promise<Message> {
    const before = this.gateway.handedOver.length;
    await this.office.reply(this.ben, text);
    await this.gateway.whenHandedOver(before + 1);
    const { key } = this.gateway.handedOver.at(-1)!;
    this.gateway.emit({ type: 'acknowledged', key, state: 'sent' });
    await this.office.settled();
    return this.office.store.read.messages.byKey(key)!;
  }

  target(message: Message): { conversationId: ConversationId; epoch: Epoch; messageId: MessageId } {
    const { id, epoch } = this.conversation;
    return { conversationId: id, epoch, messageId: message.id };
  }

  get conversation() {
    return this.office.conversations()[0]!;
  }

  stored(message: Message): Message {
    return this.office.store.read.messages.get(message.id)!;
  }

  factsOf(kind: string): readonly JournalEntry[] {
    const all = this.office.store.read.journal.after(0 as Seq, 1_000);
    return all.filter(({ fact }) => fact.kind === kind);
  }
}
