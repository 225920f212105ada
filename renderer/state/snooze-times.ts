import {
  clockText,
  timeFrom,
  timeSpan,
  weekdayAndDate,
  weekdayName,
} from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { SnoozePreset } from '#shared/domain/snooze-presets.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Later than this there is no "later today". */
const LAST_HOUR = 20;

/** When that is, by this PC's time zone; null: not today, or nobody knows. */
export function snoozeAt(
  preset: SnoozePreset,
  now: number,
  nextOpening: number | null,
): number | null {
  switch (preset.kind) {
    case 'in':
      return now + preset.minutes * MINUTE_MS;
    case 'later-today':
      return laterToday(now);
    case 'tomorrow':
      return timeIn(now, 1, preset.time);
    case 'weekday': {
      const days = (preset.day - new Date(now).getDay() + 7) % 7;
      // The Monday that comes; on a Sunday that is tomorrow, and the one after is meant.
      return timeIn(now, days < 2 ? days + 7 : days, preset.time);
    }
    case 'opening':
      return nextOpening;
  }
}

/** What it is called in the menu and in the settings. */
export function snoozeName(preset: SnoozePreset): string {
  const { names } = t.snoozePresets;
  switch (preset.kind) {
    case 'in':
      return names.in(timeSpan(preset.minutes * MINUTE_MS));
    case 'tomorrow':
      return names.tomorrow(clockText(preset.time));
    case 'weekday':
      return names.weekday(weekdayName(preset.day), clockText(preset.time));
    case 'later-today':
    case 'opening':
      return names[preset.kind];
  }
}

/** Which moment that is, beside its name; where the name has the time, the day alone. */
export function snoozeHint({ kind }: SnoozePreset, at: number, now: number): string {
  return kind === 'tomorrow' || kind === 'weekday' ? weekdayAndDate(at) : timeFrom(at, now);
}

function laterToday(now: number): number | null {
  const later = Math.ceil((now + 3 * HOUR_MS) / (HOUR_MS / 2)) * (HOUR_MS / 2);
  const isToday = new Date(later).getDate() === new Date(now).getDate();
  return isToday && new Date(later).getHours() <= LAST_HOUR ? later : null;
}

function timeIn(now: number, days: number, time: string): number {
  const date = new Date(now);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const day = date.getDate() + days;
  return new Date(date.getFullYear(), date.getMonth(), day, hours, minutes).getTime();
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
