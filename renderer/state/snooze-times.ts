export type SnoozeName = 'later-today' | 'tomorrow' | 'next-week';

const HOUR_MS = 3_600_000;
const MORNING = 9;
/** Later than this there is no "later today". */
const LAST_HOUR = 20;

/** What can be chosen with one click, by this PC's time zone; the soonest first. */
export function snoozeTimes(now: number): readonly { name: SnoozeName; at: number }[] {
  const later = nextHalfHour(now + 3 * HOUR_MS);
  const isToday = new Date(later).getDate() === new Date(now).getDate();
  const today = isToday && new Date(later).getHours() <= LAST_HOUR;
  const weekday = new Date(now).getDay();
  return [
    ...(today ? [{ name: 'later-today', at: later } as const] : []),
    { name: 'tomorrow', at: morningIn(now, 1) },
    // The Monday that comes; on a Sunday that is tomorrow, and the one after is meant.
    { name: 'next-week', at: morningIn(now, weekday === 0 ? 8 : 8 - weekday) },
  ];
}

function morningIn(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, MORNING).getTime();
}

function nextHalfHour(at: number): number {
  return Math.ceil(at / (HOUR_MS / 2)) * (HOUR_MS / 2);
}

/** For a field that takes a day and a time: "2026-03-14T09:00", by this PC's time zone. */
export function toLocalField(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null for what is no time, or one that is over. */
export function fromLocalField(text: string, now: number): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) || at <= now ? null : at;
}
