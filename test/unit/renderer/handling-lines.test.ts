import { describe, expect, it } from 'vitest';
import { handlingText } from '#renderer/parts/handling/handling-text.ts';
import { timelineItems } from '#renderer/parts/timeline-items.ts';
import type { TimelineItem } from '#renderer/parts/timeline-items.ts';
import type { Timeline } from '#shared/client/types.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { journalEntrySchema } from '#shared/domain/journal.ts';
import type { Labels } from '#shared/domain/labels.ts';
import type { Message } from '#shared/domain/message.ts';
import { aMessage, anAgent } from '#test/doubles/client/builders.ts';

const NOON = new Date(2026, 2, 14, 12).getTime();
const MINUTE = 60_000;
const entry = (seq: number, minutes: number, fact: object, by: number | null = 1): JournalEntry =>
  journalEntrySchema.parse({
    seq,
    at: NOON + minutes * MINUTE,
    by,
    fact: { conversationId: 1, ...fact },
  });
const claimed = { kind: 'conversation.claimed', ownerId: 1, epoch: 1 };
const closed = { kind: 'conversation.closed', epoch: 2, episode: 2 };
const undone = {
  kind: 'conversation.undone',
  what: 'close',
  epoch: 3,
  state: 'open',
  ownerId: 1,
  waitingSince: null,
  unread: 0,
  snoozedUntil: null,
};

const at = (id: number, minutes: number, author: object = { type: 'contact' }): Message =>
  aMessage(id, 1, { at: NOON + minutes * MINUTE, author });

function shape(messages: Message[], events: JournalEntry[], more: Partial<Timeline> = {}) {
  const timeline = { conversationId: 1, messages, events, hasOlder: false, hasNewer: false };
  const items = timelineItems({ ...timeline, ...more } as Timeline, [], null);
  return items.map((item: TimelineItem) => {
    if (item.type === 'event') return item.entry.fact.kind.replace('conversation.', '');
    if (item.type !== 'message') return item.type;
    return `${item.isFirst ? '(' : ' '}${item.message.id}${item.isLast ? ')' : ' '}`;
  });
}

describe('what happens between people', () => {
  it('stands between the messages by its time and parts what it stands between', () => {
    const messages = [at(1, 0), at(2, 2), at(3, 3)];
    expect(shape(messages, [entry(5, 1, claimed)])).toEqual([
      'beginning',
      'day',
      '(1)',
      'claimed',
      '(2 ',
      ' 3)',
    ]);
  });

  it('stands before the message of the same moment, which it led to', () => {
    const answer = at(2, 1, { type: 'agent', agentId: 1 });
    expect(shape([at(1, 0), answer], [entry(5, 1, claimed)])).toEqual([
      'beginning',
      'day',
      '(1)',
      'claimed',
      '(2)',
    ]);
  });

  it('has a heading of its day, also after the last message', () => {
    expect(shape([at(1, 0)], [entry(5, 24 * 60, closed)])).toEqual([
      'beginning',
      'day',
      '(1)',
      'day',
      'episode',
    ]);
  });

  it('is not shown beyond the loaded messages', () => {
    expect(shape([at(1, 0)], [entry(5, 9, closed)], { hasNewer: true })).not.toContain('episode');
  });

  it('ends an episode by a close, but not by one that was taken back', () => {
    const events = [entry(5, 1, closed), entry(6, 2, undone), entry(7, 3, closed)];
    expect(shape([at(1, 0)], events).slice(3)).toEqual(['closed', 'undone', 'episode']);
  });
});

describe('the words for it', () => {
  const people = [anAgent(1, { name: 'Ana' }), anAgent(2, { name: 'Ben' })];
  const colleagues = {
    isMe: (id: number | null) => id === 2,
    find: (id: number | null) => people.find((agent) => agent.id === id) ?? null,
  };
  const labels = {
    tags: [{ id: 4, name: 'Billing', colour: 'blue', isRetired: false }],
    outcomes: [{ id: 5, name: 'Sold', isWon: true, isRetired: false }],
  } as unknown as Labels;
  const say = (fact: object, by: number | null = 1): string => {
    const said = entry(1, 0, fact, by);
    return handlingText(said as Parameters<typeof handlingText>[0], colleagues, labels);
  };
  const given = {
    kind: 'conversation.transferred',
    fromId: 1,
    toId: 2,
    epoch: 2,
    why: 'by-hand',
    tagId: null,
    noteId: null,
  };

  it('say who did what to whom, and call the reader you', () => {
    expect(say(claimed)).toBe('Ana claimed this chat');
    expect(say({ ...claimed, ownerId: 2 }, 2)).toBe('You claimed this chat');
    expect(say(given)).toBe('Ana transferred this chat to you');
    expect(say({ ...given, toId: null, tagId: 4 })).toBe(
      'Ana put this chat in the queue for Billing',
    );
    expect(say({ ...given, toId: null, why: 'not-opened', fromId: 2 }, null)).toBe(
      'Back in the queue: you did not open it in time',
    );
    expect(say({ ...closed, outcomeId: 5 })).toBe('Ana closed this chat as Sold');
    expect(say({ ...closed, isSilent: true }, null)).toBe('Closed by itself after a long silence');
  });

  it('say until when a chat is snoozed so that it holds on any later day', () => {
    const until = (day: number) =>
      say({ kind: 'conversation.snoozed', until: new Date(2026, 2, day, 18, 30).getTime() });
    expect(until(14)).toMatch(/^Ana snoozed this chat until 6:30/);
    expect(until(15)).toMatch(/^Ana snoozed this chat until Sun, Mar 15, 6:30/);
  });

  it('give the reason why the host chose somebody', () => {
    const byHost = (more: object) => say({ ...given, fromId: null, ...more }, null);
    const skill = (how: string) => ({ why: 'next-in-turn', skill: { tagId: 4, how } });
    expect(byHost({ why: 'least-busy' })).toBe('Given to you: fewest open chats');
    expect(byHost(skill('knows-it'))).toBe('Given to you: next in turn, of those who know Billing');
    expect(byHost(skill('nobody-there'))).toBe(
      'Given to you: next in turn, as nobody who knows Billing could take it',
    );
    expect(byHost(skill('nobody-came'))).toBe(
      'Given to you: next in turn, as nobody who knows Billing could take it in time',
    );
  });

  it('give the reason why it is back in the queue, or with a colleague of who left', () => {
    const back = { ...given, toId: null };
    expect(say({ ...back, why: 'not-answered' }, null)).toBe(
      'Back in the queue: Ana did not answer in time',
    );
    expect(say({ ...back, why: 'owner-left' }, null)).toBe('Back in the queue: Ana went offline');
    expect(say({ ...back, why: 'deactivated' }, 2)).toBe(
      'Ana left the team: this chat is back in the queue',
    );
    expect(say({ ...given, why: 'deactivated' }, 2)).toBe(
      'Ana left the team: this chat went to you',
    );
  });

  it('give the reason of a take-over', () => {
    const fact = { kind: 'conversation.taken-over', fromId: 2, ownerId: 1, epoch: 3 };
    expect(say({ ...fact, reason: 'urgent' })).toBe('Ana took this chat over from you: urgent');
  });
});
