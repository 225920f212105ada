import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, Seq } from '#shared/domain/ids.ts';
import type { Fact, FactKind, JournalEntry } from '#shared/domain/journal.ts';
import { BOT_MANNERS } from '#shared/domain/bot/limits.ts';
import { allHold } from '#shared/domain/rules/conditions.ts';
import { setOffBy } from '#shared/domain/rules/event.ts';
import type { RuleEvent } from '#shared/domain/rules/event.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { Rule, SavedRule } from '#shared/domain/rules/rule.ts';
import type { RuleHit } from '#shared/protocol/commands/rules.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import { nextConversation } from '../journal/conversation-head.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import { isSilentIn } from './may-reply.ts';
import { readyRule } from './rule-book.ts';
import type { ReadyRule } from './rule-book.ts';
import { notValid } from './rule-commands.ts';
import { messageEvent } from './rules.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
/** Entries of the journal at once; others get their turn in between. */
const PAGE = 2_000;
/** Messages, closes and so on that are looked at: a minute's work at most. */
const MOST_LOOKED = 50_000;
const MOST_HITS = 100;
/** Enough to know who had a chat and which tags it had before the week began. */
const LOOK_BACK = 40;

/** What moves a conversation as far as rules look at it. */
const KINDS: readonly FactKind[] = [
  'conversation.started',
  'contact.changed',
  'contact.block-changed',
  'contact.field-set',
  'message.received',
  'message.queued',
  'message.observed',
  'conversation.claimed',
  'conversation.transferred',
  'conversation.taken-over',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.closed',
  'conversation.undone',
  'conversation.tagged',
  'bot.began',
  'bot.ended',
];

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'nextChange'>;
}

