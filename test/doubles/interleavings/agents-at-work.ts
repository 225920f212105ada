import type { Conversation } from '#shared/domain/conversation.ts';
import type { ClientRef, Epoch, MessageId, TagId } from '#shared/domain/ids.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { invariant } from '#shared/util/assert.ts';
import type { BusyOffice } from './busy-office.ts';
import type { Desk } from './desk.ts';
import { addressOf } from './whatsapp-outside.ts';
import type { AtDesk, Step, To } from './steps.ts';

/** What agents do at their screens, by what these show, which may be long ago. */
export class AgentsAtWork {
  readonly #busy: BusyOffice;

  constructor(busy: BusyOffice) {
    this.#busy = busy;
  }

  run(step: AtDesk): void {
    const desk = this.#deskFor(step);
    switch (step.do) {
      case 'hold':
        desk.isHeld = true;
        return;
      case 'let go':
        desk.isHeld = false;
        return;
      case 'let some through':
        return desk.deliver(step.toHost, step.toScreen);
      case 'repeat frame':
        return desk.repeat(step.back);
      case 'cut':
        return desk.cut();
      case 'die':
        return desk.die();
      case 'hand over all': {
        const note = step.hasNote ? this.#note() : '';
        return desk.ask('conversation.hand-over-all', { to: this.#destination(step.where), note });
      }
      case 'status':
        return desk.ask('presence.set', { status: step.status });
      case 'idle':
        return desk.ask('presence.idle', { isIdle: step.isIdle });
      case 'list':
        void desk.client.loadView(step.view);
        return;
      case 'change note':
        return this.#changeNote(desk, step);
      default:
        return this.#inChat(desk, step);
    }
  }

  /** The screen that the step names, or one of whoever may do that just now. */
  #deskFor(step: AtDesk): Desk {
    const named = this.#busy.desks[step.desk];
    invariant(named, 'there is such a desk');
    if (!('by' in step) || step.by === 'desk') return named;
    const stored = this.#busy.stored(step.chat);
    const chat = stored === null ? undefined : this.#busy.model.chat(stored.id);
    const isWithdrawn = step.do === 'answer request' && step.answer === 'withdraw';
    const who = step.do === 'undo' ? chat?.done?.by : isWithdrawn ? chat?.requestedBy : chat?.owner;
    const [first, second] = this.#busy.desks.filter(({ agent }) => agent.id === who);
    return (step.desk % 2 === 0 ? second : first) ?? first ?? named;
  }

  #inChat(desk: Desk, step: Extract<AtDesk, { chat: number }>): void {
    const { client } = desk;
    // As the screen shows it, which may be long ago.
    const shown = this.#shown(desk, step.chat);
    if (shown === null) return;
    const { id: conversationId } = shown;
    const epoch = Math.max(0, shown.epoch - ('stale' in step ? step.stale : 0)) as Epoch;
    const asked = { conversationId, epoch };
    const lastSeenMessageId = this.#seen(shown, 'unseen' in step ? step.unseen : 0);
    switch (step.do) {
      case 'claim':
        return desk.ask('conversation.claim', asked);
      case 'reply':
        client.reply(conversationId, { kind: 'text', text: this.#text() });
        return;
      case 'raw reply': {
        const clientRef = (step.again ? `${desk.agent.name}-again` : desk.newRef()) as ClientRef;
        const body = { kind: 'text' as const, text: this.#text() };
        return desk.ask('reply.send', { ...asked, lastSeenMessageId, clientRef, body });
      }
      case 'decide':
        return this.#decide(desk, conversationId, step.sends);
      case 'transfer': {
        const note = step.hasNote
          ? { text: this.#note(), clientRef: desk.newRef() as ClientRef }
          : null;
        return desk.ask('conversation.transfer', {
          ...asked,
          to: this.#destination(step.where),
          note,
        });
      }
      case 'take over':
        return desk.ask('conversation.take-over', { ...asked, reason: 'It takes too long' });
      case 'request':
        return desk.ask('conversation.request', asked);
      case 'answer request':
        return desk.ask('conversation.answer-request', { ...asked, answer: step.answer });
      case 'opened':
        return desk.ask('conversation.opened', asked);
      case 'snooze': {
        const until = step.ms === null ? null : this.#busy.office.clock.now() + step.ms;
        return desk.ask('conversation.snooze', { ...asked, lastSeenMessageId, until });
      }
      case 'wake':
        return desk.ask('conversation.wake', asked);
      case 'close':
        return desk.ask('conversation.close', { ...asked, lastSeenMessageId });
      case 'undo':
        return desk.ask('conversation.undo', asked);
      case 'tag': {
        const tagId = (step.tag + 1) as TagId;
        return desk.ask('conversation.tag', { conversationId, tagId, isOn: step.isOn });
      }
      case 'note': {
        const mentions = step.mentions.flatMap((who) => this.#busy.agents[who]?.id ?? []);
        const clientRef = desk.newRef() as ClientRef;
        return desk.ask('note.add', { conversationId, clientRef, text: this.#note(), mentions });
      }
      case 'see mention':
        return desk.ask('mention.see', { conversationId });
      case 'read':
        if (lastSeenMessageId === null) return;
        return desk.ask('conversation.read', { conversationId, upTo: lastSeenMessageId });
      case 'typing':
        return desk.ask('conversation.typing', { conversationId, isTyping: step.isTyping });
      case 'open':
        void client.openTimeline(conversationId);
        return;
      case 'older':
        void client.loadOlder(conversationId);
        return;
      case 'leave':
        return client.closeTimeline(conversationId);
    }
  }

  /** The agent looks at what was held back, and sends it all the same or drops it. */
  #decide({ client }: Desk, id: Conversation['id'], sends: boolean): void {
    for (const { clientRef, state } of client.replica.pending(id)) {
      if (state === 'sending') continue;
      if (sends) client.sendHeld(clientRef);
      else client.takeBack(clientRef);
    }
  }

  #changeNote(desk: Desk, step: Extract<Step, { do: 'change note' }>): void {
    const notes = this.#busy.office
      .conversations()
      .flatMap((conversation) => this.#busy.office.messages(conversation))
      .filter(({ content }) => content.kind === 'note');
    const note = notes[step.note % Math.max(1, notes.length)];
    const named = this.#busy.agents[step.mention];
    if (note === undefined || named === undefined) return;
    if (step.deletes) return desk.ask('note.delete', { messageId: note.id });
    const mentions = [named.id];
    desk.ask('note.edit', { messageId: note.id, text: this.#note(), mentions });
  }

  #shown({ client }: Desk, chat: number): Conversation | null {
    const address = addressOf(chat);
    for (const conversation of client.replica.conversations.values()) {
      if (conversation.contact.address === address) return conversation;
    }
    return null;
  }

  /** The customer's last message on the screen, or one before it. */
  #seen({ id, lastCustomerMessageId }: Conversation, unseen: number): MessageId | null {
    if (unseen === 0 || lastCustomerMessageId === null) return lastCustomerMessageId;
    const earlier = this.#busy.office.store.read.messages
      .newest(id, 200)
      .filter(({ author }) => author.type === 'contact')
      .map((message) => message.id)
      .filter((each) => each < lastCustomerMessageId);
    return earlier.sort((a, b) => a - b).at(-unseen) ?? null;
  }

  #destination({ to, which }: To): Destination {
    if (to === 'queue') return { type: 'queue' };
    if (to === 'tag') return { type: 'tag', tagId: (which + 1) as TagId };
    const agent = this.#busy.agents[which];
    invariant(agent, 'there is such an agent');
    return { type: 'agent', agentId: agent.id };
  }

  #note(): string {
    const text = `Note ${this.#busy.notes.length}, for colleagues.`;
    this.#busy.notes.push(text);
    return text;
  }

  #text(): string {
    const text = `Reply ${this.#busy.written.length}.`;
    this.#busy.written.push(text);
    return text;
  }
}
