import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import { mergedHandling } from '#shared/domain/conversation-handling.ts';
import { withoutMerged } from '#shared/domain/merge.ts';
import { previewOf } from '#shared/domain/preview.ts';
import { invariant } from '#shared/util/assert.ts';
import type { ContactMerge } from '../ports/records.ts';
import type { Tx } from '../ports/store.ts';
import type { ConversationChange } from './conversation-change.ts';

type Merged = Extract<Fact, { kind: 'contact.merged' }>;
type Unmerged = Extract<Fact, { kind: 'contact.unmerged' }>;

/** Two conversations become one: see `mergeOutcome` for which goes on and how. */
export function projectMerge(
  tx: Tx,
  { seq, at, by }: JournalEntry,
  fact: Merged,
): ConversationChange[] {
  const into = known(tx, fact.conversationId);
  const gone = known(tx, fact.goneId);
  tx.state.takeOver({
    goneId: gone.id,
    intoId: into.id,
    gone: gone.contact,
    into: into.contact,
    episode: gone.episode,
    at,
    by,
    why: fact.why,
    lastMessageId: fact.lastMessageId,
  });
  const after: Conversation = {
    ...into,
    contact: fact.contact,
    state: fact.state,
    ownerId: fact.ownerId,
    epoch: fact.epoch,
    episode: fact.episode,
    last: isLater(gone, into) ? gone.last : into.last,
    lastAt: Math.max(into.lastAt, gone.lastAt),
    lastCustomerMessageId: later(into.lastCustomerMessageId, gone.lastCustomerMessageId),
    waitingSince: fact.waitingSince,
    unread: fact.unread,
    ...mergedHandling(into, gone),
    revision: seq,
  };
  tx.state.putConversation(after);
  tx.state.setApart(into.contact.id, gone.contact.id, false);
  return [
    { before: gone, after: null },
    { before: into, after },
  ];
}

/**
 * What had been merged is on its own again, wherever it was taken along to since. The owner stays
 * with the conversation that was on the screens; the other one waits when one of its messages does.
 */
export function projectUnmerge(
  tx: Tx,
  { seq }: JournalEntry,
  fact: Unmerged,
): ConversationChange[] {
  const before = known(tx, fact.conversationId);
  const merge = tx.merges.get(fact.goneId);
  invariant(merge !== null, `conversation ${fact.goneId} was merged`);
  const via = wayUp(tx, merge, before.id);
  const homes = [merge.goneId, ...tx.merges.under(merge.goneId).map(({ goneId }) => goneId)];

  forgetIn(tx, before.id, merge);
  const contact = withoutMerged(before.contact, merge.gone, merge.into);
  tx.state.putConversation({ ...before, contact });
  tx.state.putConversation(empty(merge, fact, seq));
  tx.state.giveBack({
    holderId: before.id,
    goneId: merge.goneId,
    homes,
    via,
    addresses: merge.gone.addresses,
    // What waits to be sent goes where it would have gone.
    unsentAfter: merge.gone.addresses.includes(before.contact.address) ? merge.lastMessageId : null,
  });
  for (const id of contactsOf(tx, via, before)) tx.state.setApart(id, merge.gone.id, true);

  const gone = { ...empty(merge, fact, seq), ...headOf(tx, merge.goneId, merge.at, before) };
  const isStillWaiting = gone.waitingSince !== null;
  const restored: Conversation = { ...gone, state: isStillWaiting ? 'waiting' : 'closed' };
  const left = headOf(tx, before.id, before.lastAt, before);
  const holder: Conversation = {
    ...before,
    ...left,
    contact,
    unread: Math.min(left.unread, before.unread - restored.unread),
    answerDueAt: null,
    state: before.state === 'waiting' && left.waitingSince === null ? 'closed' : before.state,
    epoch: fact.epoch,
    revision: seq,
  };
  tx.state.putConversation(holder);
  tx.state.putConversation(restored);
  return [
    { before, after: holder },
    { before: null, after: restored },
  ];
}

/** From where it was merged into up to the one that has its messages now. */
function wayUp(tx: Tx, merge: ContactMerge, holderId: ConversationId): ConversationId[] {
  const way = [merge.intoId];
  for (let id = merge.intoId; id !== holderId;) {
    const next = tx.merges.get(id);
    invariant(next !== null, `conversation ${merge.goneId} is part of ${holderId}`);
    id = next.intoId;
    way.push(id);
  }
  return way;
}

/** What is remembered of other merges must not bring its addresses back. */
function forgetIn(tx: Tx, holderId: ConversationId, merge: ContactMerge): void {
  const strip = (contact: Contact) => withoutMerged(contact, merge.gone, merge.into);
  for (const other of tx.merges.under(holderId)) {
    if (other.goneId === merge.goneId) continue;
    const isAbove = other.goneId === merge.intoId || isUnder(tx, merge, other.goneId);
    const gone = isAbove ? strip(other.gone) : other.gone;
    const into = isUnder(tx, merge, other.intoId) ? strip(other.into) : other.into;
    if (gone !== other.gone || into !== other.into) tx.state.putMerge({ ...other, gone, into });
  }
}

function isUnder(tx: Tx, merge: ContactMerge, id: ConversationId): boolean {
  for (let each: ContactMerge | null = merge; each !== null; each = tx.merges.get(each.intoId)) {
    if (each.intoId === id) return true;
  }
  return false;
}

function contactsOf(tx: Tx, via: readonly ConversationId[], holder: Conversation) {
  return via
    .map((id) => (id === holder.id ? holder.contact.id : tx.merges.get(id)?.gone.id))
    .filter((id) => id !== undefined);
}

function empty(merge: ContactMerge, fact: Unmerged, seq: JournalEntry['seq']): Conversation {
  return {
    id: merge.goneId,
    contact: merge.gone,
    state: 'closed',
    ownerId: null,
    lastOwnerId: null,
    epoch: fact.epoch,
    episode: merge.episode,
    last: null,
    lastAt: merge.at,
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

type Head = Pick<
  Conversation,
  'last' | 'lastAt' | 'lastCustomerMessageId' | 'waitingSince' | 'unread'
>;

/** From the messages that are there now; unanswered are those since the customer had to wait. */
function headOf(tx: Tx, id: ConversationId, startedAt: number, merged: Conversation): Head {
  const newest = tx.messages.newestShown(id);
  const unanswered =
    merged.waitingSince === null ? null : tx.messages.fromContactSince(id, merged.waitingSince);
  return {
    last: newest === null ? null : previewOf(newest),
    lastAt: newest?.at ?? startedAt,
    lastCustomerMessageId: tx.messages.lastOfContact(id),
    waitingSince: unanswered?.oldestAt ?? null,
    unread: Math.min(unanswered?.count ?? 0, merged.unread),
  };
}

function isLater({ last: one }: Conversation, { last: other }: Conversation): boolean {
  if (one === null || other === null) return other === null;
  return one.at - other.at > 0 || (one.at === other.at && one.messageId > other.messageId);
}

function later<T extends number>(one: T | null, other: T | null): T | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

function known(tx: Tx, id: ConversationId): Conversation {
  const conversation = tx.conversations.get(id);
  invariant(conversation !== null, `conversation ${id} is stored`);
  return conversation;
}
