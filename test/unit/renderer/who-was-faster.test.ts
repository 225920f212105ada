import { expect, test } from 'vitest';
import { ownerIn } from '#renderer/state/conversation-actions.ts';
import { aConversation } from '#test/doubles/client/builders.ts';

const refused = (details: Record<string, unknown>) =>
  ownerIn({ ok: false, code: 'not-owner', message: 'Somebody else has it.', details });

test('a refusal says whose it is with the conversation, or alone when that is not seen any more', () => {
  expect(refused({ conversation: aConversation(1, { state: 'open', ownerId: 2 }) })).toBe(2);
  expect(refused({ ownerId: 3 })).toBe(3);
  expect(refused({})).toBeNull();
});
