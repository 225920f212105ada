import type { Conversation } from '../domain/conversation.ts';
import type { ConversationId, MessageId } from '../domain/ids.ts';
import { isTimelineFact } from '../domain/handling.ts';
import type { Fact, JournalEntry } from '../domain/journal.ts';
import type { Message } from '../domain/message.ts';
import type { CommandParams, CommandResult } from '../protocol/commands/index.ts';
import {
  appendPage,
  applyFact,
  covers,
  prependPage,
  startTimeline,
  withEvent,
} from './timeline.ts';
import type { CommandReply, Timeline } from './types.ts';

type HistoryReply = CommandReply<'conversation.history'>;
type HistoryResult = CommandResult<'conversation.history'>;
type Anchor = CommandParams<'conversation.history'>['anchor'];
type Side = 'older' | 'newer';

const MAX_PAGE = 200;

interface News {
  readonly fact: Fact;
  /** Null for what is known before its delta. */
  readonly entry: JournalEntry | null;
}

export interface TimelinesPort {
  /** How many messages are read at a time. */
  readonly pageSize: number;
  readHistory(params: CommandParams<'conversation.history'>): Promise<HistoryReply>;
  /** A page was read: its conversation and messages are news for the rest of the replica too. */
  onRead(conversation: Conversation, messages: readonly Message[]): void;
  /** `id` is no more: it was merged into this one. */
  onMerged(id: ConversationId, into: Conversation): void;
  /** Whether this person may see what was taken back. */
  keepsDeleted(): boolean;
  changed(id: ConversationId): void;
  /** Runs several changes as one. */
  batch(work: () => void): void;
}

interface OpenTimeline {
  timeline: Timeline | null;
  /** Raised by every (re)opening: only the last one's answer counts. */
  opening: number;
  isOpening: boolean;
  /** Raised when another stretch takes the loaded one's place: pages on their way do not fit it. */
  stretch: number;
  /** What happened while a page was on its way; the page may have been read before it. */
  facts: News[];
  reads: number;
  loading: Partial<Record<Side, Promise<void>>>;
  /** The newest customer message that was on the screen. */
  seen: MessageId | null;
}

/** The loaded stretches of conversations, kept current. */
export class Timelines {
  readonly #port: TimelinesPort;
  readonly #open = new Map<ConversationId, OpenTimeline>();

  constructor(port: TimelinesPort) {
    this.#port = port;
  }

  get(id: ConversationId): Timeline | null {
    return this.#open.get(id)?.timeline ?? null;
  }

  /** Undefined when the conversation is not open on this screen. */
  seen(id: ConversationId): MessageId | null | undefined {
    const open = this.#open.get(id);
    return open?.timeline ? open.seen : undefined;
  }

  /** A person was shown the customer's messages up to this one in another way. */
  markSeen(id: ConversationId, upTo: MessageId): void {
    const open = this.#open.get(id);
    if (open) open.seen = later(open.seen, upTo);
  }

  open(id: ConversationId, around: MessageId | null): Promise<HistoryReply> {
    const anchor: Anchor = around === null ? null : { messageId: around, side: 'around' };
    return this.#read(id, anchor, this.#port.pageSize);
  }

