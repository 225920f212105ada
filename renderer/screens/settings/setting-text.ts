import { clockText } from '#renderer/i18n/format.ts';
import { locale } from '#renderer/i18n/locale.ts';
import { t } from '#renderer/i18n/index.ts';
import { settingFacts, settingProblem } from '#shared/domain/settings.ts';
import type { SettingFacts, SettingName, Settings, SettingValue } from '#shared/domain/settings.ts';
import { togetherProblem } from '#shared/domain/settings-together.ts';

type NumberFacts = Extract<SettingFacts, { kind: 'number' }>;

const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false });

/** People think in seconds; the host counts milliseconds. */
const scale = ({ unit }: NumberFacts): number => (unit === 'ms' ? 1_000 : 1);

export function numberText(facts: NumberFacts, value: number): string {
  return shown.format(value / scale(facts));
}

/** What a person typed; NaN when it is no number. A comma is as good as a point. */
export function parseNumber(facts: NumberFacts, text: string): number {
  const trimmed = text.trim().replace(',', '.');
  if (!/^-?[0-9]*\.?[0-9]+$/.test(trimmed)) return Number.NaN;
  const value = Number(trimmed) * scale(facts);
  // 0.8 s is 800 ms, whatever floating point makes of it.
  return facts.unit === 'ms' ? Math.round(value) : value;
}

export function rangeText(facts: NumberFacts): string {
  const { min, max, unit } = facts;
  return t.settings.range(numberText(facts, min), numberText(facts, max), t.settings.units[unit]);
}

/** A value in words, with its unit. */
export function valueText(name: SettingName, value: SettingValue): string {
  const facts = settingFacts(name);
  if (typeof value === 'boolean') return value ? t.settings.on : t.settings.off;
  if (typeof value === 'string') return t.settings.items[name].choices?.[value] ?? value;
  if (facts.kind === 'number' && facts.unit === 'hour') return clockText(`${value}:00`);
  return facts.kind === 'number'
    ? `${numberText(facts, value)} ${t.settings.units[facts.unit]}`
    : shown.format(value);
}

/**
 * What is wrong with a value, in words; null when nothing is. With `settings`: also whether it goes
 * with the others.
 */
export function problemText(
  name: SettingName,
  value: SettingValue,
  settings: Settings | null = null,
): string | null {
  const facts = settingFacts(name);
  const problem = settingProblem(name, value);
  const { problems, units } = t.settings;
  if (problem === null) {
    const together = settings && togetherProblem(settings, name, value);
    if (settings === null || together === null) return null;
    const { amberMinutes, redMinutes } = settings.waiting;
    return together === 'amber-not-before-red'
      ? problems[together](redMinutes)
      : problems[together](amberMinutes);
  }
  if (facts.kind === 'text') return problems['too-long'](facts.maxLength);
  if (facts.kind === 'toggle' || facts.kind === 'choice') return problems['not-a-number'];
  if (problem === 'too-small')
    return problems[problem](numberText(facts, facts.min), units[facts.unit]);
  if (problem === 'too-large')
    return problems[problem](numberText(facts, facts.max), units[facts.unit]);
  return Number.isFinite(value) ? problems.fraction : problems['not-a-number'];
}
