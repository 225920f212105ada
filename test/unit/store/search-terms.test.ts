import { expect, test } from 'vitest';
import { matchWords, phoneDigits } from '#main/store/repositories/search-terms.ts';

test.each([
  ['Termin morgen', '"termin"* AND "morgen"*'],
  ['a bc', '"bc"*'],
  ['"NEAR(" * OR ^x -y {z}', '"near"* AND "or"*'],
  ['ana@example.com', '"ana"* AND "example"* AND "com"*'],
  ['Termin termin TERMIN', '"termin"*'],
  ['order order20 order2024', '"order2024"*'],
  ['हिन्दी', '"हिन्दी"*'],
])('the text %j asks for %j', (text, expression) => {
  expect(matchWords(text)).toBe(expression);
});

test.each(['', '   ', 'a b c', '"', '*', '()', '\u0000', '🙂'])(
  'the text %j has no word to search for',
  (text) => {
    expect(matchWords(text)).toBeNull();
  },
);

test('no more than eight words count', () => {
  const words = Array.from({ length: 40 }, (_, n) => `word${String.fromCharCode(97 + n)}x`);
  expect(matchWords(words.join(' '))?.split(' AND ')).toHaveLength(8);
});

test.each([
  ['+49 (151) 123-45', '4915112345'],
  ['0151 12345', '15112345'],
  ['0049 151', '49151'],
  ['151', '151'],
])('the number %j is looked for as %j', (text, digits) => {
  expect(phoneDigits(text)).toBe(digits);
});

test.each(['12', '', '0 0', 'Ana 151', '+'])('%j is no number to look for', (text) => {
  expect(phoneDigits(text)).toBeNull();
});
