import type { Conversation } from '#shared/domain/conversation.ts';
import type { Office } from '#shared/domain/office.ts';

/** Until when its owner can answer who asks for it, Unix ms of the host's; then it stays theirs. */
export function answerableUntil(
  { at }: NonNullable<Conversation['request']>,
  office: Office,
): number {
  return at + office.ownership.requestMinutes * 60_000;
}

/** Whole seconds that are left until then, at least 0. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}
