import { conversationSchema } from '../domain/conversation.ts';
import { clientRefSchema } from '../domain/ids.ts';
import type { AgentId, ClientRef, ConversationId, Epoch, MessageId } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';
import type { CommandParams, CommandResult } from '../protocol/commands/index.ts';
import type { ReplyBody } from '../protocol/commands/reply.ts';

import { commandFailure } from './command-tracker.ts';
import type { KeptReply, ReplyShelf } from './kept-replies.ts';
import type { CommandFailure, CommandReply, PendingReply } from './types.ts';

/** The agent decides about these: the conversation is not what it was when the reply was written. */
const HOLDING = new Set(['not-owner', 'moved-on', 'unseen-messages', 'client-ref-reused']);

/** Found again later than this, a reply does not go out before its writer says so. */
const FRESH_MS = 60 * 60_000;

/** What the agent's screen showed. */
export interface SeenState {
  readonly epoch: Epoch;
  readonly lastSeenMessageId: MessageId | null;
}

export interface RepliesPort {
  send(params: CommandParams<'reply.send'>): Promise<CommandReply<'reply.send'>>;
  /** False: a reply waits until it is. */
  isOnline(): boolean;
  me(): AgentId | null;
  now(): number;
  /** Which host's journal this is; null before the first connection. */
  journalId(): string | null;
  readonly shelf: ReplyShelf;
  newClientRef(): string;
  /** What the screen shows now; after a failure, with what the failure told the agent. */
  seen(id: ConversationId, failure: CommandFailure | null): SeenState;
  onSent(value: CommandResult<'reply.send'>): void;
  changed(id: ConversationId): void;
  /** Runs several changes as one. */
  batch(work: () => void): void;
}

interface Entry {
  reply: PendingReply;
  seen: SeenState;
  /** Who wrote it; null when that was before the first connection. */
  readonly author: AgentId | null;
  isRunning: boolean;
}

const WRITTEN_EARLIER = commandFailure(
  'written-earlier',
  'It was written a while ago, and the page was closed before it was sent.',
);

const NONE: readonly PendingReply[] = [];

/** Replies on their way: of one conversation one at a time, in the order they were written. */
export class PendingReplies {
  readonly #port: RepliesPort;
  readonly #queues = new Map<ConversationId, Entry[]>();
  readonly #lists = new Map<ConversationId, readonly PendingReply[]>();
  /** Whose kept replies were taken up already. */
  readonly #restored = new Set<AgentId>();

  constructor(port: RepliesPort) {
    this.#port = port;
  }

  list(id: ConversationId): readonly PendingReply[] {
    const known = this.#lists.get(id);
    if (known) return known;
    const list = this.#mine(id).map((entry) => entry.reply);
    if (list.length === 0) return NONE;
    this.#lists.set(id, list);
    return list;
  }

