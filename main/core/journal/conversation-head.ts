import {
  handled,
  withMentions,
  withNoteText,
  withoutMentions,
} from '#shared/domain/conversation-handling.ts';
import { botPart, partOfNextEpisode, partOfPerson } from '#shared/domain/bot/part.ts';
import { withField } from '#shared/domain/contact-fields.ts';
import { asContact, nameFor } from '#shared/domain/contact.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, Preview } from '#shared/domain/conversation.ts';
import { asPreviewText, previewOf, saying } from '#shared/domain/preview.ts';
import { rulePartAfter } from '#shared/domain/rules/part.ts';
import { isHandlingFact } from '#shared/domain/handling.ts';
import type { AgentId, Epoch } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import { isSameSide } from '#shared/domain/message-actions.ts';
import type { Message } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';

/**
 * The conversation after an entry; the same object when the entry changes nothing of it. Pure, so
 * that replaying the journal from empty gives the state tables (I7).
 */
export function nextConversation(
  before: Conversation | null,
  { seq, at, by, fact }: JournalEntry,
): Conversation | null {
  if (fact.kind === 'conversation.started') {
    invariant(before === null, 'a conversation starts once');
    return {
      id: fact.conversationId,
      contact: asContact(fact.contact),
      state: 'closed',
      ownerId: null,
      lastOwnerId: null,
      epoch: 0 as Epoch,
      episode: 0,
      last: null,
      lastAt: at,
      lastCustomerMessageId: null,
      waitingSince: null,
      unread: 0,
      snoozedUntil: null,
      handover: null,
      request: null,
      answerDueAt: null,
      tags: [],
      mentions: [],
      bot: null,
      rules: null,
      revision: seq,
    };
  }
  if (!('conversationId' in fact)) return null;
  invariant(before !== null, `${fact.kind} is about a conversation that started`);
  const change = changeOf(before, fact, by, at);
  return change === null ? before : { ...before, ...change, revision: seq };
}

type Change = Partial<Conversation> | null;

function changeOf(before: Conversation, fact: Fact, by: AgentId | null, at: number): Change {
  switch (fact.kind) {
    case 'message.received':
      return received(before, fact.message);
    case 'message.queued':
      return queued(before, fact.message);
    case 'message.observed':
      return observed(before, fact.message);
    case 'message.noted':
      return noted(before, fact.message);
    case 'message.completed':
      return before.last?.messageId === fact.messageId
        ? { last: { ...before.last, ...saying(fact.content) } }
        : null;
    case 'message.imported':
      return imported(before, fact.message);
    case 'message.state-changed':
      return stateChanged(before, fact);
    case 'message.reacted':
    case 'message.edited':
      return previewAfter(before.last, fact);
    case 'message.deleted': {
      const mentions = withoutMentions(before, fact.messageId);
      return mentions === null ? previewAfter(before.last, fact) : { mentions };
    }
    case 'note.added':
      return mentioned(before, fact.message, at);
    case 'note.edited':
      return mentionedAnew(before, fact, by, at);
    case 'conversation.read':
      return { unread: fact.unread };
    case 'contact.changed':
      return { contact: asContact(fact.contact) };
    case 'contact.renamed':
      return { contact: renamed(before.contact, fact.name) };
    case 'contact.picture-looked':
      return before.contact.picture === fact.picture
        ? null
        : { contact: { ...before.contact, picture: fact.picture } };
    case 'contact.block-changed':
      return { contact: { ...before.contact, isBlocked: fact.isBlocked } };
    case 'bot.began':
    case 'bot.ended':
      return { bot: botPart(before.bot, fact, at) };
    case 'rule.acted': {
      const rules = rulePartAfter(before.rules, fact);
      return rules === before.rules ? null : { rules };
    }
    case 'contact.field-set': {
      const fields = withField(before.contact.fields, fact.name, fact.value);
      return fields === before.contact.fields ? null : { contact: { ...before.contact, fields } };
    }
    default:
      return isHandlingFact(fact) ? handled(before, fact, by, at) : null;
  }
}

/** What did not reach the customer answers nothing: who waited for it waits again. */
function stateChanged(
  before: Conversation,
  fact: Extract<Fact, { kind: 'message.state-changed' }>,
): Change {
  const { last } = before;
  const shown =
    last?.messageId === fact.messageId ? { last: { ...last, state: fact.state } } : null;
  if (fact.waitingSince === undefined) return shown;
  return {
    ...shown,
    waitingSince: Math.min(before.waitingSince ?? fact.waitingSince, fact.waitingSince),
    ...waitsAgain(before),
  };
}

/** Nobody owns a closed one; the owner of a snoozed one has to see it. */
function waitsAgain({ state }: Conversation): Partial<Conversation> {
  if (state === 'closed') return { state: 'waiting' };
  return state === 'snoozed' ? { state: 'open', snoozedUntil: null } : {};
}

function renamed(contact: Contact, ours: string | null): Contact {
  const names = { ...contact.names, ours };
  return { ...contact, names, name: nameFor(names, contact) };
}

