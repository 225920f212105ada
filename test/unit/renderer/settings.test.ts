import { expect, test } from 'vitest';
import { findSettings } from '#renderer/screens/settings/find-settings.ts';
import { pages } from '#renderer/screens/settings/pages.ts';
import {
  numberText,
  parseNumber,
  problemText,
  valueText,
} from '#renderer/screens/settings/setting-text.ts';
import { settingFacts, settingNames } from '#shared/domain/settings.ts';

test('every setting has one control, in its own section', () => {
  const shown = pages.flatMap(({ settings }) => settings);
  expect(shown.toSorted()).toEqual(settingNames.toSorted());
  for (const { name, settings } of pages) {
    expect(settings.filter((setting) => !setting.startsWith(`${name}.`))).toEqual([]);
  }
});

const gap = settingFacts('outbox.minGapMs');
const people = settingFacts('outbox.firstContactsPerDay');

test('milliseconds are shown and typed as seconds', () => {
  if (gap.kind !== 'number') throw new Error('a number');
  expect(numberText(gap, 800)).toBe('0.8');
  expect(valueText('outbox.minGapMs', 1_500)).toBe('1.5 seconds');
  for (const text of ['1.5', '1,5', ' 1.5 ', '1.50']) expect(parseNumber(gap, text)).toBe(1_500);
  expect(parseNumber(gap, '.07')).toBe(70);
});

test('what is no number, or outside of the limits, is told at once and in the same unit', () => {
  if (gap.kind !== 'number' || people.kind !== 'number') throw new Error('numbers');
  const said = (text: string) => problemText('outbox.minGapMs', parseNumber(gap, text));
  for (const text of ['', 'x', '1e3', '1.2.3', '--1']) expect(said(text)).toBe('Enter a number.');
  expect(said('-1')).toBe('At least 0 seconds.');
  expect(said('61')).toBe('At most 60 seconds.');
  expect(said('0.8')).toBe(null);
  expect(problemText('outbox.firstContactsPerDay', parseNumber(people, '1.5'))).toBe(
    'Enter a whole number.',
  );
});

const found = (query: string) =>
  findSettings(query, pages).map(({ name, settings }) => [name, settings.length] as const);

test('settings are found by their words, and pages by other names that people know', () => {
  expect(found('ROUND robin')).toEqual([['routing', expect.any(Number)]]);
  expect(found('blue ticks')).toEqual([['ownership', 1]]);
  expect(found('holiday').map(([name]) => name)).toContain('hours');
  expect(found('export')).toEqual([
    ['file', 0],
    ['audit', 0],
  ]);
  expect(found('no such thing')).toEqual([]);
});
