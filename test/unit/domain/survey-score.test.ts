import { expect, test } from 'vitest';
import { scoreIn } from '#shared/domain/survey/score.ts';

const score = (text: string) => scoreIn({ kind: 'text', text });

test.each([
  ['1', 1],
  ['5', 5],
  ['  4 \n', 4],
  ['5!', 5],
  ['3.', 3],
  ['5!!!', 5],
  ['5/5', 5],
  ['4 / 5', 4],
  ['⭐', 1],
  ['⭐⭐⭐⭐', 4],
  ['⭐️⭐️⭐️', 3],
  ['🌟🌟', 2],
  ['★★★★☆', 4],
  ['⭐ ⭐ ⭐ ⭐ ⭐', 5],
  ['5 ⭐', 5],
  ['2 ⭐⭐', 2],
  ['5️⃣', 5],
  ['５', 5],
  ['٤', 4],
  ['५', 5],
])('%j is a score of %i', (text, expected) => {
  expect(score(text)).toBe(expected);
});

test.each([
  '',
  '0',
  '6',
  '10',
  '55',
  '5/10',
  '4/4',
  '6/5',
  '-1',
  '4.5',
  '1-5',
  '1, 2',
  '5 stars',
  'five',
  'cinco',
  '5 👍',
  '👍',
  '5?',
  'room 5',
  '⭐⭐⭐⭐⭐⭐',
  '★★☆',
  '4 ⭐⭐',
  '5%',
])('%j is no score', (text) => {
  expect(score(text)).toBeNull();
});

test('a picture, a place or a sticker is no score, whatever it says', () => {
  const media = { state: 'pending', mime: 'image/jpeg', bytes: 1, fileName: null } as never;
  expect(scoreIn({ kind: 'image', caption: '5', media } as never)).toBeNull();
});