  add(conversationId: ConversationId, body: ReplyBody, quote: MessageId | null): PendingReply {
    const reply: PendingReply = {
      clientRef: this.#newRef(),
      conversationId,
      body,
      quote,
      writtenAt: this.#port.now(),
      state: 'sending',
      failure: null,
    };
    const seen = this.#port.seen(conversationId, null);
    const entry: Entry = { reply, seen, author: this.#port.me(), isRunning: false };
    this.#enqueue(entry);
    this.#keep(entry);
    this.#pump(conversationId);
    return reply;
  }

  sendHeld(clientRef: ClientRef): void {
    const entry = this.#decidable(clientRef);
    if (!entry) return;
    const { conversationId, failure } = entry.reply;
    entry.seen = this.#port.seen(conversationId, failure);
    // The host knows that ref for another message and would refuse it for ever.
    const ref = failure?.code === 'client-ref-reused' ? this.#newRef() : clientRef;
    const quote = failure?.code === 'quote-missing' ? null : entry.reply.quote;
    if (ref !== clientRef) this.#port.shelf.remove(clientRef);
    entry.reply = { ...entry.reply, clientRef: ref, quote, state: 'sending', failure: null };
    this.#keep(entry);
    this.#changed(conversationId);
    this.#pump(conversationId);
  }

  takeBack(clientRef: ClientRef): PendingReply | null {
    const entry = this.#decidable(clientRef);
    if (!entry) return null;
    this.#remove(entry);
    this.#pump(entry.reply.conversationId);
    return entry.reply;
  }

  /** The host has it: whichever way that became known, it is a message now. */
  arrived(message: Message): void {
    if (message.author.type !== 'agent' || message.author.agentId !== this.#port.me()) return;
    const entry = [...this.#queues.values()]
      .flat()
      .find(({ reply }) => reply.clientRef === message.clientRef);
    if (!entry) return;
    this.#remove(entry);
    this.#pump(entry.reply.conversationId);
  }

  /**
   * The conversation was merged into another one. What was written for it keeps what its writer had
   * seen, so that the host holds it back when there is more to see now.
   */
  moved(goneId: ConversationId, intoId: ConversationId): void {
    const entries = this.#queues.get(goneId);
    if (!entries) return;
    for (const entry of entries) {
      entry.reply = { ...entry.reply, conversationId: intoId };
      this.#keep(entry);
    }
    this.#queues.delete(goneId);
    this.#queues.set(intoId, [...(this.#queues.get(intoId) ?? []), ...entries]);
    for (const id of [goneId, intoId]) this.#changed(id);
    this.#pump(intoId);
  }

  /** Connected (again), or as somebody else. */
  resume(): void {
    this.#lists.clear();
    this.#restore();
    for (const id of [...this.#queues.keys()]) this.#pump(id);
  }

  /** Everything of this person, also what other screens of this device would take up. */
  forget(): void {
    const me = this.#port.me();
    for (const entry of [...this.#queues.values()].flat()) {
      if (entry.author === me) this.#remove(entry);
    }
    for (const { author, clientRef } of this.#port.shelf.all()) {
      if (author === me) this.#port.shelf.remove(clientRef);
    }
  }

  /** What this person wrote on a screen of this device that was gone before the host had it. */
  #restore(): void {
    const { shelf, me, journalId, now } = this.#port;
    const author = me();
    if (author === null || this.#restored.has(author)) return;
    this.#restored.add(author);
    const known = new Set([...this.#queues.values()].flat().map(({ reply }) => reply.clientRef));
    const kept = shelf
      .all()
      .filter((reply) => reply.author === author && reply.journalId === journalId())
      .filter(({ clientRef }) => !known.has(clientRef))
      .sort((one, other) => one.writtenAt - other.writtenAt);
    for (const { journalId: _journal, author: _author, seen, ...written } of kept) {
      const isFresh = Math.abs(now() - written.writtenAt) < FRESH_MS;
      const reply: PendingReply = isFresh
        ? { ...written, state: 'sending', failure: null }
        : { ...written, state: 'held', failure: WRITTEN_EARLIER };
      this.#enqueue({ reply, seen, author, isRunning: false });
    }
  }

  #keep({ reply, seen, author }: Entry): void {
    const journalId = this.#port.journalId();
    if (author === null || journalId === null) return;
    const { state: _state, failure: _failure, ...written } = reply;
    this.#port.shelf.put({ ...written, journalId, author, seen } satisfies KeptReply);
  }

  #enqueue(entry: Entry): void {
    const { conversationId } = entry.reply;
    const queue = this.#queues.get(conversationId);
    if (queue) queue.push(entry);
    else this.#queues.set(conversationId, [entry]);
    this.#changed(conversationId);
  }

  #mine(id: ConversationId): readonly Entry[] {
    const me = this.#port.me();
    const queue = this.#queues.get(id) ?? [];
    return queue.filter(({ author }) => author === null || author === me);
  }

  #pump(id: ConversationId): void {
    const first = this.#mine(id)[0];
    if (!first || first.isRunning || first.reply.state !== 'sending') return;
    if (this.#port.isOnline()) void this.#send(first);
  }

  async #send(entry: Entry): Promise<void> {
    const { conversationId, clientRef, body, quote } = entry.reply;
    const reply = { conversationId, clientRef, body, ...(quote === null ? {} : { quote }) };
    entry.isRunning = true;
    const answer = await this.#port.send({ ...reply, ...entry.seen });
    entry.isRunning = false;
    if (answer.ok) {
      this.#port.batch(() => {
        this.#port.onSent(answer.value);
        this.#remove(entry);
      });
    } else if (answer.code !== 'disconnected') {
      const state = HOLDING.has(answer.code) ? 'held' : 'failed';
      entry.reply = { ...entry.reply, state, failure: answer };
      this.#changed(entry.reply.conversationId);
      this.#followMerge(conversationId, answer);
    }
    this.#pump(entry.reply.conversationId);
  }

  /** Only the refusal tells a screen that missed the merge where the conversation went. */
  #followMerge(id: ConversationId, { code, details }: CommandFailure): void {
    if (code !== 'moved-on') return;
    const holder = conversationSchema.safeParse(details['conversation']);
    if (!holder.success || holder.data.id === id) return;
    this.#port.batch(() => this.moved(id, holder.data.id));
  }

  #decidable(clientRef: ClientRef): Entry | null {
    for (const queue of this.#queues.values()) {
      const entry = queue.find(({ reply }) => reply.clientRef === clientRef);
      if (entry) return entry.reply.state === 'sending' ? null : entry;
    }
    return null;
  }

  #remove(entry: Entry): void {
    const { conversationId } = entry.reply;
    const queue = this.#queues.get(conversationId);
    const index = queue?.indexOf(entry) ?? -1;
    if (!queue || index < 0) return;
    this.#port.shelf.remove(entry.reply.clientRef);
    queue.splice(index, 1);
    if (queue.length === 0) this.#queues.delete(conversationId);
    this.#changed(conversationId);
  }

  #changed(id: ConversationId): void {
    this.#lists.delete(id);
    this.#port.changed(id);
  }

  #newRef(): ClientRef {
    return clientRefSchema.parse(this.#port.newClientRef());
  }
}
