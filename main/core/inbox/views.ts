import type { ConversationId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { notFound } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';
import type { Sight } from '../sync/sight.ts';

export function listHandler(read: Reads, sight: Sight): CommandHandler<'conversation.list'> {
  return ({ view, tagId, after, limit }, caller) => {
    const seenBy = sight.of(caller)?.by;
    const whose = {
      agentId: caller.id,
      ...(tagId === undefined ? {} : { tagId }),
      ...(seenBy === undefined ? {} : { seenBy }),
    };
    const page = read.conversations.page(view, whose, after, limit);
    return Promise.resolve(ok({ conversations: page.items, next: page.next }));
  };
}

export function historyHandler(read: Reads): CommandHandler<'conversation.history'> {
  return (params) => {
    const conversationId = read.merges.holderOf(params.conversationId) ?? params.conversationId;
    const conversation = read.conversations.get(conversationId);
    const stretch = conversation === null ? null : stretchOf(read, { ...params, conversationId });
    if (conversation === null || stretch === null) return Promise.resolve(notFound());
    const events = eventsOf(read, conversationId, params.anchor, stretch);
    return Promise.resolve(ok({ conversation, ...stretch, events }));
  };
}

/** What happened between people, from the stretch's first message to the next one after it. */
function eventsOf(
  read: Reads,
  id: ConversationId,
  anchor: CommandParams<'conversation.history'>['anchor'],
  { messages, hasOlder, hasNewer }: Stretch,
): JournalEntry[] {
  const anchored = anchor === null ? null : (read.messages.get(anchor.messageId)?.at ?? null);
  const { side } = anchor ?? {};
  const first = side === 'after' ? anchored : hasOlder ? messages[0]?.at : 0;
  const last = side === 'before' ? anchored : hasNewer ? messages.at(-1)?.at : null;
  const ids = [id, ...read.merges.under(id).map(({ goneId }) => goneId)];
  return read.journal.handling(ids, first ?? 0, last ?? Number.MAX_SAFE_INTEGER);
}

interface Stretch {
  readonly messages: Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** One more than asked for is read, to know whether there are more. */
function stretchOf(
  { messages }: Reads,
  { conversationId, anchor, limit }: CommandParams<'conversation.history'>,
): Stretch | null {
  if (anchor === null) {
    const newest = messages.newest(conversationId, limit + 1);
    return { messages: newest.slice(-limit), hasOlder: newest.length > limit, hasNewer: false };
  }
  const message = messages.get(anchor.messageId);
  if (message?.conversationId !== conversationId) return null;

  if (anchor.side === 'before') {
    const older = messages.before(message, limit + 1);
    return { messages: older.slice(-limit), hasOlder: older.length > limit, hasNewer: true };
  }
  if (anchor.side === 'after') {
    const newer = messages.after(message, limit + 1);
    return { messages: newer.slice(0, limit), hasOlder: true, hasNewer: newer.length > limit };
  }
  const half = Math.ceil(limit / 2);
  const older = messages.before(message, half + 1);
  const newer = messages.after(message, half + 1);
  return {
    messages: [...older.slice(-half), message, ...newer.slice(0, half)],
    hasOlder: older.length > half,
    hasNewer: newer.length > half,
  };
}

export function searchHandler(read: Reads, sight: Sight): CommandHandler<'search'> {
  return ({ text, limit }, caller) => {
    const seenBy = sight.of(caller)?.by;
    const messages = read.messages.search(text, limit, seenBy).flatMap((message) => {
      const conversation = read.conversations.get(message.conversationId);
      return conversation === null ? [] : [{ message, conversation }];
    });
    const conversations = read.conversations.search(text, limit, seenBy);
    return Promise.resolve(ok({ conversations, messages }));
  };
}
