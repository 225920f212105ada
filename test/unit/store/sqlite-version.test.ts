import { expect, test } from 'vitest';
import { isSafeVersion } from '#main/store/connection.ts';

test.each(['3.51.3', '3.51.4', '3.52.0', '4.0.0'])('SQLite %s is safe', (version) => {
  expect(isSafeVersion(version)).toBe(true);
});

test.each(['3.51.2', '3.50.9', '2.99.99', '', 'nonsense'])('SQLite %j is refused', (version) => {
  expect(isSafeVersion(version)).toBe(false);
});
