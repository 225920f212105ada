import type { Delta } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { AskedFor, hasSeen } from './asked.ts';
import type { Chat } from './chat.ts';
import { BotManners } from './bot-manners.ts';
import { odditiesOf } from './oddities.ts';
import { Roster } from './roster.ts';
import { RuleManners } from './rule-manners.ts';

const UNDO_WITHIN_MS = 60_000;

/**
 * An office as a person would keep it on paper: who owns what, who waits. It knows nothing of how
 * the product decides and complains about every fact that the rules forbid.
 */
export class NaiveModel {
  readonly complaints: string[] = [];
  /** Replies that the host took, by text. */
  readonly accepted = new Set<string>();
  readonly #chats = new Map<ConversationId, Chat>();
  readonly #owners = new Map<string, AgentId | null>();
  readonly #asked = new AskedFor();
  readonly #roster = new Roster();
  readonly #bot = new BotManners();
  readonly #rules = new RuleManners();
  readonly #writers = new Map<MessageId, AgentId>();
  readonly #agents: ReadonlyMap<AgentId, Agent>;

  constructor(agents: readonly Agent[]) {
    this.#agents = new Map(agents.map((agent) => [agent.id, agent]));
  }

  chat(id: ConversationId): Readonly<Chat> | undefined {
    return this.#chats.get(id);
  }

  /** A command arrived at the host. */
  asked(agent: Agent, text: string): void {
    this.#asked.hear(agent, text);
  }

  follow({ entries, conversations }: Pick<Delta, 'entries' | 'conversations'>): void {
    for (const entry of entries) this.#apply(entry);
    for (const conversation of conversations) this.#compare(conversation);
  }

