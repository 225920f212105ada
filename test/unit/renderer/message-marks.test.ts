import { describe, expect, it } from 'vitest';
import { isOneEmoji } from '#renderer/parts/emoji.ts';
import { ourChoice, pollResults, withOurVote } from '#renderer/parts/kinds/poll-results.ts';
import { groupedReactions, ownReaction } from '#renderer/parts/marks/grouped-reactions.ts';
import { lineOfMessage, lineOfQuote } from '#renderer/parts/marks/quote-line.ts';
import type { PollContent } from '#shared/domain/content-kinds.ts';
import type { Author } from '#shared/domain/message.ts';
import type { Quote } from '#shared/domain/message-actions.ts';
import { aMessage } from '#test/doubles/client/builders.ts';

const CONTACT = { type: 'contact' };
const BEN = { type: 'agent', agentId: 2 };
const ME = { type: 'agent', agentId: 1 } as Author;

describe('reactions', () => {
  const both = aMessage(1, 1, {
    reactions: [
      { author: CONTACT, emoji: '👍', at: 1 },
      { author: BEN, emoji: '👍', at: 2 },
    ],
  });

  it('are grouped by emoji, with who gave them', () => {
    expect(groupedReactions(both, undefined, ME)).toEqual([
      { emoji: '👍', authors: [CONTACT, BEN], isOurs: true, isPending: false },
    ]);
    expect(ownReaction(both)).toBe('👍');
  });

  it('show what ours is about to become, in place of what it is', () => {
    expect(groupedReactions(both, '🎉', ME)).toEqual([
      { emoji: '👍', authors: [CONTACT], isOurs: false, isPending: false },
      { emoji: '🎉', authors: [ME], isOurs: true, isPending: true },
    ]);
    expect(groupedReactions(both, null, ME).map(({ authors }) => authors)).toEqual([[CONTACT]]);
  });

  it('of the customer alone are not ours', () => {
    const theirs = aMessage(1, 1, { reactions: [{ author: CONTACT, emoji: '❤️', at: 1 }] });
    expect(groupedReactions(theirs, undefined, ME)[0]?.isOurs).toBe(false);
    expect(ownReaction(theirs)).toBeNull();
  });

  it.each([
    ['👍', true],
    ['👩🏽‍🦰', true],
    ['🇧🇷', true],
    ['👍👍', false],
    ['ok', false],
    ['', false],
  ])('%s is one emoji: %s', (text, isOne) => {
    expect(isOneEmoji(text)).toBe(isOne);
  });
});

describe('the results of a poll', () => {
  const content: PollContent = {
    kind: 'poll',
    question: 'When?',
    options: ['Monday', 'Friday'],
    allowsMany: true,
  };

  it('are shares of those who voted for anything', () => {
    const votes = [
      { author: CONTACT, options: ['Monday', 'Friday'], at: 1 },
      { author: BEN, options: ['Friday'], at: 2 },
    ];
    expect(pollResults(content, aMessage(1, 1, { content, votes }))).toEqual({
      voters: 2,
      options: [
        { name: 'Monday', voters: [CONTACT], isOurs: false, share: 0.5 },
        { name: 'Friday', voters: [CONTACT, BEN], isOurs: true, share: 1 },
      ],
    });
  });

  it('show what our vote is about to become, in place of what it is', () => {
    const votes = [
      { author: CONTACT, options: ['Monday'], at: 1 },
      { author: { type: 'phone' }, options: ['Monday'], at: 1 },
    ];
    const message = aMessage(1, 1, { content, votes });
    expect(ourChoice(message)).toEqual(['Monday']);
    const { options } = pollResults(content, withOurVote(message, ['Friday'], ME));
    expect(options.map(({ voters }) => voters)).toEqual([[CONTACT], [ME]]);
    expect(options.map(({ isOurs }) => isOurs)).toEqual([false, true]);
  });

  it('do not count a vote that was taken back', () => {
    const votes = [{ author: CONTACT, options: [], at: 1 }];
    const results = pollResults(content, aMessage(1, 1, { content, votes }));
    expect(results.voters).toBe(0);
    expect(results.options.map(({ share }) => share)).toEqual([0, 0]);
  });
});

describe('what a quote says', () => {
  const quote = (more: object): Quote =>
    ({
      waKey: 'false_1@c.us_A',
      messageId: 1,
      author: CONTACT,
      kind: 'text',
      text: 'Hello',
      ...more,
    }) as Quote;

  it('is its text, or what it was where it had none', () => {
    expect(lineOfQuote(quote({}), null)).toMatchObject({ text: 'Hello', isDeleted: false });
    expect(lineOfQuote(quote({ kind: 'image', text: '' }), null)).toMatchObject({
      kind: 'image',
      text: 'Photo',
    });
    expect(lineOfQuote(quote({ kind: 'hologram' }), null).kind).toBe('unsupported');
  });

  it('is nothing once it was taken back, also when only the quoted message tells so', () => {
    expect(lineOfQuote(quote({ text: '' }), null).isDeleted).toBe(true);
    const deleted = aMessage(1, 1, { deletion: { by: CONTACT, at: 2 } });
    expect(lineOfQuote(quote({ kind: 'image' }), deleted).isDeleted).toBe(true);
    expect(lineOfMessage(deleted).isDeleted).toBe(true);
  });
});
