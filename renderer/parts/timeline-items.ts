import { dayOf } from '#renderer/i18n/format.ts';
import type { PendingReply, Timeline } from '#shared/client/types.ts';
import type { TimelineFact } from '#shared/domain/handling.ts';
import { isTimelineFact } from '#shared/domain/handling.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Author, Message } from '#shared/domain/message.ts';
import { hasWords } from './handling/rule-text.ts';

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
  | { readonly type: 'event'; readonly key: string; readonly entry: TimelineEntry }
  | { readonly type: 'episode'; readonly key: string; readonly entry: ClosedEntry }
  | {
      readonly type: 'pending';
      readonly key: string;
      readonly reply: PendingReply;
      readonly isFirst: boolean;
    };

/** Something that happened between people. */
export type TimelineEntry = Omit<JournalEntry, 'fact'> & { readonly fact: TimelineFact };
/** The end of an episode that was not taken back. */
export type ClosedEntry = TimelineEntry & {
  readonly fact: Extract<TimelineFact, { readonly kind: 'conversation.closed' }>;
};

const GROUP_MS = 5 * 60_000;

function authorKey(author: Author): string {
  if (author.type === 'bot') return `bot ${author.rule?.id ?? ''}`;
  return author.type === 'agent' ? `agent ${author.agentId}` : author.type;
}

function isNote({ content }: Message): boolean {
  return content.kind === 'note';
}

function belongsTo(previous: Message | undefined, message: Message): boolean {
  return (
    previous !== undefined &&
    authorKey(previous.author) === authorKey(message.author) &&
    isNote(previous) === isNote(message) &&
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
  let day: number | null = null;
  const startDay = (at: number): void => {
    if (day === dayOf(at)) return;
    day = dayOf(at);
    items.push({ type: 'day', key: `day ${day}`, at });
  };
  const events = eventItems(timeline);
  let nextEvent = 0;
  /** What happened up to then; of the same moment, it led to the message. */
  const addEvents = (until: number, message?: Message): boolean => {
    const first = nextEvent;
    for (let event = events[nextEvent]; event && isUpTo(event.entry, until, message);) {
      startDay(event.entry.at);
      items.push(event);
      event = events[++nextEvent];
    }
    return nextEvent > first;
  };
  let isParted = false;
  for (const [index, message] of messages.entries()) {
    const previous = messages[index - 1];
    const next = messages[index + 1];
    const isUnseen = message.id === firstUnseen;
    if (addEvents(message.at, message)) isParted = true;
    startDay(message.at);
    if (isUnseen) items.push({ type: 'unseen', key: 'unseen' });
    const isFirst = isUnseen || isParted || !belongsTo(previous, message);
    const coming = events[nextEvent]?.entry;
    isParted = next !== undefined && coming !== undefined && isUpTo(coming, next.at, next);
    const isLast = !next || isParted || next.id === firstUnseen || !belongsTo(message, next);
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
  if (timeline.hasNewer) return items;
  addEvents(Infinity);
  return [...items, ...pendingItems(pending, messages.at(-1))];
}

/** Of the same moment, only what a message itself says comes after it. */
function isUpTo({ fact, at }: TimelineEntry, until: number, message?: Message): boolean {
  if (at !== until) return at < until;
  return fact.kind !== 'survey.answered' || fact.messageId !== message?.id;
}

type EventItem = Extract<TimelineItem, { readonly type: 'event' | 'episode' }>;

/** A close is the end of its episode, unless it was taken back at once. */
function eventItems({ events }: Timeline): readonly EventItem[] {
  const entries = events.filter(isTimelineEntry).sort((a, b) => a.at - b.at || a.seq - b.seq);
  return entries.map((entry, index): EventItem => {
    const { fact } = entry;
    const key = `event ${entry.seq}`;
    const after = entries[index + 1]?.fact;
    const isUndone = after?.kind === 'conversation.undone' && after.what === 'close';
    return fact.kind === 'conversation.closed' && !isUndone
      ? { type: 'episode', key, entry: { ...entry, fact } }
      : { type: 'event', key, entry };
  });
}

function isTimelineEntry(entry: JournalEntry): entry is JournalEntry & TimelineEntry {
  const { fact } = entry;
  return isTimelineFact(fact) && (fact.kind !== 'rule.acted' || hasWords(fact));
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
