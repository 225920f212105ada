import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { RuleId, RuleRef } from '#shared/domain/rules/rule-ref.ts';
import { EVEN } from '../rules/switch-rule.ts';
import type { Chat } from './chat.ts';

interface Doings {
  /** Somebody owned it, answered it or wrote on the phone in this episode. */
  hadPerson: boolean;
  botTalks: boolean;
  /** Those that replied in this episode. */
  readonly replied: Set<RuleId>;
  /** On their way, and what a person came in before. */
  readonly own: Set<MessageId>;
  readonly stale: Set<MessageId>;
  /** Things that no rule did, and how often each rule acted. */
  reasons: number;
  readonly acted: Map<RuleId, number>;
}

/** What rules may do as any bystander would say, who knows nothing of how they decide. */
export class RuleManners {
  readonly #on = new Set<RuleId>();
  readonly #chats = new Map<ConversationId, Doings>();

  /** What is wrong with a fact, seen before it changes the chat; null: nothing. */
  objection(fact: Fact, by: AgentId | null, chat: Readonly<Chat>): string | null {
    if (!('conversationId' in fact)) return null;
    const doings = this.#doings(fact.conversationId);
    switch (fact.kind) {
      case 'message.received':
        doings.reasons += 1;
        if (chat.state === 'closed') this.#nextEpisode(doings);
        return null;
      case 'conversation.claimed':
        // One that was closed begins another episode.
        if (chat.state === 'closed') doings.replied.clear();
        return this.#person(doings);
      case 'message.observed':
      case 'conversation.taken-over':
        return this.#person(doings);
      case 'conversation.transferred':
        if (fact.rule !== undefined) return this.#hands(fact.rule, by, chat);
        doings.reasons += 1;
        if (chat.state === 'closed') doings.replied.clear();
        if (by !== null) return this.#person(doings);
        if (fact.toId !== null) doings.hadPerson = true;
        return null;
      case 'conversation.closed':
        if (fact.rule !== undefined) return this.#hands(fact.rule, by, chat);
        doings.reasons += 1;
        return null;
      case 'conversation.tagged':
        if (fact.rule === undefined) doings.reasons += 1;
        return this.#isOff(fact.rule);
      case 'message.state-changed':
        if (fact.waitingSince !== undefined) doings.reasons += 1;
        if (!doings.stale.has(fact.messageId) || fact.state !== 'sending' || by !== null)
          return null;
        return 'what a rule said is sent after a person came in';
      case 'message.queued': {
        const { author } = fact.message;
        if (author.type !== 'bot') return this.#person(doings);
        return author.rule === undefined
          ? null
          : this.#replies(doings, fact.message.id, author.rule, chat);
      }
      case 'bot.began':
        doings.botTalks = true;
        return null;
      case 'bot.ended':
        doings.botTalks = false;
        return null;
      case 'rule.acted': {
        const times = (doings.acted.get(fact.ruleId) ?? 0) + 1;
        doings.acted.set(fact.ruleId, times);
        if (times > doings.reasons) return 'a rule acts more often than anything happens';
        return this.#isOff({ id: fact.ruleId, name: fact.rule });
      }
      default:
        return null;
    }
  }

  /** What admins make of the rules. */
  follow(fact: Fact): void {
    if (fact.kind === 'rule.removed') this.#on.delete(fact.ruleId);
    if (fact.kind !== 'rule.saved') return;
    if (fact.rule.isOn) this.#on.add(fact.ruleId);
    else this.#on.delete(fact.ruleId);
  }

  #replies(doings: Doings, id: MessageId, rule: RuleRef, chat: Readonly<Chat>): string | null {
    doings.own.add(id);
    const isSecond = doings.replied.has(rule.id);
    doings.replied.add(rule.id);
    if (isSecond) return 'a rule replies twice in an episode';
    if (doings.botTalks) return 'a rule talks while the chatbot does';
    if (chat.isBlocked) return 'a rule talks to somebody who is blocked';
    const isOfPerson = doings.hadPerson || chat.owner !== null;
    if (isOfPerson && !rule.name.includes(EVEN)) return 'a rule talks over a person';
    return this.#isOff(rule);
  }

  /** None of those here may take a chat from anybody. */
  #hands(rule: RuleRef, by: AgentId | null, chat: Readonly<Chat>): string | null {
    if (by !== null) return 'a rule in the name of a person';
    return chat.owner === null ? this.#isOff(rule) : 'a rule takes a chat from its owner';
  }

  #isOff(rule: RuleRef | undefined): string | null {
    return rule === undefined || this.#on.has(rule.id) ? null : 'a rule acts although it is off';
  }

  #person(doings: Doings): null {
    doings.hadPerson = true;
    doings.botTalks = false;
    for (const id of doings.own) doings.stale.add(id);
    doings.own.clear();
    return null;
  }

  #nextEpisode(doings: Doings): void {
    doings.hadPerson = false;
    doings.replied.clear();
  }

  #doings(id: ConversationId): Doings {
    const known = this.#chats.get(id) ?? {
      hadPerson: false,
      botTalks: false,
      replied: new Set(),
      own: new Set(),
      stale: new Set(),
      reasons: 0,
      acted: new Map(),
    };
    this.#chats.set(id, known);
    return known;
  }
}
