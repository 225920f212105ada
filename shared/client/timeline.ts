import {
  afterAction,
  afterNoteEdit,
  afterSending,
  withoutDeletedContent,
} from '../domain/apply-action.ts';
import type { ConversationId, MessageId } from '../domain/ids.ts';
import type { Fact, JournalEntry } from '../domain/journal.ts';
import { isMediaContent } from '../domain/message.ts';
import type { Message } from '../domain/message.ts';
import type { Timeline } from './types.ts';

/** What a page of history says. */
export interface HistoryPage {
  readonly messages: readonly Message[];
  readonly events: readonly JournalEntry[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export function compareMessages(a: Message, b: Message): number {
  return a.at - b.at || a.id - b.id;
}

export function startTimeline(conversationId: ConversationId, page: HistoryPage): Timeline {
  const { messages, events, hasOlder, hasNewer } = page;
  return { conversationId, messages, events, hasOlder, hasNewer };
}

export function prependPage(timeline: Timeline, page: HistoryPage): Timeline {
  const messages = union(page.messages, timeline.messages);
  const events = eventUnion(page.events, timeline.events);
  return { ...timeline, messages, events, hasOlder: page.hasOlder };
}

export function appendPage(timeline: Timeline, page: HistoryPage): Timeline {
  const messages = union(timeline.messages, page.messages);
  const events = eventUnion(timeline.events, page.events);
  return { ...timeline, messages, events, hasNewer: page.hasNewer };
}

/** Whether a message belongs into the loaded stretch, or into a part that was not read yet. */
export function covers(timeline: Timeline, message: Message): boolean {
  const first = timeline.messages[0];
  const last = timeline.messages.at(-1);
  if (!first || !last) return !timeline.hasOlder && !timeline.hasNewer;
  if (compareMessages(message, first) < 0) return !timeline.hasOlder;
  if (compareMessages(message, last) > 0) return !timeline.hasNewer;
  return true;
}

export function insertMessage(timeline: Timeline, message: Message): Timeline {
  if (!covers(timeline, message)) return timeline;
  const { messages } = timeline;
  let index = messages.length;
  while (index > 0 && compareMessages(at(messages, index - 1), message) > 0) index -= 1;
  if (index > 0 && at(messages, index - 1).id === message.id) return timeline;
  return { ...timeline, messages: messages.toSpliced(index, 0, message) };
}

/**
 * The timeline after a fact of its conversation; the same object when nothing changed.
 * `keepsDeleted`: this person may see what was taken back.
 */
export function applyFact(timeline: Timeline, fact: Fact, keepsDeleted: boolean): Timeline {
  switch (fact.kind) {
    case 'message.received':
    case 'message.queued':
    case 'message.observed':
    case 'message.noted':
    case 'message.imported':
    case 'note.added':
      return insertMessage(timeline, fact.message);
    case 'message.state-changed':
    case 'message.held':
      return patchMessage(timeline, fact.messageId, (message) => afterSending(message, fact));
    case 'message.completed': {
      const { messageId, content } = fact;
      return patchMessage(timeline, messageId, (message) => ({ ...message, content }));
    }
    case 'message.media-changed': {
      const { messageId, media } = fact;
      return patchMessage(timeline, messageId, (message) =>
        isMediaContent(message.content)
          ? { ...message, content: { ...message.content, media } }
          : message,
      );
    }
    case 'note.edited':
      return patchMessage(timeline, fact.messageId, (message) => afterNoteEdit(message, fact));
    case 'message.reacted':
    case 'message.edited':
    case 'message.voted':
      return patchMessage(timeline, fact.messageId, (message) => afterAction(message, fact));
    case 'message.deleted':
      return withoutQuotes(
        patchMessage(timeline, fact.messageId, (message) => {
          const deleted = afterAction(message, fact);
          return keepsDeleted ? deleted : withoutDeletedContent(deleted);
        }),
        fact.messageId,
      );
    default:
      return timeline;
  }
}

/** What was taken back is not shown where it was quoted either. */
function withoutQuotes(timeline: Timeline, id: MessageId): Timeline {
  const key = timeline.messages.find((message) => message.id === id)?.waKey;
  const isOfIt = ({ quote }: Message) => quote?.messageId === id || quote?.waKey === key;
  if (!timeline.messages.some((message) => message.quote && isOfIt(message))) return timeline;
  const messages = timeline.messages.map((message) =>
    message.quote && isOfIt(message)
      ? { ...message, quote: { ...message.quote, text: '' } }
      : message,
  );
  return { ...timeline, messages };
}

function patchMessage(
  timeline: Timeline,
  id: Message['id'],
  change: (message: Message) => Message,
): Timeline {
  const { messages } = timeline;
  const index = messages.findLastIndex((message) => message.id === id);
  if (index < 0) return timeline;
  return { ...timeline, messages: messages.with(index, change(at(messages, index))) };
}

/** The timeline with what happened between people now; what lies beyond its end is not shown yet. */
export function withEvent(timeline: Timeline, entry: JournalEntry): Timeline {
  if (timeline.hasNewer) return timeline;
  const events = eventUnion(timeline.events, [entry]);
  return events.length === timeline.events.length ? timeline : { ...timeline, events };
}

function eventUnion(
  before: readonly JournalEntry[],
  after: readonly JournalEntry[],
): readonly JournalEntry[] {
  const known = new Set(before.map(({ seq }) => seq));
  return [...before, ...after.filter(({ seq }) => !known.has(seq))].sort((a, b) => a.seq - b.seq);
}

function union(before: readonly Message[], after: readonly Message[]): readonly Message[] {
  const known = new Set(before.map((message) => message.id));
  return [...before, ...after.filter((message) => !known.has(message.id))].sort(compareMessages);
}

function at(messages: readonly Message[], index: number): Message {
  const message = messages[index];
  if (!message) throw new RangeError(`No message at ${index}`);
  return message;
}
