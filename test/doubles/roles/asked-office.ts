import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, WaAddress } from '#shared/domain/ids.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';
import { newRef } from '../core/office.ts';
import type { Office } from '../core/office.ts';
import { incoming } from '../gateway/incoming.ts';

let customers = 0;

/** An office with somebody of each role, and chats as a command is to find them. */
export class AskedOffice {
  readonly office: Office;
  readonly admin: Agent;
  readonly supervisor: Agent;
  readonly agent: Agent;
  /** An agent whose things are nobody's else. */
  readonly colleague: Agent;
  /** One more of them. */
  readonly other: Agent;

  private constructor(
    office: Office,
    [admin, supervisor, agent, colleague, other]: readonly Agent[],
  ) {
    this.office = office;
    this.admin = admin!;
    this.supervisor = supervisor!;
    this.agent = agent!;
    this.colleague = colleague!;
    this.other = other!;
  }

  static async staff(office: Office): Promise<AskedOffice> {
    const names = ['Ana', 'Sue', 'Ben', 'Cleo', 'Dan'];
    const [admin, sue] = await office.hire(...names);
    const { handlers } = office.core;
    await handlers['agent.change']({ agentId: sue!.id, role: 'supervisor' }, admin!);
    await handlers['tag.save']({ tag: { ...TAG, name: 'Prices' } }, admin!);
    const field = { name: 'Number', type: 'text', help: '' } as const;
    await handlers['contact-field.save'](
      { id: null, field: { ...field, options: [], isOnPanel: true, isRetired: false } },
      admin!,
    );
    office.gateway.connect();
    const people = names.map((name) => office.store.read.agents.byName(name)!);
    return new AskedOffice(office, people);
  }

  get handlers() {
    return this.office.core.handlers;
  }

  /** Of a customer who was never here before; with an owner: who claimed it. */
  async chat(owner: Agent | null, content?: Content): Promise<Conversation> {
    customers += 1;
    const address = `49160${1_000_000 + customers}@c.us` as WaAddress;
    const more = content === undefined ? {} : { content };
    this.office.gateway.emit({
      type: 'message',
      message: incoming('Hello', { contact: { address }, at: this.office.clock.now(), ...more }),
    });
    await this.office.settled();
    const chat = this.office
      .conversations()
      .find((conversation) => conversation.contact.address === address);
    invariant(chat !== undefined, 'what a customer wrote has a conversation');
    if (owner === null) return chat;
    await this.handlers['conversation.claim'](
      { conversationId: chat.id, epoch: chat.epoch },
      owner,
    );
    return this.now(chat);
  }

  now({ id }: { readonly id: ConversationId }): Conversation {
    const chat = this.office.store.read.conversations.get(id);
    invariant(chat !== null, 'it is there');
    return chat;
  }

  /** The customer's message in it. */
  written(chat: Conversation): Message {
    return this.office.messages(chat)[0]!;
  }

  /** The owner's answer, at WhatsApp. */
  async answered(chat: Conversation, owner: Agent): Promise<Message> {
    const { gateway, store } = this.office;
    const before = gateway.handedOver.length;
    await this.office.reply(owner, 'Hello', chat);
    await gateway.whenHandedOver(before + 1);
    const { key } = gateway.handedOver.at(-1)!;
    gateway.emit({ type: 'acknowledged', key, state: 'sent' });
    await this.office.settled();
    return store.read.messages.byKey(key)!;
  }

  /** The owner's answer, of which nobody can tell what became. */
  async doubted(chat: Conversation, owner: Agent): Promise<Message> {
    const { gateway, clock, store } = this.office;
    gateway.sendAnswer = () => Promise.resolve({ outcome: 'unknown', why: 'no answer' });
    const before = gateway.handedOver.length;
    const doubted = this.office.until(
      (fact) => fact.kind === 'message.state-changed' && fact.state === 'unconfirmed',
    );
    await this.office.reply(owner, 'Hello', chat);
    await gateway.whenHandedOver(before + 1);
    const { key } = gateway.handedOver.at(-1)!;
    for (let looks = 0; looks < 4; looks += 1) await clock.advance(5_000);
    await doubted;
    gateway.sendAnswer = () => Promise.resolve({ outcome: 'accepted' });
    return store.read.messages.byKey(key)!;
  }

  /** The owner's answer, while nothing leaves. */
  async queued(chat: Conversation, owner: Agent): Promise<Message> {
    this.office.gateway.disconnect();
    const reply = await this.office.reply(owner, 'Hello', chat);
    invariant(reply.ok, 'its owner answers');
    return reply.value.message;
  }

  async note(chat: Conversation, writer: Agent): Promise<Message> {
    const note = await this.handlers['note.add'](
      { conversationId: chat.id, clientRef: newRef(), text: 'Note', mentions: [] },
      writer,
    );
    invariant(note.ok, 'anybody writes notes');
    return note.value.message;
  }

  async given(chat: Conversation, from: Agent, to: Agent): Promise<Conversation> {
    const { id: conversationId, epoch } = this.now(chat);
    await this.handlers['conversation.transfer'](
      { conversationId, epoch, to: { type: 'agent', agentId: to.id }, note: null },
      from,
    );
    return this.now(chat);
  }
}

export const TAG = { id: null, name: '', colour: 'grey', isRetired: false } as const;
