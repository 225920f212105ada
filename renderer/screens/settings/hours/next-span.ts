import { minuteSpans } from '#shared/domain/hours/span.ts';
import type { Span } from '#shared/domain/hours/span.ts';
import { timeText } from '#renderer/state/office-moment.ts';

const DAY = 24 * 60;
const PAUSE = 60;
const LENGTH = 3 * 60;

/** What is offered for a day that opens. */
export const USUAL: Span = { from: '09:00', to: '18:00' };

/** The next times of a day, after a pause; null when the day has no room for more. */
export function nextSpan(spans: readonly Span[]): Span | null {
  const last = minuteSpans(spans).at(-1);
  if (last === undefined) return USUAL;
  const from = last.to + PAUSE;
  if (from >= DAY - PAUSE) return null;
  const to = Math.min(from + LENGTH, DAY);
  return { from: timeText(from), to: to === DAY ? '24:00' : timeText(to) };
}

/** A field for times has no 24:00: its 00:00 as an end is the same. */
export function endForField(to: string): string {
  return to === '24:00' ? '00:00' : to;
}

export function endFromField(to: string): string {
  return to === '00:00' ? '24:00' : to;
}

/** It ends on the day after it began. */
export function isOverMidnight({ from, to }: Span): boolean {
  return from !== '' && to !== '' && to !== '24:00' && to < from;
}