  #apply({ fact, by, at }: JournalEntry): void {
    this.#roster.apply(fact);
    this.#rules.follow(fact);
    if (fact.kind === 'conversation.started') {
      this.#chats.set(fact.conversationId, {
        state: 'closed',
        owner: null,
        epoch: 0,
        episode: 0,
        lastCustomerMessage: null,
        isBlocked: false,
        waits: false,
        requestedBy: null,
        hasAnswered: false,
        lastAt: at,
        ownedBecauseOf: null,
        done: null,
      });
      return;
    }
    if (!('conversationId' in fact)) return;
    const chat = this.#chats.get(fact.conversationId);
    if (!chat) return this.#complain(fact, by, 'about a chat that was never started');
    for (const manners of [this.#bot, this.#rules]) {
      const objection = manners.objection(fact, by, chat);
      if (objection !== null) this.#complain(fact, by, objection);
    }
    this.#handle(fact, by, at, chat);
    this.#message(fact, by, chat);
  }

  #handle(fact: Fact, by: AgentId | null, at: number, chat: Chat): void {
    const may = (isAllowed: boolean, why: string) => {
      if (!isAllowed) this.#complain(fact, by, `${why}: ${JSON.stringify(chat)}`);
    };
    const role = by === null ? undefined : this.#agents.get(by)?.role;
    const isAdmin = role === 'admin' || role === 'supervisor';
    const isOwner = by !== null && by === chat.owner;
    switch (fact.kind) {
      case 'contact.block-changed':
        may(isAdmin || by === null, 'blocked by no admin');
        chat.isBlocked = fact.isBlocked;
        return;
      case 'conversation.claimed':
        may(chat.owner === null, 'claimed from its owner');
        may(by === fact.ownerId, 'claimed for somebody else');
        return this.#change(chat, fact, fact.ownerId, 'open', by);
      case 'conversation.taken-over':
        may(isAdmin && by === fact.ownerId, 'taken over by no admin');
        may(chat.owner === fact.fromId, 'taken over from somebody who was not the owner');
        return this.#change(chat, fact, fact.ownerId, 'open', by);
      case 'conversation.transferred': {
        const { toId, tagId, why } = fact;
        may(fact.fromId === chat.owner, 'transferred from somebody who was not the owner');
        const passesOn = chat.state === 'waiting' && (toId !== null || tagId !== null);
        if (why === 'by-hand') may(isOwner || isAdmin || passesOn, 'transferred without a right');
        if (why === 'handed-over') may(isOwner, 'handed over without a right');
        if (why === 'request') may(isOwner && toId === chat.requestedBy, 'given to no asker');
        if (why === 'last-owner' || why === 'next-in-turn' || why === 'least-busy') {
          may(by === null && chat.owner === null && chat.state === 'waiting', 'taken away');
          const open = [...this.#chats.values()].filter(
            ({ owner, state }) => owner === toId && state === 'open',
          );
          const objection = this.#roster.objection(toId, open.length);
          may(objection === null, objection ?? '');
          may(!chat.isBlocked || why === 'last-owner', 'given although blocked');
        }
        if (why === 'owner-left') may(by === null && toId === null, 'taken by somebody');
        if (why === 'not-opened') may(by === null && toId === null, 'returned by somebody');
        const before = { ...chat };
        this.#change(chat, fact, toId, toId === null ? 'waiting' : 'open', by);
        const isByPerson = why === 'by-hand' || why === 'handed-over' || why === 'request';
        chat.done = isByPerson && by !== null ? { by, at, before, isAnswered: false } : null;
        return;
      }
      case 'conversation.closed': {
        const isByItself = fact.isSilent === true || fact.rule !== undefined;
        const mayItself = by === null && (fact.rule !== undefined || !chat.waits);
        may(isByItself ? mayItself : isOwner, 'closed without a right');
        const asked = this.#asked.putAway('close', by, fact.conversationId);
        const knew = asked.some((one) => hasSeen(one, chat.lastCustomerMessage));
        may(isByItself || knew, 'closed before the last message was seen');
        const before = { ...chat };
        this.#change(chat, fact, null, 'closed', by);
        chat.waits = false;
        chat.done = by === null ? null : { by, at, before, isAnswered: false };
        return;
      }
      case 'conversation.undone': {
        const { done } = chat;
        may(done?.by === by, 'taken back by another one');
        may(done !== null && at - done.at <= UNDO_WITHIN_MS, 'taken back too late');
        may(done?.isAnswered === false, 'taken back after somebody answered');
        may(fact.ownerId === done?.before.owner, 'taken back for somebody else');
        const hasWritten = chat.lastCustomerMessage !== done?.before.lastCustomerMessage;
        may(!(hasWritten && fact.state === 'snoozed'), 'put away although the customer wrote');
        const waits = chat.waits || done?.before.waits === true;
        // The episode that was closed goes on.
        const episode = chat.episode;
        this.#change(chat, fact, fact.ownerId, fact.state, by);
        chat.episode = episode;
        chat.waits = waits;
        return;
      }
      case 'conversation.requested':
        may(by === fact.byId && chat.owner !== null && !isOwner, 'asked for without an owner');
        may(chat.requestedBy === null, 'asked for twice');
        chat.requestedBy = fact.byId;
        return;
      case 'conversation.request-ended':
        may(chat.requestedBy === fact.byId, 'answered without a request');
        if (fact.how === 'kept') may(isOwner, 'kept by another one');
        if (fact.how === 'withdrawn') may(by === fact.byId, 'withdrawn by another one');
        chat.requestedBy = null;
        return;
      case 'conversation.opened':
      case 'conversation.read':
        return may(isOwner, 'looked at by another one');
      case 'conversation.snoozed':
        may(isOwner, 'put away by another one');
        may(
          this.#asked
            .putAway('snooze', by, fact.conversationId)
            .some((one) => hasSeen(one, chat.lastCustomerMessage)),
          'put away before the last message was seen',
        );
        chat.state = 'snoozed';
        chat.requestedBy = null;
        return;
      case 'conversation.woken':
        may(chat.state === 'snoozed', 'woken while awake');
        if (fact.why === 'by-hand') may(isOwner, 'woken by another one');
        chat.state = 'open';
        return;
      default:
    }
  }

  /** I1: each change of hands is one epoch further, and an epoch has one owner at most. */
  #change(
    chat: Chat,
    fact: Extract<Fact, { readonly epoch: number }> & { readonly conversationId: ConversationId },
    owner: AgentId | null,
    state: Chat['state'],
    by: AgentId | null,
  ): void {
    if (fact.epoch !== chat.epoch + 1) this.#complain(fact, by, `after epoch ${chat.epoch}`);
    const place = `${fact.conversationId} ${fact.epoch}`;
    if (this.#owners.has(place)) this.#complain(fact, by, 'an epoch with two owners');
    this.#owners.set(place, owner);
    if (chat.state === 'closed' && state !== 'closed') chat.episode += 1;
    chat.epoch = fact.epoch;
    chat.owner = owner;
    chat.state = state;
    chat.requestedBy = null;
    chat.hasAnswered = false;
    chat.ownedBecauseOf = owner === null ? null : by;
    chat.done = null;
  }

  #message(fact: Fact, by: AgentId | null, chat: Chat): void {
    switch (fact.kind) {
      case 'message.received': {
        const { id, at } = fact.message;
        if (chat.state === 'closed') {
          chat.state = 'waiting';
          chat.episode += 1;
          chat.done = null;
        } else if (chat.state === 'snoozed') chat.state = 'open';
        chat.lastCustomerMessage = id;
        chat.waits = true;
        chat.lastAt = Math.max(chat.lastAt, at);
        return;
      }
      case 'message.queued':
        return this.#queued(fact.message, by, chat);
      case 'message.observed': {
        const { at } = fact.message;
        const isNewest = at >= chat.lastAt;
        chat.lastAt = Math.max(chat.lastAt, at);
        if (chat.done !== null) chat.done.isAnswered = true;
        if (!isNewest) return;
        chat.waits = false;
        if (chat.state === 'waiting') chat.state = 'closed';
        return;
      }
      case 'message.state-changed':
        if (fact.waitingSince === undefined) return;
        chat.waits = true;
        if (chat.state === 'closed') chat.state = 'waiting';
        if (chat.state === 'snoozed') chat.state = 'open';
        return;
      case 'note.added':
        if (by !== null) this.#writers.set(fact.message.id, by);
        return;
      case 'note.edited':
        if (this.#writers.get(fact.messageId) !== by) this.#complain(fact, by, 'not its writer');
        return;
      case 'message.deleted': {
        const role = by === null ? undefined : this.#agents.get(by)?.role;
        const isAdmin = role === 'admin' || role === 'supervisor';
        const isWriter = this.#writers.get(fact.messageId) === by;
        if (!isWriter && !isAdmin) this.#complain(fact, by, 'deleted without a right');
        return;
      }
      default:
    }
  }

  /** I2: from the owner alone, who knows of the last change of hands and the last message. */
  #queued(message: Message, by: AgentId | null, chat: Chat): void {
    chat.lastAt = Math.max(chat.lastAt, message.at);
    // What the chatbot says answers nothing.
    if (message.author.type === 'bot') return;
    if (chat.done !== null) chat.done.isAnswered = true;
    chat.waits = false;
    chat.hasAnswered = true;
    const { author, content, clientRef } = message;
    if (author.type !== 'agent') return;
    const complain = (why: string) =>
      this.complaints.push(`${JSON.stringify(content)} by ${by}: ${why}; ${JSON.stringify(chat)}`);
    if (content.kind === 'text') this.accepted.add(content.text);
    if (author.agentId !== by) complain('in the name of somebody else');
    if (chat.owner !== by) complain('from somebody who is not the owner');
    if (chat.isBlocked) complain('to somebody who is blocked');
    const asked = this.#asked.reply(author.agentId, clientRef);
    const isRight = asked.some((one) => {
      const isOwnClaim = one.epoch === chat.epoch - 1 && chat.ownedBecauseOf === by;
      return (one.epoch === chat.epoch || isOwnClaim) && hasSeen(one, chat.lastCustomerMessage);
    });
    if (!isRight) complain(`asked with ${JSON.stringify(asked)}`);
  }

  #compare(conversation: Conversation): void {
    const { id, state, ownerId, epoch, episode, waitingSince } = conversation;
    const chat = this.#chats.get(id);
    if (!chat) return void this.complaints.push(`chat ${id} was never started`);
    const is = { state, ownerId, epoch, episode, waits: waitingSince !== null };
    const { owner, waits } = chat;
    const wanted = {
      state: chat.state,
      ownerId: owner,
      epoch: chat.epoch,
      episode: chat.episode,
      waits,
    };
    if (JSON.stringify(is) !== JSON.stringify(wanted)) {
      this.complaints.push(`${id} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
    }
    for (const oddity of odditiesOf(conversation, chat)) {
      this.complaints.push(`${id}: ${oddity}: ${JSON.stringify(conversation)}`);
    }
  }

  #complain(fact: Fact, by: AgentId | null, why: string): void {
    this.complaints.push(`${JSON.stringify(fact)} by ${by}: ${why}`);
  }
}
