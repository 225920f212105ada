import { dayOf } from '#renderer/i18n/format.ts';
import type { PendingReply, Timeline } from '#shared/client/types.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Author, Message } from '#shared/domain/message.ts';

/** One row of the timeline. Messages of one author close together form a group. */
export type TimelineItem =
  | { readonly type: 'beginning' | 'older' | 'unseen'; readonly key: string }
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'gap'; readonly key: string; readonly begin: number; readonly end: number }
  | {
      readonly type: 'message';
      readonly key: string;
      readonly message: Message;
      /** What follows it in the same row: the other pictures of its album. */
      readonly album: readonly Message[];
      readonly isFirst: boolean;
      readonly isLast: boolean;
    }
  | {
      readonly type: 'pending';
      readonly key: string;
      readonly reply: PendingReply;
      readonly isFirst: boolean;
    };

const GROUP_MS = 5 * 60_000;

function authorKey(author: Author): string {
  return author.type === 'agent' ? `agent ${author.agentId}` : author.type;
}

function belongsTo(previous: Message | undefined, message: Message): boolean {
  return (
    previous !== undefined &&
    authorKey(previous.author) === authorKey(message.author) &&
    message.at - previous.at < GROUP_MS &&
    dayOf(previous.at) === dayOf(message.at)
  );
}

/** Pictures that were sent together and stand next to each other. */
function isSameAlbum(previous: Message | undefined, message: Message): boolean {
  const album = message.marks?.album;
  return (
    album !== undefined &&
    previous?.marks?.album === album &&
    isPicture(previous) &&
    isPicture(message)
  );
}

function isPicture({ content, deletion }: Message): boolean {
  return deletion === undefined && (content.kind === 'image' || content.kind === 'video');
}

export function holdsMessage(item: TimelineItem, id: MessageId | null | undefined): boolean {
  if (item.type !== 'message') return false;
  return item.message.id === id || item.album.some((message) => message.id === id);
}

export function timelineItems(
  timeline: Timeline,
  pending: readonly PendingReply[],
  firstUnseen: MessageId | null,
): readonly TimelineItem[] {
  const { messages, hasOlder } = timeline;
  const items: TimelineItem[] = [
    hasOlder ? { type: 'older', key: 'older' } : { type: 'beginning', key: 'beginning' },
  ];
  for (const [index, message] of messages.entries()) {
    const previous = messages[index - 1];
    const next = messages[index + 1];
    const isUnseen = message.id === firstUnseen;
    if (!previous || dayOf(previous.at) !== dayOf(message.at)) {
      items.push({ type: 'day', key: `day ${dayOf(message.at)}`, at: message.at });
    }
    if (isUnseen) items.push({ type: 'unseen', key: 'unseen' });
    const isFirst = isUnseen || !belongsTo(previous, message);
    const isLast = !next || next.id === firstUnseen || !belongsTo(message, next);
    const row = items.at(-1);
    if (!isFirst && row?.type === 'message' && isSameAlbum(previous, message)) {
      items[items.length - 1] = { ...row, album: [...row.album, message], isLast };
      continue;
    }
    items.push({
      type: 'message',
      key: messageKey(message),
      message,
      album: [],
      isFirst,
      isLast,
    });
  }
  if (!timeline.hasNewer) items.push(...pendingItems(pending, messages.at(-1)));
  return items;
}

function pendingItems(
  pending: readonly PendingReply[],
  last: Message | undefined,
): readonly TimelineItem[] {
  return pending.map((reply, index) => ({
    type: 'pending',
    key: `reply ${reply.clientRef}`,
    reply,
    isFirst: index === 0 && (last?.author.type !== 'agent' || reply.writtenAt - last.at > GROUP_MS),
  }));
}

/** The same for a reply and the message it becomes, so that it does not jump on the screen. */
export function messageKey({ id, clientRef }: Message): string {
  return clientRef === null ? `message ${id}` : `reply ${clientRef}`;
}
