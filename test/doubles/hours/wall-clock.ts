import { Temporal } from '@js-temporal/polyfill';
import type { Span } from '#shared/domain/hours/span.ts';
import { weekdays } from '#shared/domain/hours/week.ts';
import type { Week } from '#shared/domain/hours/week.ts';

const MINUTE_MS = 60_000;

/** When the clocks of a zone are changed in these years, by another library than the product's. */
export function clockChanges(timeZone: string, fromYear: number, toYear: number): number[] {
  const changes: number[] = [];
  let at = Temporal.ZonedDateTime.from({ timeZone, year: fromYear, month: 1, day: 1 });
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > toYear) return changes;
    if (next.offsetNanoseconds !== next.subtract({ minutes: 1 }).offsetNanoseconds) {
      changes.push(next.epochMilliseconds);
    }
    at = next;
  }
}

/**
 * Whether a week is open, found out as naively as can be: by looking at the clock on the wall, minute
 * by minute, and going by the latest time that it has shown so far. A clock that is put back shows
 * nothing new until it gets beyond where it was.
 */
export class WallClock {
  readonly #week: Week;
  readonly #timeZone: string;
  #latest: Temporal.PlainDateTime | null = null;

  constructor(week: Week, timeZone: string) {
    this.#week = week;
    this.#timeZone = timeZone;
  }

  /** Asked about moments that follow each other. */
  isOpenAt(at: number): boolean {
    const shown = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(this.#timeZone)
      .toPlainDateTime();
    const { compare } = Temporal.PlainDateTime;
    if (this.#latest === null || compare(shown, this.#latest) > 0) this.#latest = shown;
    const now = this.#latest;
    const today = now.toPlainDate();
    const minutes = now.hour * 60 + now.minute;
    return this.#isIn(today, minutes) || this.#isIn(today.subtract({ days: 1 }), minutes + 24 * 60);
  }

  #isIn(date: Temporal.PlainDate, minutes: number): boolean {
    const spans = this.#week[weekdays[date.dayOfWeek - 1]!];
    return spans.some((span) => {
      const { from, to } = inMinutes(span);
      return from <= minutes && minutes < to;
    });
  }
}

function inMinutes({ from, to }: Span) {
  const [begin, end] = [from, to].map((time) => {
    const [hours, minutes] = time.split(':');
    return Number(hours) * 60 + Number(minutes);
  });
  return { from: begin!, to: end! <= begin! ? end! + 24 * 60 : end! };
}

export function* minutes(from: number, to: number): Iterable<number> {
  for (let at = from; at < to; at += MINUTE_MS) yield at;
}
