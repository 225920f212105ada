import { t } from '#renderer/i18n/index.ts';
import { zonedText } from '#renderer/i18n/zoned.ts';
import { DAY_MS, dayOf } from '#shared/domain/hours/local-day.ts';
import type { Because, OpenNow } from '#shared/domain/hours/now.ts';

/** How many midnights are between two moments there. */
function daysUntil(at: number, now: number, timeZone: string): number {
  const { date } = zonedText(timeZone);
  return dayOf(date(at)) - dayOf(date(now));
}

/** When something begins, within a sentence: "today at 14:00", "Monday at 09:00". */
export function beginsText(at: number, now: number, timeZone: string): string {
  const { clock, weekday, day } = zonedText(timeZone);
  const days = daysUntil(at, now, timeZone);
  if (days <= 0) return t.hours.now.today(clock(at));
  if (days === 1) return t.hours.now.tomorrow(clock(at));
  return t.hours.now.onDay((days < 7 ? weekday : day)(at), clock(at));
}

/** Until when something lasts, within a sentence: "18:00", "midnight", "Saturday, 12:00". */
export function endsText(at: number, now: number, timeZone: string): string {
  const { clock, weekday, day, minutes } = zonedText(timeZone);
  const isMidnight = minutes(at) === 0;
  // Midnight belongs to the day that it ends.
  const days = daysUntil(isMidnight ? at - DAY_MS / 24 : at, now, timeZone);
  const time = isMidnight ? t.hours.now.midnight : clock(at);
  if (days <= 0) return time;
  if (days === 1) return t.hours.now.untilTomorrow(time);
  const named = isMidnight ? at - DAY_MS / 24 : at;
  return t.hours.now.untilDay((days < 7 ? weekday : day)(named), time);
}

/** "Open now, until 18:00." or "Closed. Opens Monday at 09:00.", by the office's time zone. */
export function openSentence({ isOpen, until }: OpenNow, now: number, timeZone: string): string {
  const text = t.hours.now;
  if (isOpen) return until === null ? text.open : text.openUntil(endsText(until, now, timeZone));
  return until === null ? text.closed : text.closedUntil(beginsText(until, now, timeZone));
}

/** What makes it differ from the week, as a sentence. */
export function becauseSentence(because: Because | null, isOpen: boolean): string | null {
  const text = t.hours.now.because;
  if (because === null) return null;
  switch (because.kind) {
    case 'override':
      return isOpen ? text.override.open : text.override.closed;
    case 'holiday':
      return text.holiday(because.name);
    case 'special-day':
      return because.name === '' ? text.unnamed : text['special-day'](because.name);
  }
}
