import { expect, test } from 'vitest';
import { waitTone } from '#renderer/parts/wait-tone.ts';

const MINUTE_MS = 60_000;

test.each([
  [0, 'calm'],
  [5, 'calm'],
  [5.1, 'amber'],
  [15, 'amber'],
  [15.1, 'red'],
  [3_000, 'red'],
])('after %d minutes a wait is %s, with amber after 5 and red after 15', (minutes, tone) => {
  const waited = minutes * MINUTE_MS;
  expect(waitTone(waited, { amberMinutes: 5, redMinutes: 15 })).toBe(tone);
});
