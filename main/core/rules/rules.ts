import { wordsOf } from '#shared/domain/content-words.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { isIncomplete } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import { allHold } from '#shared/domain/rules/conditions.ts';
import { setOffBy } from '#shared/domain/rules/event.ts';
import type { RuleEvent } from '#shared/domain/rules/event.ts';
import { RULE_LIMITS } from '#shared/domain/rules/limits.ts';
import { hasWaited } from '#shared/domain/rules/part.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { SavedRule } from '#shared/domain/rules/rule.ts';
import { isTalk } from '../bot/may-begin.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { Arrival } from '../inbox/receive.ts';
import type { Commit, Unit } from '../journal/ledger.ts';
import { currentOf } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { act } from './act.ts';
import { RuleBook } from './rule-book.ts';
import type { ReadyRule } from './rule-book.ts';

const MINUTE_MS = 60_000;

export interface RuleNeeds {
  readonly clock: Clock;
  readonly settings: CurrentSettings;
  readonly hours: Pick<OfficeHours, 'isOpenAt'>;
}

/**
 * The office's rules at work. What they do is in the unit of work of what set them off, so that
 * nothing is done twice or forgotten, whatever ends the host in between.
 */
export class Rules {
  readonly #needs: RuleNeeds;
  readonly #book = new RuleBook();
  /** What rules did themselves: what follows from that was seen to already. */
  readonly #own = new WeakSet<Fact>();

  constructor(needs: RuleNeeds) {
    this.#needs = needs;
  }

  /**
   * A message was stored in this unit. Whether a rule answered it or gave the chat to somebody:
   * the chatbot begins nothing then.
   */
  heard(unit: Unit, message: Message, arrival: Arrival, before: Conversation): boolean {
    // What cannot be read yet is looked at when it can.
    if (arrival === 'import' || isIncomplete(message.content)) return false;
    const isFirst = before.state === 'closed';
    const event = messageEvent(message, isFirst);
    return event !== null && this.#run(unit, message.conversationId, event);
  }

  /** What happened in a unit besides messages that were heard of. */
  readonly follow = (unit: Unit, { entries, changes }: Commit): void => {
    for (const { fact } of entries) {
      if (this.#own.has(fact) || !('conversationId' in fact)) continue;
      const event = eventOf(unit, fact, changes);
      // Merged into another one in the same unit, it is no place to act in.
      if (event === null || unit.tx.conversations.get(fact.conversationId) === null) continue;
      this.#run(unit, fact.conversationId, event);
    }
  };

  /** The rules that look at waits, the shortest ones first. */
  waiting(read: Pick<Reads, 'rules'>): readonly SavedRule[] {
    return this.#book.of(read, 'waited').map(({ saved }) => saved);
  }

  /** Whether a wait sets this rule off now; what is so no more is asked again in the unit. */
  isDue(read: Pick<Reads, 'labels'>, saved: SavedRule, conversation: Conversation): boolean {
    const { when } = saved.rule;
    const { waitingSince, state, rules } = conversation;
    if (when.type !== 'waited' || saved.onSince === null || waitingSince === null) return false;
    if (state !== 'waiting' && state !== 'open') return false;
    const due = waitingSince + when.minutes * MINUTE_MS;
    // What was due before somebody wanted this rule is none of its business.
    if (due > this.#needs.clock.now() || due < saved.onSince) return false;
    if (hasWaited(rules, saved.id, waitingSince)) return false;
    return allHold(saved.rule, this.#view(read, conversation, false));
  }

  /** Somebody waits for so long that these rules may be set off. */
  waited(unit: Unit, id: ConversationId): void {
    for (const ready of this.#book.of(unit.tx, 'waited')) {
      const conversation = unit.tx.conversations.get(id);
      if (conversation === null || !this.isDue(unit.tx, ready.saved, conversation)) continue;
      const { waitingSince: since } = conversation;
      if (since !== null) this.#run(unit, id, { type: 'waited', since }, [ready]);
    }
  }

  /** `only`: the rules that look at the event itself; others may follow from what those do. */
  #run(
    unit: Unit,
    id: ConversationId,
    first: RuleEvent,
    only: readonly ReadyRule[] | null = null,
  ): boolean {
    const acted = new Set<RuleId>();
    const events = [{ event: first, depth: 0 }];
    let tookOver = false;
    // What rules do is added while the list is gone through.
    for (const { event, depth } of events) {
      const rules = (depth === 0 ? only : null) ?? this.#book.of(unit.tx, event.type);
      for (const { saved, matcher } of rules) {
        const words = acted.has(saved.id) ? null : setOffBy(saved.rule, matcher, event);
        if (words === null) continue;
        const isFirst = event.type === 'message' && event.isFirst;
        if (!allHold(saved.rule, this.#view(unit.tx, currentOf(unit, id), isFirst))) continue;
        acted.add(saved.id);
        const { facts, noting } = this.#noting(unit);
        const done = act(noting, id, saved, { event, words }, this.#moment());
        tookOver ||= done.tookOver;
        if (depth < RULE_LIMITS.depth) {
          for (const next of facts.flatMap((fact) => eventOf(unit, fact, []) ?? [])) {
            events.push({ event: next, depth: depth + 1 });
          }
        }
        if (saved.rule.isLast) break;
      }
    }
    return tookOver;
  }

  /** The unit, with what a rule does in it written down. */
  #noting({ tx, record }: Unit): { readonly facts: readonly Fact[]; readonly noting: Unit } {
    const facts: Fact[] = [];
    const noting: Unit = {
      tx,
      record: (fact, by) => {
        this.#own.add(fact);
        facts.push(fact);
        record(fact, by);
      },
    };
    return { facts, noting };
  }

  #moment() {
    const { clock, settings } = this.#needs;
    return { now: clock.now(), office: settings.current().office.name };
  }

  #view({ labels }: Pick<Reads, 'labels'>, conversation: Conversation, isFirst: boolean) {
    const { hours, clock } = this.#needs;
    const isOpen = () => hours.isOpenAt(clock.now(), conversation.tags);
    const defined = () => labels.get().contactFields;
    return { conversation, isOpen, isFirst, defined };
  }
}

/** Null: a message that no rule looks at. */
export function messageEvent(message: Message, isFirst: boolean): RuleEvent | null {
  if (message.author.type !== 'contact' || message.isImported || !isTalk(message)) return null;
  const text = wordsOf(message.content).text ?? '';
  return { type: 'message', text, at: message.at, isFirst };
}

/** What rules look at besides messages as they arrive. */
function eventOf(unit: Unit, fact: Fact, changes: Commit['changes']): RuleEvent | null {
  switch (fact.kind) {
    case 'conversation.tagged':
      return fact.isOn ? { type: 'tagged', tagId: fact.tagId } : null;
    case 'conversation.transferred': {
      const { tagId, epoch, conversationId } = fact;
      if (tagId === null) return null;
      const change = changes.find(
        ({ after }) => after?.id === conversationId && after.epoch === epoch,
      );
      const wasOn = change?.before?.tags.includes(tagId) ?? false;
      return wasOn ? null : { type: 'tagged', tagId };
    }
    case 'conversation.closed':
      return { type: 'closed', outcomeId: fact.outcomeId ?? null };
    case 'message.completed': {
      const message = unit.tx.messages.get(fact.messageId);
      return message === null ? null : messageEvent(message, false);
    }
    default:
      return null;
  }
}
