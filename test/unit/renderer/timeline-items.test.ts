import { describe, expect, it } from 'vitest';
import { messageKey, timelineItems } from '#renderer/parts/timeline-items.ts';
import type { TimelineItem } from '#renderer/parts/timeline-items.ts';
import { RowWindow } from '#renderer/screens/inbox/row-window.ts';
import type { PendingReply, Timeline } from '#shared/client/types.ts';
import type { Message } from '#shared/domain/message.ts';
import { aMessage } from '#test/doubles/client/builders.ts';

const MINUTE = 60_000;
const NOON = new Date(2026, 2, 14, 12).getTime();
const MEDIA = {
  state: 'ready',
  hash: 'a'.repeat(64),
  mime: 'image/jpeg',
  bytes: 1,
  fileName: null,
  seconds: null,
  width: 640,
  height: 480,
};
const CONTACT = { type: 'contact' };
const agent = (agentId: number) => ({ type: 'agent', agentId });

const at = (id: number, minutes: number, author: object = CONTACT): Message =>
  aMessage(id, 1, { at: NOON + minutes * MINUTE, author });

const timeline = (messages: Message[], more: Partial<Timeline> = {}): Timeline => ({
  conversationId: 1 as Timeline['conversationId'],
  messages,
  events: [],
  hasOlder: false,
  hasNewer: false,
  ...more,
});

const shape = (items: readonly TimelineItem[]): string[] =>
  items.map((item) => {
    if (item.type === 'message') {
      return `${item.isFirst ? '(' : ' '}${item.message.id}${item.isLast ? ')' : ' '}`;
    }
    return item.type;
  });

describe('the rows of a timeline', () => {
  it('group what one author wrote within five minutes', () => {
    const messages = [at(1, 0), at(2, 4), at(3, 10), at(4, 11, agent(1)), at(5, 12, agent(2))];
    expect(shape(timelineItems(timeline(messages), [], null))).toEqual([
      'beginning',
      'day',
      '(1 ',
      ' 2)',
      '(3)',
      '(4)',
      '(5)',
    ]);
  });

  it('have a heading for each day and no group across midnight', () => {
    const messages = [at(1, 12 * 60 - 1), at(2, 12 * 60 + 1)];
    expect(shape(timelineItems(timeline(messages), [], null))).toEqual([
      'beginning',
      'day',
      '(1)',
      'day',
      '(2)',
    ]);
  });

  it('put pictures of one album into one row, as far as they stand next to each other', () => {
    const picture = (id: number, album: string, more: object = {}): Message =>
      aMessage(id, 1, {
        at: NOON + id,
        content: { kind: 'image', caption: '', media: MEDIA },
        marks: { album },
        ...more,
      });
    const deletion = { by: { type: 'contact' }, at: NOON };
    const rows = (messages: Message[], firstUnseen: number | null = null) =>
      timelineItems(timeline(messages), [], firstUnseen as never).flatMap((item) =>
        item.type === 'message'
          ? [[item.message.id, ...item.album.map(({ id }) => id), item.isLast ? ')' : '…']]
          : [],
      );
    const four = [picture(1, 'a'), picture(2, 'a'), picture(3, 'a'), at(4, 1)];
    expect(rows(four)).toEqual([
      [1, 2, 3, '…'],
      [4, ')'],
    ]);
    expect(rows([picture(1, 'a'), picture(2, 'b')])).toEqual([
      [1, '…'],
      [2, ')'],
    ]);
    expect(rows(four, 2)).toEqual([
      [1, ')'],
      [2, 3, '…'],
      [4, ')'],
    ]);
    expect(rows([picture(1, 'a'), picture(2, 'a', { deletion }), picture(3, 'a')])).toEqual([
      [1, '…'],
      [2, '…'],
      [3, ')'],
    ]);
  });

  it('say where the new ones begin and that there are older ones', () => {
    const rows = timelineItems(timeline([at(1, 0), at(2, 1)], { hasOlder: true }), [], 2 as never);
    expect(shape(rows)).toEqual(['older', 'day', '(1)', 'unseen', '(2)']);
  });

  it('end with the replies on their way, unless the end is not loaded', () => {
    const reply = { clientRef: 'ref-0001', writtenAt: NOON } as PendingReply;
    const loaded = timeline([at(1, 0)]);
    expect(shape(timelineItems(loaded, [reply], null)).at(-1)).toBe('pending');
    const part = { ...loaded, hasNewer: true };
    expect(shape(timelineItems(part, [reply], null))).not.toContain('pending');
  });

  it('show what a message says below it, though both are of one moment', () => {
    const fact = { kind: 'survey.answered', conversationId: 1, episodeId: 3, messageId: 2 };
    const score = { seq: 9, at: NOON, by: null, fact: { ...fact, score: 5, before: null } };
    const events = [score as unknown as Timeline['events'][number]];
    const shown = timelineItems(timeline([at(1, -1), at(2, 0)], { events }), [], null);
    expect(shape(shown)).toEqual(['beginning', 'day', '(1 ', ' 2)', 'event']);
  });

  it('keep the key of a reply when it becomes a message', () => {
    const reply = { clientRef: 'ref-0001', writtenAt: NOON } as PendingReply;
    const pending = timelineItems(timeline([]), [reply], null).at(-1);
    expect(pending?.key).toBe(messageKey(aMessage(9, 1, { clientRef: 'ref-0001' })));
  });
});

describe('the place on the screen', () => {
  const rows = (...messages: Message[]) => timelineItems(timeline(messages), [], null);

  it('is kept when older messages come in front', () => {
    const rowWindow = new RowWindow();
    expect(rowWindow.next(rows(at(3, 0))).isPrepended).toBe(false);
    expect(rowWindow.next(rows(at(3, 0), at(4, 1))).isPrepended).toBe(false);
    expect(rowWindow.next(rows(at(2, -1), at(3, 0), at(4, 1))).isPrepended).toBe(true);
    expect(rowWindow.next(rows(at(2, -1), at(3, 0), at(4, 1))).isPrepended).toBe(false);
  });

  it('is not kept when another stretch takes the place of this one', () => {
    const rowWindow = new RowWindow();
    rowWindow.next(rows(at(30, 0)));
    expect(rowWindow.next(rows(at(1, -90), at(2, -80))).isPrepended).toBe(false);
  });
});
