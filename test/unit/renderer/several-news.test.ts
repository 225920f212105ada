import { expect, it } from 'vitest';
import { newsOfSeveral, sharedNews } from '#renderer/state/several-news.ts';
import { agentIdSchema } from '#shared/domain/ids.ts';

const cleo = agentIdSchema.parse(3);
const text = (what: Parameters<typeof newsOfSeveral>[0], count: number) =>
  newsOfSeveral(what, 'Cleo', count)?.text;

it('says once what became of all chats that were handed over together', () => {
  expect(text('handed-over', 7)).toBe('Cleo handed 7 chats over to you');
  expect(text('taken-back', 7)).toBe('Cleo took back 7 chats');
  expect(text('came-back', 7)).toBe('7 chats are back in the queue: Cleo had not opened them');
  expect(text('not-opened', 7)).toBe('7 chats went back to the queue: you had not opened them');
  expect(text('woken', 7)).toBe('7 chats are back: the time you chose is over');
});

it('keeps apart what different people did, and what has its own reason', () => {
  expect(sharedNews({ what: 'came-back', who: cleo })).toBe('came-back 3');
  expect(sharedNews({ what: 'came-back', who: null })).not.toBe('came-back 3');
  expect(sharedNews({ what: 'taken-over', who: cleo, reason: 'At lunch' })).toBeUndefined();
  expect(newsOfSeveral('taken-over', 'Cleo', 2)).toBeNull();
});
