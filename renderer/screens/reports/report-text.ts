import { averageText, percent } from '#renderer/i18n/format.ts';
import { amountText } from '#renderer/i18n/amount.ts';
import { t } from '#renderer/i18n/index.ts';
import { averageOf } from '#shared/domain/reports/ratings.ts';
import type { Figures } from '#shared/domain/reports/figures.ts';

const text = t.reports.times;

/** How long something took, in its two largest units; nothing that took no time is hidden. */
export function span(ms: number | null): string {
  if (ms === null) return text.none;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return text.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return text.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return text.hours(hours, minutes % 60);
  return text.days(Math.floor(hours / 24), hours % 24);
}

/** How much more or less it is than before. */
export function changeOf(now: number | null, before: number | null): string {
  const { same, none, more, less } = t.reports.change;
  if (now === null || before === null || before === 0) {
    return (now ?? 0) === (before ?? 0) ? same : none;
  }
  if (now === before) return same;
  const share = percent(Math.abs(now - before) / before);
  return now > before ? more(share) : less(share);
}

export function shareOf(part: number, whole: number): string {
  return whole === 0 ? t.reports.times.none : percent(part / whole);
}

/** The average of what customers gave. */
export function ratingText(scores: readonly number[]): string {
  const average = averageOf(scores);
  return average === null ? text.none : averageText(average);
}

export function valuesText(values: Figures['values']): string {
  if (values.length === 0) return t.reports.times.none;
  return values.map(({ amount, currency }) => amountText(amount, currency)).join(' + ');
}
