import { expect, test } from 'vitest';
import { pluralizer } from '#renderer/i18n/plural.ts';

const chats = { zero: 'no chats', one: '# chat', other: '# chats' };

test('a number picks its form, and none has one of its own where it is given', () => {
  const english = pluralizer('en');
  expect([0, 1, 2, 1_200].map((count) => english(count, chats))).toEqual([
    'no chats',
    '1 chat',
    '2 chats',
    '1,200 chats',
  ]);
  expect(english(0, { one: '# chat', other: '# chats' })).toBe('0 chats');
});
