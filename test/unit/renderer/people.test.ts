import { describe, expect, test } from 'vitest';
import { previewText } from '#renderer/screens/settings/preview-text.ts';
import { parseCapacity } from '#renderer/screens/team/capacity-text.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';

test('a capacity is a whole number, or nothing for the office’s', () => {
  expect(['', ' ', '0', ' 8 ', '200'].map(parseCapacity)).toEqual([null, null, 0, 8, 200]);
  for (const wrong of ['201', '-1', '1.5', '1e2', 'eight']) {
    expect(parseCapacity(wrong), wrong).toBeUndefined();
  }
});

describe('what would happen to a chat', () => {
  const names = {
    customer: 'Anna Berg',
    nameOf: (id: AgentId) => (id === 2 ? 'Ben' : 'Cleo'),
    tagOf: () => 'Sales',
  };
  const nothing = { toId: null, why: null, skill: null, waitsFor: null, people: [] };
  const said = (more: Partial<CommandResult<'routing.preview'>>) =>
    previewText({ situation: 'begins', ...nothing, ...more }, names);
  const ben = { toId: 2 as AgentId, why: 'next-in-turn' } as const;
  const sales = 4 as TagId;

  test('is who gets it and why', () => {
    expect(said(ben)).toBe('It goes to Ben, whose turn it is.');
    expect(said({ ...ben, skill: { tagId: sales, how: 'knows-it' } })).toBe(
      'It goes to Ben, whose turn it is. They know Sales.',
    );
    expect(said({ ...ben, why: 'last-owner' })).toBe('It goes to Ben, who answered last.');
  });

  test('is that it waits, for whom and for how long', () => {
    expect(said({})).toBe('It waits in the queue.');
    expect(said({ waitsFor: { tagId: sales, forMs: null } })).toBe(
      'It waits in the queue for somebody who knows Sales.',
    );
    expect(said({ waitsFor: { tagId: sales, forMs: 90_000 } })).toBe(
      'It waits in the queue for somebody who knows Sales, for 2 minutes; then anybody gets it.',
    );
  });

  test('is nothing where somebody has it, or nothing arrives', () => {
    expect(said({ situation: 'owned', toId: 2 as AgentId })).toBe(
      'Ben has the chat with Anna Berg and keeps it.',
    );
    expect(said({ situation: 'with-bot' })).toContain('The chatbot talks with Anna Berg');
    expect(said({ situation: 'blocked' })).toContain('Anna Berg is blocked');
  });
});