  close(id: ConversationId): void {
    if (this.#open.delete(id)) this.#port.changed(id);
  }

  load(id: ConversationId, side: Side): Promise<void> {
    const open = this.#open.get(id);
    const timeline = open?.timeline;
    if (!open || !timeline) return Promise.resolve();
    const running = open.loading[side];
    if (running) return running;
    const edge = side === 'older' ? timeline.messages[0] : timeline.messages.at(-1);
    const hasMore = side === 'older' ? timeline.hasOlder : timeline.hasNewer;
    if (!hasMore || !edge) return Promise.resolve();
    const loading = this.#extend(id, open, side, edge.id);
    open.loading[side] = loading;
    return loading;
  }

  apply(id: ConversationId, fact: Fact, entry: JournalEntry | null = null): void {
    const open = this.#open.get(id);
    if (!open) return;
    const news = { fact, entry };
    if (open.reads > 0) open.facts.push(news);
    this.#applyTo(id, open, news);
  }

  /** Messages came or went otherwise than by facts of their own. */
  readAnew(id: ConversationId): void {
    const open = this.#open.get(id);
    // What is on its way may have been read before.
    if (open) void this.#reread(id, open.timeline);
  }

  /** After a snapshot: nothing that was read before holds any more; what was open is read anew. */
  forget(): void {
    for (const [id, open] of this.#open) {
      const before = open.timeline;
      open.timeline = null;
      open.facts = [];
      open.loading = {};
      open.stretch += 1;
      // An opening under way is answered after the snapshot, so it stands.
      if (!open.isOpening) void this.#reread(id, before);
    }
  }

  async #reread(id: ConversationId, before: Timeline | null): Promise<void> {
    const middle = before?.messages[before.messages.length >> 1];
    const limit = Math.min(MAX_PAGE, Math.max(this.#port.pageSize, before?.messages.length ?? 0));
    const anchor: Anchor =
      before?.hasNewer && middle ? { messageId: middle.id, side: 'around' } : null;
    const reply = await this.#read(id, anchor, limit);
    if (!reply.ok && reply.code === 'not-found' && anchor) await this.#read(id, null, limit);
  }

  async #read(id: ConversationId, anchor: Anchor, limit: number): Promise<HistoryReply> {
    const open = this.#entry(id);
    const opening = ++open.opening;
    open.isOpening = true;
    open.reads += 1;
    const reply = await this.#port.readHistory({ conversationId: id, anchor, limit });
    const isCurrent = this.#open.get(id) === open && open.opening === opening;
    if (isCurrent) {
      open.isOpening = false;
      if (reply.ok && reply.value.conversation.id !== id) {
        this.#open.delete(id);
        this.#port.onMerged(id, reply.value.conversation);
      } else if (reply.ok) this.#start(id, open, reply.value);
      else if (!open.timeline) this.#open.delete(id);
    }
    this.#readDone(open);
    return reply;
  }

  #start(id: ConversationId, open: OpenTimeline, page: HistoryResult): void {
    open.loading = {};
    open.stretch += 1;
    open.seen = null;
    this.#place(id, open, startTimeline(id, page), page);
  }

  async #extend(
    id: ConversationId,
    open: OpenTimeline,
    side: Side,
    messageId: MessageId,
  ): Promise<void> {
    const { stretch } = open;
    const anchor: Anchor = { messageId, side: side === 'older' ? 'before' : 'after' };
    open.reads += 1;
    const limit = this.#port.pageSize;
    const reply = await this.#port.readHistory({ conversationId: id, anchor, limit });
    const { timeline } = open;
    if (this.#open.get(id) === open && open.stretch === stretch && timeline) {
      delete open.loading[side];
      if (reply.ok) {
        const extend = side === 'older' ? prependPage : appendPage;
        this.#place(id, open, extend(timeline, reply.value), reply.value);
      }
    }
    this.#readDone(open);
  }

  #place(id: ConversationId, open: OpenTimeline, timeline: Timeline, page: HistoryResult): void {
    this.#port.batch(() => {
      open.timeline = timeline;
      open.seen = later(open.seen, newestOfContact(page.messages));
      // Late arrivals sort into the past: at the newest end the conversation knows of them.
      if (!timeline.hasNewer && !page.hasNewer) {
        open.seen = later(open.seen, page.conversation.lastCustomerMessageId);
      }
      for (const news of open.facts) this.#applyTo(id, open, news);
      this.#port.onRead(page.conversation, page.messages);
      this.#port.changed(id);
    });
  }

  #applyTo(id: ConversationId, open: OpenTimeline, { fact, entry }: News): void {
    if (!open.timeline) return;
    const applied = applyFact(open.timeline, fact, this.#port.keepsDeleted());
    const isEvent = entry !== null && isTimelineFact(fact);
    const next = isEvent ? withEvent(applied, entry) : applied;
    if (fact.kind === 'message.received' && covers(next, fact.message)) {
      open.seen = later(open.seen, fact.message.id);
    }
    if (next === open.timeline) return;
    open.timeline = next;
    this.#port.changed(id);
  }

  #readDone(open: OpenTimeline): void {
    open.reads -= 1;
    if (open.reads === 0) open.facts = [];
  }

  #entry(id: ConversationId): OpenTimeline {
    const known = this.#open.get(id);
    if (known) return known;
    const open: OpenTimeline = {
      timeline: null,
      opening: 0,
      isOpening: false,
      stretch: 0,
      facts: [],
      reads: 0,
      loading: {},
      seen: null,
    };
    this.#open.set(id, open);
    return open;
  }
}

function newestOfContact(messages: readonly Message[]): MessageId | null {
  let newest: MessageId | null = null;
  for (const message of messages) {
    if (message.author.type === 'contact' && !message.isImported)
      newest = later(newest, message.id);
  }
  return newest;
}

function later(a: MessageId | null, b: MessageId | null): MessageId | null {
  if (a === null) return b;
  return b === null || a > b ? a : b;
}
