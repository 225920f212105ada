import { expect, test } from 'vitest';
import { understoodAnswer } from '#shared/domain/bot/answers.ts';
import { NINE } from '#test/doubles/bot/flows.ts';

const asked = { now: NINE, timeZone: 'UTC', phone: '+4915111111' };

test.each([
  ['number', 'about 3,5 please', '3.5'],
  ['number', '1.000', '1000'],
  ['number', '1,234,567', '1234567'],
  ['number', '1.000,50', '1000.50'],
  ['number', '0.125', '0.125'],
  ['number', '2 or 3', null],
  ['number', 'many', null],
  ['email', 'Anna.B+x@example.co.uk!', 'anna.b+x@example.co.uk'],
  ['email', 'anna at example', null],
  ['phone', '0151 23456789', '+4915123456789'],
  ['phone', '+55 21 98765-4321', '+5521987654321'],
  ['phone', 'no', null],
  ['date', '24.12.2026', '2026-12-24'],
  ['date', 'on 2026-02-28, please', '2026-02-28'],
  ['date', '30.2.2026', null],
  ['date', '14.1.', '2027-01-14'],
  ['date', '15.1.', '2026-01-15'],
  ['date', 'Mañana', '2026-01-16'],
  ['date', 'today!', '2026-01-15'],
  ['date', 'soon', null],
  ['text', '  hello  ', 'hello'],
  ['text', '   ', null],
] as const)('as a %s, “%s” says %s', (kind, text, value) => {
  expect(understoodAnswer(kind, text, asked)).toBe(value);
});

test('only numbers of North America write the month first', () => {
  const there = { ...asked, phone: '+12025550123' };
  expect(understoodAnswer('date', '3/4/2026', there)).toBe('2026-03-04');
  expect(understoodAnswer('date', '3/4/2026', asked)).toBe('2026-04-03');
});

test('a number that is given without its country is of the customer’s own', () => {
  const there = { ...asked, phone: '+5521987654321' };
  expect(understoodAnswer('phone', '(11) 91234-5678', there)).toBe('+5511912345678');
});
