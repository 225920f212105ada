import { mergedPart, partAfterRule, partOfNextEpisode, partOfPerson } from './bot/part.ts';
import type { Conversation } from './conversation.ts';
import type { HandlingFact, Mention, TransferReason } from './handling.ts';
import type { AgentId, MessageId } from './ids.ts';
import { mergedRulePart } from './rules/part.ts';

/** Nobody has given it to anybody, nobody asks for it, and nobody was reminded of it. */
const SETTLED = {
  handover: null,
  request: null,
  snoozedUntil: null,
  answerDueAt: null,
} as const;

/** What a fact about its handling changes of a conversation; null: nothing. Pure (I7). */
export function handled(
  before: Conversation,
  fact: HandlingFact,
  by: AgentId | null,
  at: number,
): Partial<Conversation> | null {
  switch (fact.kind) {
    case 'conversation.claimed': {
      const owned = ownedBy(before, fact.ownerId, fact.epoch);
      if (fact.episode === undefined) return owned;
      return { ...owned, episode: fact.episode, tags: [], rules: null };
    }
    case 'conversation.taken-over':
      return ownedBy(before, fact.ownerId, fact.epoch);
    case 'conversation.transferred':
      return transferred(before, fact, by, at);
    case 'conversation.requested':
      return { request: { byId: fact.byId, at } };
    case 'conversation.request-ended':
      return { request: null };
    case 'conversation.answer-due':
      return { answerDueAt: fact.dueAt };
    case 'conversation.opened':
      return before.handover === null ? null : { handover: null };
    case 'conversation.snoozed':
      return { ...SETTLED, state: 'snoozed', snoozedUntil: fact.until };
    case 'conversation.woken':
      return { state: 'open', snoozedUntil: null };
    case 'conversation.closed':
      return {
        ...SETTLED,
        state: 'closed',
        ownerId: null,
        epoch: fact.epoch,
        waitingSince: null,
        unread: 0,
      };
    case 'conversation.undone': {
      const { state, ownerId, epoch, waitingSince, unread, snoozedUntil } = fact;
      const lastOwnerId = ownerId ?? before.lastOwnerId;
      const back = { state, ownerId, lastOwnerId, epoch, waitingSince, unread, snoozedUntil };
      return { ...back, handover: null, request: null, answerDueAt: null };
    }
    case 'conversation.tagged':
      return tagged(before, fact);
    case 'mention.seen':
      return seen(before, fact.agentId);
  }
}

/** Whoever has it, the chatbot is silent from then on. */
function ownedBy(
  { bot }: Conversation,
  ownerId: AgentId,
  epoch: Conversation['epoch'],
): Partial<Conversation> {
  const part = { bot: partOfPerson(bot) };
  return { ...SETTLED, ...part, state: 'open', ownerId, lastOwnerId: ownerId, epoch };
}

function transferred(
  before: Conversation,
  fact: Extract<HandlingFact, { kind: 'conversation.transferred' }>,
  by: AgentId | null,
  at: number,
): Partial<Conversation> {
  const { fromId, toId, epoch, tagId, noteId, why, episode = before.episode } = fact;
  const known = episode === before.episode ? before.tags : [];
  const rules = episode === before.episode ? before.rules : null;
  const tags = tagId === null || known.includes(tagId) ? known : [...known, tagId];
  if (toId === null) {
    const lastOwnerId = fromId ?? before.lastOwnerId;
    const part = episode === before.episode ? before.bot : partOfNextEpisode(before.bot);
    const bot = partInQueue(part, by, why);
    const moved = { ...SETTLED, state: 'waiting', ownerId: null, lastOwnerId, bot } as const;
    return { ...moved, epoch, episode, tags, rules };
  }
  // Whoever asked for it, or had it before, need not be told that it is new.
  const isNews = why !== 'request';
  return {
    ...ownedBy(before, toId, epoch),
    episode,
    tags,
    rules,
    handover: isNews ? { fromId: by, at, noteId } : null,
  };
}

/** Whoever puts a chat where it belongs has come in, as whoever takes it has. */
function partInQueue(
  part: Conversation['bot'],
  by: AgentId | null,
  why: TransferReason,
): Conversation['bot'] {
  if (by !== null) return partOfPerson(part);
  return why === 'rule' ? partAfterRule(part) : part;
}

function tagged(
  { tags }: Conversation,
  { tagId, isOn }: Extract<HandlingFact, { kind: 'conversation.tagged' }>,
): Partial<Conversation> | null {
  if (tags.includes(tagId) === isOn) return null;
  return { tags: isOn ? [...tags, tagId] : tags.filter((each) => each !== tagId) };
}

function seen({ mentions }: Conversation, agentId: AgentId): Partial<Conversation> | null {
  const isNews = mentions.some((each) => each.agentId === agentId && !each.isSeen);
  if (!isNews) return null;
  return {
    mentions: mentions.map((each) => (each.agentId === agentId ? { ...each, isSeen: true } : each)),
  };
}

/** A note that names people: of each the newest counts. The same list when it names nobody. */
export function withMentions(
  mentions: Conversation['mentions'],
  named: readonly AgentId[],
  note: Omit<Mention, 'agentId' | 'isSeen'>,
): Conversation['mentions'] {
  if (named.length === 0) return mentions;
  const others = mentions.filter(({ agentId }) => !named.includes(agentId));
  const { byId, rule, noteId, at, text } = note;
  // In the order of the schema, so that what is read back is written in the same way.
  const calls = named.map((agentId) => ({
    agentId,
    byId,
    ...(rule === undefined ? {} : { rule }),
    noteId,
    at,
    text,
    isSeen: false,
  }));
  return [...others, ...calls];
}

/** A note that says something else now. The same list when nobody is named in it. */
export function withNoteText(
  mentions: Conversation['mentions'],
  noteId: MessageId,
  text: string,
): Conversation['mentions'] {
  if (!mentions.some((each) => each.noteId === noteId)) return mentions;
  return mentions.map((each) => (each.noteId === noteId ? { ...each, text } : each));
}

/** A note that was taken back calls nobody any more. */
export function withoutMentions({ mentions }: Conversation, noteId: MessageId): Mention[] | null {
  const left = mentions.filter((each) => each.noteId !== noteId);
  return left.length === mentions.length ? null : left;
}

/** What two conversations that become one have of this between them. */
export function mergedHandling(
  into: Conversation,
  gone: Conversation,
): Pick<
  Conversation,
  | 'lastOwnerId'
  | 'snoozedUntil'
  | 'handover'
  | 'request'
  | 'answerDueAt'
  | 'tags'
  | 'mentions'
  | 'bot'
  | 'rules'
> {
  const later = (mention: Mention) =>
    !gone.mentions.some(({ agentId, at }) => agentId === mention.agentId && at > mention.at);
  const kept = into.mentions.filter(later);
  const taken = gone.mentions.filter(
    ({ agentId }) => !kept.some((mention) => mention.agentId === agentId),
  );
  return {
    lastOwnerId: into.lastOwnerId ?? gone.lastOwnerId,
    snoozedUntil: into.state === 'snoozed' && gone.waitingSince === null ? into.snoozedUntil : null,
    handover: into.handover,
    // It was about one of them as it was.
    request: null,
    answerDueAt: null,
    tags: [...new Set([...into.tags, ...(gone.state === 'closed' ? [] : gone.tags)])],
    mentions: [...kept, ...taken],
    bot: mergedPart(into.bot, gone.bot),
    rules: mergedRulePart(into.rules, gone.rules),
  };
}
