import type { Conversation } from '#shared/domain/conversation.ts';
import type { Hold } from '#shared/domain/sending.ts';
import type { Reads } from '../ports/reads.ts';

export interface Strangeness {
  /** A first message to somebody who never wrote to this number. */
  readonly isFirst: boolean;
  /** Why, and until when, it has to wait. */
  readonly hold: Hold | null;
}

const KNOWN: Strangeness = { isFirst: false, hold: null };

/**
 * WhatsApp bans numbers that write to many strangers: as many as the settings allow get a first
 * message on one day of the host's calendar, counted when it leaves. Answers are never counted.
 */
export function strangeness(
  read: Reads,
  { id, lastCustomerMessageId }: Conversation,
  perDay: number,
  now: number,
): Strangeness {
  if (lastCustomerMessageId !== null || read.messages.hasFromContact(id)) return KNOWN;
  const wasWrittenTo = [id, ...read.merges.under(id).map(({ goneId }) => goneId)].some((each) =>
    read.firstContacts.has(each),
  );
  if (wasWrittenTo) return KNOWN;
  // What a clock that went wrong dated into the future counts as well.
  const isFull = read.firstContacts.countSince(startOfDay(now, 0)) >= perDay;
  const until = perDay === 0 ? null : startOfDay(now, 1);
  return { isFirst: true, hold: isFull ? { why: 'first-contacts', until } : null };
}

function startOfDay(at: number, daysLater: number): number {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + daysLater);
  return day.getTime();
}
