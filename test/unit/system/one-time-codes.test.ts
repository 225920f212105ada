import { expect, test } from 'vitest';
import { oneTimeCodes } from '#main/system/one-time-codes.ts';

/** The secret of RFC 6238's test vectors, "12345678901234567890", in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

// RFC 6238, appendix B, SHA-1, the last six of its eight digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is %s, of that step and no other', (second, code) => {
  const now = second * 1_000;
  const step = Math.floor(second / 30);
  expect(oneTimeCodes.step(SECRET, code, now)).toBe(step);
  expect(oneTimeCodes.step(SECRET, code, now + 30_000)).toBe(step);
  expect(oneTimeCodes.step(SECRET, code, now + 60_000)).toBeNull();
  expect(oneTimeCodes.step(SECRET, code.slice(1), now)).toBeNull();
  expect(oneTimeCodes.step(SECRET, `${code}0`, now)).toBeNull();
});

test('a secret has 160 bits of its own, and the app is told whose it is', () => {
  const [one, other] = [oneTimeCodes.newSecret(), oneTimeCodes.newSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(other).not.toBe(one);
  const uri = new URL(oneTimeCodes.uri(one, 'Ana Müller', 'Deskline Praxis: Süd'));
  expect(uri.searchParams.get('secret')).toBe(one);
  expect(uri.searchParams.get('issuer')).toBe('Deskline Praxis: Süd');
});
