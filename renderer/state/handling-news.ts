import type { Conversation } from '#shared/domain/conversation.ts';
import { epochSchema } from '#shared/domain/ids.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { LostConversation, Move } from '#shared/domain/move.ts';

/** What of a conversation concerns who has it, as it was when this screen last looked. */
export type HandlingState = Pick<
  Conversation,
  | 'ownerId'
  | 'state'
  | 'handover'
  | 'request'
  | 'epoch'
  | 'mentions'
  | 'snoozedUntil'
  | 'answerDueAt'
>;

/** Something that others did with this person's conversations; `who`: null for the host. */
export interface HandlingNews {
  readonly what:
    | 'handed-over'
    | 'requested'
    | 'granted'
    | 'kept'
    | 'not-granted'
    | 'answer-due'
    | 'not-answered'
    | 'taken-over'
    | 'moved'
    | 'taken-back'
    | 'back-in-queue'
    | 'not-opened'
    | 'came-back'
    | 'woken'
    | 'mentioned';
  readonly who: AgentId | null;
  /** Of a takeover: what the admin says. */
  readonly reason?: string;
  /** The name of the rule that did it. */
  readonly rule?: string | undefined;
}

/** As good as nothing. */
const UNKNOWN: HandlingState = {
  ownerId: null,
  state: 'open',
  handover: null,
  request: null,
  epoch: epochSchema.parse(0),
  mentions: [],
  snoozedUntil: null,
  answerDueAt: null,
};

/** What came in while this screen was not looking is news for a moment only. */
const JUST_NOW_MS = 60_000;
const CLOCKS_DIFFER_MS = 5_000;

/**
 * Null: nothing that this person has to be told. `before` null: it was not known here; `move`: what
 * the delta says of it, null when it says nothing.
 */
export function handlingNews(
  before: HandlingState | null,
  after: HandlingState,
  move: Move | null,
  me: AgentId,
  now: number,
): HandlingNews | null {
  const answer = newsForAsker(before, after, move, me);
  if (answer !== null) return answer;
  if (after.ownerId === me) return newsForOwner(before, after, me, now);
  if (before === null || before.epoch === after.epoch) return null;
  if (move?.why === 'not-opened') return notOpened(before, me);
  if (before.ownerId !== me || move?.by === me) return null;
  if (wasNotAnswered(before, move, now)) return { what: 'not-answered', who: null };
  if (move !== null && move.why === null) return { what: 'taken-back', who: move.by };
  if (after.ownerId !== null) return newsOfLoss(before, after, after.ownerId, move, me);
  const isBackInQueue = move !== null && after.state === 'waiting';
  return isBackInQueue ? { what: 'back-in-queue', who: move.by } : null;
}

/**
 * The same of one that they do not see any more, which they had or asked for. `before` null: it was
 * not known here.
 */
export function lostNews(
  before: HandlingState | null,
  { move, ownerId }: LostConversation,
  me: AgentId,
  now: number,
): HandlingNews | null {
  const isAnswer = move.why === 'kept' || move.why === 'expired';
  const known = before ?? UNKNOWN;
  const had = isAnswer
    ? { ...known, ownerId, request: { byId: me, at: known.request?.at ?? now } }
    : { ...known, ownerId: me };
  const isTakeOver = move.why === 'taken-over';
  const after: HandlingState = {
    ...UNKNOWN,
    ownerId,
    state: ownerId === null ? 'waiting' : 'open',
    handover: isAnswer || isTakeOver ? null : { fromId: move.by, at: now, noteId: null },
    epoch: epochSchema.parse(had.epoch + 1),
  };
  return handlingNews(had, after, move, me, now);
}

/** What came of their request; null: nothing yet, or nothing that they did not do themselves. */
function newsForAsker(
  before: HandlingState | null,
  { ownerId }: HandlingState,
  move: Move | null,
  me: AgentId,
): HandlingNews | null {
  if (before?.request?.byId !== me || move === null) return null;
  if (move.why === 'kept') return { what: 'kept', who: move.by };
  if (move.why === 'expired') return { what: 'not-granted', who: ownerId };
  return move.why === 'request' && ownerId === me ? { what: 'granted', who: move.by } : null;
}

function newsForOwner(
  before: HandlingState | null,
  { handover, request, state, answerDueAt }: HandlingState,
  me: AgentId,
  now: number,
): HandlingNews | null {
  const isNewToMe = handover !== null && handover.fromId !== me;
  if (isNewToMe && isNews(before?.handover, handover, now)) {
    return { what: 'handed-over', who: handover.fromId };
  }
  if (request !== null && isNews(before?.request, request, now)) {
    return { what: 'requested', who: request.byId };
  }
  const isDue = answerDueAt !== null && answerDueAt > now;
  if (isDue && before?.answerDueAt !== answerDueAt) return { what: 'answer-due', who: null };
  return before !== null && hasWokenByTime(before, state, now)
    ? { what: 'woken', who: null }
    : null;
}

/** When the customer writes that is news of its own, and who wakes it by hand knows. */
function hasWokenByTime(
  before: HandlingState,
  state: HandlingState['state'],
  now: number,
): boolean {
  const { snoozedUntil } = before;
  const isOver = snoozedUntil !== null && snoozedUntil <= now;
  return before.state === 'snoozed' && state === 'open' && isOver;
}

/** A colleague's note names this person. */
export function mentionNews(
  before: HandlingState | null,
  { mentions }: HandlingState,
  me: AgentId,
  now: number,
): HandlingNews | null {
  const of = (state: Pick<HandlingState, 'mentions'>) =>
    state.mentions.find(({ agentId }) => agentId === me) ?? null;
  const mention = of({ mentions });
  if (mention === null || mention.isSeen || mention.byId === me) return null;
  const known = before === null ? undefined : of(before);
  const { byId: who, rule } = mention;
  return isNews(known, mention, now) ? { what: 'mentioned', who, rule } : null;
}

/** Whoever gave it is told as well as whoever was to open it. */
function notOpened({ ownerId, handover }: HandlingState, me: AgentId): HandlingNews | null {
  if (ownerId === me) return { what: 'not-opened', who: handover?.fromId ?? null };
  return handover?.fromId === me ? { what: 'came-back', who: ownerId } : null;
}

function newsOfLoss(
  before: HandlingState,
  { handover }: HandlingState,
  ownerId: AgentId,
  move: Move | null,
  me: AgentId,
): HandlingNews | null {
  if (handover !== null) {
    return handover.fromId === me ? null : { what: 'moved', who: handover.fromId };
  }
  if (before.request?.byId === ownerId && move?.why !== 'taken-over') return null;
  const reason = move?.reason ?? '';
  return { what: 'taken-over', who: ownerId, ...(reason === '' ? {} : { reason }) };
}

/** By the host at the time that was named; it may have found somebody else in the same delta. */
function wasNotAnswered({ answerDueAt }: HandlingState, move: Move | null, now: number): boolean {
  if (move?.by !== null) return false;
  const isOver = answerDueAt !== null && answerDueAt <= now + CLOCKS_DIFFER_MS;
  return move.why === 'not-answered' || isOver;
}

function isNews(
  known: { readonly at: number } | null | undefined,
  current: { readonly at: number },
  now: number,
): boolean {
  if (known === undefined) return now - current.at < JUST_NOW_MS;
  return known?.at !== current.at;
}
