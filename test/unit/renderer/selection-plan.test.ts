import { describe, expect, it } from 'vitest';
import { closePlan, leftByHost, queuePlan, transferPlan } from '#renderer/state/selection-plan.ts';
import type { Left } from '#renderer/state/selection-plan.ts';
import { leftSentences } from '#renderer/state/selection-words.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { aConversation, anAgent } from '#test/doubles/client/builders.ts';

const me = anAgent(1, { name: 'Ana', role: 'agent' });
const admin = anAgent(1, { name: 'Ana', role: 'admin' });
const mine = aConversation(1, { state: 'open', ownerId: 1, waitingSince: null, unread: 0 });
const waited = aConversation(2, { state: 'open', ownerId: 1, waitingSince: 5, unread: 0 });
const theirs = aConversation(3, { state: 'open', ownerId: 2, waitingSince: null, unread: 0 });
const queued = aConversation(4, { state: 'waiting', ownerId: null, waitingSince: 5, unread: 0 });
const closed = aConversation(5, { state: 'closed', ownerId: null, waitingSince: null, unread: 0 });
const all = [mine, waited, theirs, queued, closed];

const left = (entries: readonly Left[]) => entries.map(({ why }) => why);

describe('what is done to a selection', () => {
  it('passes on what is mine or nobody’s, and for an admin what anybody has', () => {
    expect(transferPlan(all, me).goes).toEqual([mine, waited, queued]);
    expect(left(transferPlan(all, me).left)).toEqual(['theirs', 'closed']);
    expect(transferPlan(all, admin).goes).toEqual([mine, waited, theirs, queued]);
  });

  it('puts back into the queue only what somebody has', () => {
    expect(queuePlan([mine, queued]).goes).toEqual([mine]);
    expect(left(queuePlan([mine, queued]).left)).toEqual(['queued']);
  });

  it('closes only what is mine, and those who wait only when that is wanted', () => {
    for (const agent of [me, admin]) {
      expect(closePlan(all, agent, false).goes).toEqual([mine]);
      expect(left(closePlan(all, agent, false).left)).toEqual([
        'waits',
        'theirs',
        'queued',
        'there',
      ]);
      expect(closePlan(all, agent, true).goes).toEqual([mine, waited]);
    }
  });

  it('is told of as the host decided', () => {
    const refused = { outcome: 'refused', ownerId: 2 as AgentId } as const;
    const results = [
      { outcome: 'done', conversationId: mine.id, epoch: mine.epoch },
      { ...refused, conversationId: waited.id, why: 'moved-on' },
      { ...refused, conversationId: theirs.id, why: 'unseen-messages', ownerId: me.id },
      { ...refused, conversationId: queued.id, why: 'moved-on', ownerId: null },
      { outcome: 'unchanged', conversationId: closed.id },
    ] as const;
    expect(left(leftByHost(all, results, me.id))).toEqual(['theirs', 'wrote', 'changed', 'there']);
  });
});

describe('who stays as they are', () => {
  const speaker = {
    people: { find: (id: AgentId | null) => (id === 2 ? anAgent(2, { name: 'Ben' }) : null) },
    nameOf: ({ name }: Contact) => name,
  };
  const named = (name: string, why: Left['why'], ownerId: number | null = null): Left => ({
    contact: { ...mine.contact, name },
    why,
    ownerId: ownerId as AgentId | null,
  });

  it('is said by name, with the reason, each reason once', () => {
    expect(leftSentences(speaker, 'transfer', [])).toBe('');
    expect(
      leftSentences(speaker, 'transfer', [
        named('Anna', 'theirs', 2),
        named('Carl', 'changed'),
        named('Dora', 'theirs', 2),
      ]),
    ).toBe('Anna and Dora stay with Ben. Carl has changed meanwhile and did not go.');
    expect(leftSentences(speaker, 'close', [named('Anna', 'wrote')])).toBe(
      'Anna has just written something new and stayed open.',
    );
  });

  it('is said in a few words when there are many', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => named(name, 'there'));
    expect(leftSentences(speaker, 'close', many)).toBe('A, B, C, and 3 more are closed already.');
  });
});
