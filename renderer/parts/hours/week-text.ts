import { orderedWeekdays } from '#renderer/i18n/conventions.ts';
import { timeOfDay } from '#renderer/i18n/zoned.ts';
import { t } from '#renderer/i18n/index.ts';
import type { Span } from '#shared/domain/hours/span.ts';
import { weekdays } from '#shared/domain/hours/week.ts';
import type { Week, Weekday } from '#shared/domain/hours/week.ts';

/** "09:00–12:30, 14:00–18:00". */
export function spansText(spans: readonly Span[]): string {
  if (spans.length === 0) return t.hours.week.closed;
  // Times of two digits sort as text.
  const inOrder = spans.toSorted((a, b) => a.from.localeCompare(b.from));
  return inOrder.map(spanText).join(', ');
}

export function spanText({ from, to }: Span): string {
  if (from === '00:00' && to === '24:00') return t.hours.week.allDay;
  return `${timeOfDay(from)}–${timeOfDay(to === '24:00' ? '00:00' : to)}`;
}

/** "Mon–Fri 09:00–18:00 · Sat 10:00–13:00": days in a row with the same times together. */
export function weekText(week: Week): string {
  const groups: { first: Weekday; last: Weekday; times: string }[] = [];
  for (const day of orderedWeekdays()) {
    const times = spansText(week[day]);
    const group = groups.at(-1);
    if (group?.times === times) group.last = day;
    else groups.push({ first: day, last: day, times });
  }
  const isOpen = weekdays.some((day) => week[day].length > 0);
  if (!isOpen) return t.hours.week.none;
  return groups
    .filter(({ first }) => week[first].length > 0)
    .map(({ first, last, times }) => `${daysText(first, last)} ${times}`)
    .join(' · ');
}

function daysText(first: Weekday, last: Weekday): string {
  const { short } = t.hours;
  return first === last ? short[first] : `${short[first]}–${short[last]}`;
}
