import { expect, test } from 'vitest';
import { createAttention } from '#main/app/attention.ts';

test('the icon counts who waits, and blinks when there are more and nobody is at the window', () => {
  const badges: number[] = [];
  const blinks: boolean[] = [];
  let isFocused = false;
  const window = {
    isFocused: () => isFocused,
    flashFrame: (isOn: boolean) => void blinks.push(isOn),
  };
  const app = { setBadgeCount: (count = 0) => badges.push(count) > 0 };
  const waiting = createAttention({ app, window: () => window });
  for (const count of [1, 1, 2]) waiting(count);
  isFocused = true;
  for (const count of [3, 2, 0]) waiting(count);
  expect(badges).toEqual([1, 1, 2, 3, 2, 0]);
  expect(blinks).toEqual([true, true, false]);
});
