import { timeFrom } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Labels } from '#shared/domain/labels.ts';
import { assertNever } from '#shared/util/assert.ts';
import type { Colleagues } from '../author-name.ts';
import { botText } from './bot-text.ts';
import { ruleText } from './rule-text.ts';
import { fieldSetText } from './field-set-text.ts';
import type { TimelineEntry } from '../timeline-items.ts';

type Transferred = Extract<TimelineEntry['fact'], { kind: 'conversation.transferred' }>;

/** What somebody did with a conversation, as one sentence. */
export function handlingText(
  { fact, by, at }: TimelineEntry,
  people: Colleagues,
  labels: Labels,
): string {
  const { event } = t.handling;
  const who = nameAtStart(by, people);
  switch (fact.kind) {
    case 'conversation.claimed': {
      const owner = nameAtStart(fact.ownerId, people);
      return fact.episode === undefined ? event.claimed(owner) : event.reopened(owner);
    }
    case 'conversation.transferred':
      return transferText(fact, by, people, labels);
    case 'conversation.taken-over':
      return event.takenOver(
        nameAtStart(fact.ownerId, people),
        nameWithin(fact.fromId, people),
        fact.reason,
      );
    case 'conversation.requested':
      return event.requested(nameAtStart(fact.byId, people));
    case 'conversation.request-ended':
      if (fact.how === 'kept') return event.kept(who, nameWithin(fact.byId, people));
      return fact.how === 'expired'
        ? event.expired(nameWithin(fact.byId, people))
        : event.withdrawn(nameAtStart(fact.byId, people));
    case 'conversation.snoozed':
      return fact.until === null
        ? event.snoozed(who)
        : event.snoozedUntil(who, timeFrom(fact.until, at));
    case 'conversation.woken':
      return fact.why === 'time' ? event.woken : event.wokenBy(who);
    case 'conversation.closed': {
      if (fact.isSilent) return event.closedSilent;
      const { rule } = fact;
      const outcome = labels.outcomes.find(({ id }) => id === fact.outcomeId);
      if (rule && outcome) return t.rules.closedAsBy(rule.name, outcome.name);
      if (rule) return t.rules.closedBy(rule.name);
      return outcome ? event.closedAs(who, outcome.name) : event.closed(who);
    }
    case 'conversation.undone':
      return fact.what === 'close' ? event.undoneClose(who) : event.undoneTransfer(who);
    case 'contact.field-set':
      return fieldSetText(fact, by === null ? null : who, labels);
    case 'bot.began':
    case 'bot.ended':
      return botText(fact, people, labels);
    case 'survey.answered': {
      const { score, before } = fact;
      const { answered, corrected } = t.survey.event;
      return before === null ? answered(score) : corrected(score, before);
    }
    case 'survey.dropped':
      return t.survey.event.dropped[fact.why];
    case 'rule.acted':
      return ruleText(fact, labels);
    default:
      return assertNever(fact);
  }
}

function transferText(
  { fromId, toId, why, tagId, skill, rule }: Transferred,
  by: AgentId | null,
  people: Colleagues,
  labels: Labels,
): string {
  const { event } = t.handling;
  if (why === 'not-opened') return event.notOpened(nameWithin(fromId, people));
  if (why === 'not-answered') return event.notAnswered(nameWithin(fromId, people));
  if (why === 'deactivated') {
    const gone = nameAtStart(fromId, people);
    return toId === null ? event.leftToQueue(gone) : event.left(gone, nameWithin(toId, people));
  }
  if (why === 'last-owner') return event.lastOwner(nameWithin(toId, people));
  if (why === 'next-in-turn' || why === 'least-busy') {
    const given = event[why](nameWithin(toId, people));
    const topic = labels.tags.find(({ id }) => id === skill?.tagId);
    return skill && topic ? event.because(given, event.skill[skill.how](topic.name)) : given;
  }
  if (rule !== undefined) {
    const topic = labels.tags.find(({ id }) => id === tagId);
    if (toId !== null) return t.rules.gave(rule.name, nameWithin(toId, people));
    return topic ? t.rules.toTag(rule.name, topic.name) : t.rules.toQueue(rule.name);
  }
  if (why === 'bot') return event.byBot(nameWithin(toId, people));
  if (why === 'owner-left') return event.ownerLeft(nameWithin(fromId, people));
  const who = nameAtStart(by ?? fromId, people);
  if (toId === null) {
    const tag = labels.tags.find(({ id }) => id === tagId);
    return tag ? event.toTag(who, tag.name) : event.toQueue(who);
  }
  const to = nameWithin(toId, people);
  if (fromId === null) return event.given(who, to);
  const from = nameAtStart(fromId, people);
  if (why === 'request') return event.granted(from, to);
  if (by === null || by === fromId) return event.transferred(from, to);
  return event.moved(who, nameWithin(fromId, people), to);
}

/** At the start of a sentence. */
export function nameAtStart(id: AgentId | null, people: Colleagues): string {
  if (people.isMe(id)) return t.handling.you;
  return people.find(id)?.name ?? t.handling.nobody;
}

/** Within a sentence, as its object. */
export function nameWithin(id: AgentId | null, people: Colleagues): string {
  if (people.isMe(id)) return t.handling.youObject;
  return people.find(id)?.name ?? t.handling.nobody;
}
