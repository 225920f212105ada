import { expect, test } from 'vitest';
import { slashQuery, withQuickReply } from '#renderer/state/quick-reply-insert.ts';

test.each([
  ['/', 1, { start: 0, text: '' }],
  ['/ho', 3, { start: 0, text: 'ho' }],
  ['Well, /ho', 9, { start: 6, text: 'ho' }],
  ['one\n/ho', 7, { start: 4, text: 'ho' }],
  ['/hours', 3, { start: 0, text: 'ho' }],
  ['and/or', 6, null],
  ['3 / 4', 4, null],
  ['https://deskline', 16, null],
  ['/ho ', 4, null],
  ['', 0, null],
])('%j with the caret at %i looks for %j', (text, caret, query) => {
  expect(slashQuery(text, caret)).toEqual(query);
});

test('the shortcut gives way to the text, and what follows the caret stays', () => {
  const query = { start: 6, text: 'ho' };
  expect(withQuickReply('Well, /ho then', query, 9, 'we are open')).toEqual({
    text: 'Well, we are open then',
    caret: 17,
  });
});
