import type { Conversation } from '#shared/domain/conversation.ts';
import type { SavedFlow } from '#shared/domain/bot/flow.ts';
import { BOT_MANNERS } from '#shared/domain/bot/limits.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import type { BotsHours } from './context.ts';

const HOUR_MS = 60 * 60_000;
const LOOK_BACK = 100;

export interface Beginning {
  readonly saved: SavedFlow;
  /** Beginning of the closed time; null: the office is open. */
  readonly period: number | null;
}

/** The flow that answers this message of a customer's; null: nobody but a person does. */
export function mayBegin(
  read: Reads,
  conversation: Conversation,
  message: Message,
  { clock, hours }: { readonly clock: Pick<Clock, 'now'>; readonly hours: BotsHours },
): Beginning | null {
  const { bot, state, ownerId, contact, tags } = conversation;
  if (state !== 'waiting' || ownerId !== null || contact.isBlocked) return null;
  if (bot?.phase === 'person' || bot?.phase === 'talking') return null;
  // Asked for every message, and most offices have no chatbot: then not even the time matters.
  const cover = read.bot.cover();
  if (!cover.open.isOn && !cover.closed.isOn) return null;
  const now = clock.now();
  if (!isTalk(message) || now - message.at > BOT_MANNERS.freshMs) return null;

  const period = hours.closedSince(now, tags);
  const time = period === null ? 'open' : 'closed';
  // Once in an episode while it is open, once in each time of being closed.
  const isAnswered = period === null ? bot?.phase === 'done' : bot?.period === period;
  if (isAnswered) return null;
  const { isOn, flowId } = cover[time];
  if (!isOn || flowId === null) return null;
  const recent = read.messages.newest(conversation.id, LOOK_BACK);
  const quietMs = BOT_MANNERS.afterPersonMs[time];
  if (recent.some((each) => isOfPerson(each) && message.at - each.at < quietMs)) return null;
  if (hasSaidEnough(recent, now)) return null;
  const saved = read.bot.newest(flowId);
  return saved === null ? null : { saved, period };
}

/** Chatbot and rules together have said as much as one chat gets of them in an hour. */
export function hasSaidEnough(recent: readonly Message[], now: number): boolean {
  const own = recent.filter((each) => isOfMachine(each) && now - each.at < HOUR_MS);
  return own.length >= BOT_MANNERS.mostInAnHour;
}

/** Said to the customer by the chatbot or a rule; what rules note stays here. */
export function isOfMachine({ author, content }: Message): boolean {
  return author.type === 'bot' && content.kind !== 'note';
}

/** A call is answered in its own way, and a line of WhatsApp's is nobody's. */
export function isTalk({ content }: Message): boolean {
  return content.kind !== 'call' && content.kind !== 'system';
}

function isOfPerson({ author, content, state }: Message): boolean {
  if (content.kind === 'note' || state === 'refused') return false;
  return author.type === 'agent' || author.type === 'phone';
}