/** What happens to messages shows in the list, but nobody waits because of it. */
function previewAfter(
  last: Preview | null,
  fact: Extract<Fact, { kind: 'message.reacted' | 'message.edited' | 'message.deleted' }>,
): Change {
  if (last === null) return null;
  const { messageId } = fact;
  if (fact.kind === 'message.reacted') {
    const { reaction: shown, ...rest } = last;
    const { author, emoji } = fact;
    if (emoji !== null) return { last: { ...rest, reaction: { messageId, author, emoji } } };
    const isShown = shown?.messageId === messageId && isSameSide(shown.author, author);
    return isShown ? { last: rest } : null;
  }
  if (fact.kind === 'message.edited') {
    if (last.messageId !== messageId || last.isDeleted) return null;
    return { last: { ...last, text: asPreviewText(fact.text) } };
  }
  const { reaction, ...rest } = last;
  const kept = reaction === undefined || reaction.messageId === messageId ? rest : last;
  if (last.messageId === messageId) return { last: { ...kept, text: '', isDeleted: true } };
  return kept === last || reaction === undefined ? null : { last: kept };
}

function mentioned(before: Conversation, { id, content, author }: Message, at: number): Change {
  if (content.kind !== 'note') return null;
  const by = author.type === 'agent' ? { byId: author.agentId } : byRule(author);
  if (by === null) return null;
  const note = { ...by, noteId: id, text: asPreviewText(content.text), at };
  return changedMentions(before, withMentions(before.mentions, content.mentions, note));
}

function byRule(author: Message['author']) {
  return author.type === 'bot' && author.rule !== undefined
    ? { byId: null, rule: author.rule.name }
    : null;
}

/** Whoever was named before is not called again. */
function mentionedAnew(
  before: Conversation,
  fact: Extract<Fact, { kind: 'note.edited' }>,
  by: AgentId | null,
  at: number,
): Change {
  const { messageId: noteId } = fact;
  const text = asPreviewText(fact.text);
  const known = withNoteText(before.mentions, noteId, text);
  const isCalled = (agentId: AgentId) =>
    known.some((each) => each.noteId === noteId && each.agentId === agentId);
  const named = by === null ? [] : fact.mentions.filter((agentId) => !isCalled(agentId));
  const mentions = by === null ? known : withMentions(known, named, { noteId, byId: by, text, at });
  return changedMentions(before, mentions);
}

function changedMentions(before: Conversation, mentions: Conversation['mentions']): Change {
  return mentions === before.mentions ? null : { mentions };
}

/**
 * A customer's message to a closed conversation reopens it: it waits for whoever takes it. One that
 * was put away is its owner's again.
 */
function received(before: Conversation, message: Message): Change {
  return {
    ...withNewest(before, message),
    ...reopened(before),
    lastCustomerMessageId: message.id,
    waitingSince: Math.min(before.waitingSince ?? message.at, message.at),
    unread: before.unread + 1,
  };
}

function reopened({ state, episode, bot }: Conversation): Partial<Conversation> {
  if (state === 'closed') {
    const begun = { tags: [], bot: partOfNextEpisode(bot), rules: null };
    return { state: 'waiting', episode: episode + 1, ...begun };
  }
  return state === 'snoozed' ? { state: 'open', snoozedUntil: null } : {};
}

/** The customer waits no more. */
const ANSWERED = { waitingSince: null, unread: 0, answerDueAt: null } as const;

/** What Deskline or its chatbot says by itself answers nothing: the customer still waits. */
function queued(before: Conversation, message: Message): Change {
  const newest = withNewest(before, message);
  if (message.author.type !== 'agent') return newest;
  return { ...newest, ...ANSWERED, bot: partOfPerson(before.bot) };
}

/** A call shows up in lists; WhatsApp's own lines would hide what somebody said. */
function noted(before: Conversation, message: Message): Change {
  if (message.content.kind === 'system') return null;
  const newest = withNewest(before, message);
  return Object.keys(newest).length > 0 ? newest : null;
}

/** An answer typed on the phone ends the waiting, unless the customer has written since. */
function observed(before: Conversation, message: Message): Change {
  const newest = withNewest(before, message);
  if (message.at < before.lastAt) return Object.keys(newest).length > 0 ? newest : null;
  return {
    ...newest,
    ...ANSWERED,
    bot: partOfPerson(before.bot),
    ...(before.state === 'waiting' ? { state: 'closed' as const } : {}),
  };
}

/** History takes its place in the timeline and changes nothing for anybody. */
function imported(before: Conversation, message: Message): Change {
  const newest = withNewest(before, message);
  return Object.keys(newest).length > 0 ? newest : null;
}

function withNewest(before: Conversation, message: Message): Partial<Conversation> {
  const isNewest =
    before.last === null ||
    message.at > before.last.at ||
    (message.at === before.last.at && message.id > before.last.messageId);
  return isNewest ? { last: previewOf(message), lastAt: message.at } : {};
}