/** Goes through the last week as the journal has it, and changes nothing. */
export function tryHandler(needs: Needs): CommandHandler<'rules.try'> {
  const { ledger, clock } = needs;
  return async ({ rule }) => {
    const refusal = notValid(ledger.read, rule);
    if (refusal !== null) return refusal;
    const now = clock.now();
    const trial = new Trial(needs, rule, now - WEEK_MS);
    const head = ledger.read.journal.head();
    let seq = ledger.read.journal.positionAt(now - WEEK_MS);
    while (seq < head && trial.looked < MOST_LOOKED) {
      const upTo = Math.min(seq + PAGE, head) as Seq;
      for (const entry of ledger.read.journal.ofKinds(KINDS, seq, upTo)) trial.see(entry);
      seq = upTo;
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    const isCut = seq < head;
    if (!isCut) trial.end(now);
    return ok({ ...trial.result(), upTo: isCut ? trial.lastAt : now, isCut });
  };
}

/** A rule that nobody saved has no id yet; its own replies are all that it is asked for. */
const TRIED = Number.MAX_SAFE_INTEGER as RuleId;

class Trial {
  looked = 0;
  lastAt: number;
  readonly #needs: Needs;
  readonly #from: number;
  readonly #ready: ReadyRule;
  readonly #chats = new Map<ConversationId, Conversation>();
  /** The wait for which it was set off last. */
  readonly #waited = new Map<ConversationId, number>();
  readonly #hitChats = new Set<ConversationId>();
  #hits: RuleHit[] = [];
  #times = 0;
  #replies = 0;

  constructor(needs: Needs, rule: Rule, from: number) {
    this.#needs = needs;
    this.#from = from;
    this.lastAt = from;
    this.#ready = readyRule(asSaved(rule));
  }

  see(entry: JournalEntry): void {
    const { fact, at } = entry;
    if (!('conversationId' in fact)) return;
    const known = this.#before(fact.conversationId, entry);
    this.lastAt = Math.max(this.lastAt, at);
    if (known !== null) {
      this.#chats.set(known.id, known);
      this.#wait(known, at);
    }
    const before = known === null ? null : (this.#chats.get(known.id) ?? known);
    const after = nextConversation(before, entry);
    if (after === null) return;
    this.#chats.set(after.id, after);
    const event = eventOf(fact, before);
    if (event === null) return;
    this.looked += 1;
    const messageId = fact.kind === 'message.received' ? fact.message.id : null;
    const isFresh = event.type !== 'message' || at - event.at <= BOT_MANNERS.freshMs;
    this.#try(after, event, { at, messageId, isFresh });
  }

  /** Those who wait still. */
  end(now: number): void {
    for (const conversation of this.#chats.values()) this.#wait(conversation, now);
  }

  result() {
    return {
      from: this.#from,
      looked: this.looked,
      times: this.#times,
      chats: this.#hitChats.size,
      replies: this.#replies,
      hits: this.#hits.toReversed(),
    };
  }

  #before(id: ConversationId, { seq, fact }: JournalEntry): Conversation | null {
    if (fact.kind === 'conversation.started') return null;
    return this.#chats.get(id) ?? asItWas(this.#needs.ledger.read, id, seq);
  }

  /** A wait that went on until `until`. */
  #wait(conversation: Conversation, until: number): void {
    const { when } = this.#ready.saved.rule;
    const { waitingSince: since, id, tags, state } = conversation;
    if (when.type !== 'waited' || since === null || this.#waited.get(id) === since) return;
    if (state !== 'waiting' && state !== 'open') return;
    const due = Math.max(since + when.minutes * MINUTE_MS, this.#from);
    if (due > until) return;
    const { hours } = this.#needs;
    // It is looked at again and again while the customer waits: what changes by itself are the hours.
    const change = hours.nextChange(due, tags);
    for (const at of [due, change?.at ?? Infinity]) {
      if (at > until || this.#waited.get(id) === since) continue;
      const event = { type: 'waited', since } as const;
      const isHit = this.#try(conversation, event, { at, messageId: null, isFresh: true });
      if (isHit) this.#waited.set(id, since);
    }
    this.looked += 1;
  }

  #try(
    conversation: Conversation,
    event: RuleEvent,
    { at, messageId, isFresh }: Pick<RuleHit, 'at' | 'messageId'> & { readonly isFresh: boolean },
  ): boolean {
    const { saved, matcher } = this.#ready;
    const words = setOffBy(saved.rule, matcher, event);
    if (words === null) return false;
    const isOpen = () => this.#needs.hours.isOpenAt(at, conversation.tags);
    const isFirst = event.type === 'message' && event.isFirst;
    const defined = () => this.#needs.ledger.read.labels.get().contactFields;
    if (!allHold(saved.rule, { conversation, isOpen, isFirst, defined })) return false;
    const wouldReply = isFresh && this.#reply(conversation);
    const read = this.#needs.ledger.read;
    const conversationId = read.merges.holderOf(conversation.id) ?? conversation.id;
    this.#times += 1;
    this.#hitChats.add(conversationId);
    const { name } = conversation.contact;
    this.#hits.push({ conversationId, name, at, messageId, words: [...words], wouldReply });
    if (this.#hits.length > 2 * MOST_HITS) this.#hits = this.#hits.slice(-MOST_HITS);
    return true;
  }

  /** Whether it would have answered; then it has, for the rest of the episode. */
  #reply(conversation: Conversation): boolean {
    const reply = this.#ready.saved.rule.then.find(({ type }) => type === 'reply');
    if (reply?.type !== 'reply') return false;
    const { evenWhenOwned } = reply;
    if (isSilentIn(conversation, { ruleId: TRIED, evenWhenOwned })) return false;
    const { waited = [] } = conversation.rules ?? {};
    this.#chats.set(conversation.id, { ...conversation, rules: { replied: [TRIED], waited } });
    this.#replies += 1;
    return true;
  }
}

function asSaved(rule: Rule): SavedRule {
  const at = 0;
  return { id: TRIED, version: 1, rule, at, by: null, onSince: at, acted: 0, actedAt: null };
}

function eventOf(fact: Fact, before: Conversation | null): RuleEvent | null {
  switch (fact.kind) {
    case 'message.received':
      return messageEvent(fact.message, before?.state === 'closed');
    case 'conversation.tagged':
      return fact.isOn ? { type: 'tagged', tagId: fact.tagId } : null;
    case 'conversation.transferred': {
      const { tagId } = fact;
      return tagId === null || before?.tags.includes(tagId) ? null : { type: 'tagged', tagId };
    }
    case 'conversation.closed':
      return { type: 'closed', outcomeId: fact.outcomeId ?? null };
    default:
      return null;
  }
}

/**
 * A conversation before an entry, as far as what happened to it last tells; of its contact, what is
 * known now.
 */
function asItWas(read: Reads, id: ConversationId, seq: Seq): Conversation | null {
  const now = read.conversations.get(read.merges.holderOf(id) ?? id);
  if (now === null) return null;
  const blank: Conversation = {
    ...now,
    id,
    state: 'closed',
    ownerId: null,
    tags: [],
    waitingSince: null,
    snoozedUntil: null,
    bot: null,
    rules: null,
  };
  const entries = read.journal.lastOf(id, seq, LOOK_BACK);
  return entries.reduce<Conversation>((before, entry) => {
    const after = nextConversation(before, entry) ?? before;
    // Tags are of one episode, which ends when it is closed.
    return entry.fact.kind === 'conversation.closed' ? { ...after, tags: [] } : after;
  }, blank);
}
