import { expect, test } from 'vitest';
import { parseAmount } from '#renderer/i18n/amount.ts';
import { csvOf, separatorFor, tabsOf } from '#renderer/screens/reports/table.ts';
import type { Column } from '#renderer/screens/reports/table.ts';
import { presetRange, rangeBefore } from '#renderer/state/reports/report-range.ts';

interface Row {
  readonly name: string;
  readonly share: number | null;
}

const columns: Column<Row>[] = [
  { label: 'Name', shown: ({ name }) => name },
  { label: 'Share', shown: () => 'half', raw: ({ share }) => share },
];

test('a table for a spreadsheet has a mark, quotes, and the separator and the comma of the place', () => {
  const rows = [{ name: 'Ana "Anna", Berg', share: 0.5 }];
  expect(csvOf(columns, rows, 'en-US')).toBe('\uFEFFName,Share\r\n"Ana ""Anna"", Berg",0.5\r\n');
  expect(csvOf(columns, [{ name: 'Ana', share: null }], 'de-DE')).toBe(
    '\uFEFFName;Share\r\nAna;\r\n',
  );
  expect(csvOf(columns, [{ name: 'Ana', share: 0.5 }], 'de-DE')).toContain('Ana;0,5');
  expect(separatorFor('pt-BR')).toBe(';');
});

test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '|calc', '%0A'])(
  'what looks like a formula is text: %j',
  (name) => {
    const [, line = ''] = csvOf(columns, [{ name, share: 1 }], 'en-US').split('\r\n');
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
    expect(tabsOf(columns, [{ name, share: 1 }]).split('\n')[1]).toMatch(/^'/);
  },
);

test('a negative number stays a number', () => {
  expect(csvOf(columns, [{ name: '-12.5', share: -1 }], 'en-US')).toContain('-12.5,-1');
});

test.each([
  ['120', 'EUR', 12_000],
  ['79.90', 'EUR', 7_990],
  [' 79,9 ', 'EUR', 7_990],
  ['0', 'EUR', 0],
  ['120', 'JPY', 120],
  ['1.5', 'JPY', null],
  ['1.234', 'KWD', 1_234],
  ['1.999', 'EUR', null],
  ['-5', 'EUR', null],
  ['a lot', 'EUR', null],
])('%j in %s is %j of its smallest unit', (text, currency, amount) => {
  expect(parseAmount(text, currency)).toBe(amount);
});

test('the time before is as long, and before a month it is the month before', () => {
  expect(presetRange('week', '2026-03-10')).toEqual({ from: '2026-03-04', to: '2026-03-10' });
  expect(rangeBefore({ from: '2026-03-04', to: '2026-03-10' })).toEqual({
    from: '2026-02-25',
    to: '2026-03-03',
  });
  const march = presetRange('last-month', '2026-04-15');
  expect(march).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  expect(rangeBefore(march)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(presetRange('this-month', '2026-04-15')).toEqual({ from: '2026-04-01', to: '2026-04-15' });
});
