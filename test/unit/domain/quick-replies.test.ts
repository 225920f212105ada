import { describe, expect, test } from 'vitest';
import {
  fillQuickReply,
  matchingQuickReplies,
  quickReplySchema,
} from '#shared/domain/quick-replies.ts';

const values = { name: 'Anna Berg', 'first-name': 'Anna', phone: '+49 1', me: 'Ben' };

describe('what stands in braces', () => {
  test('is filled in, as often as it is there', () => {
    expect(fillQuickReply('Hello {first-name}, {first-name}! {me}', values)).toBe(
      'Hello Anna, Anna! Ben',
    );
  });

  test('takes the space before it along where nothing is known', () => {
    const unknown = { ...values, 'first-name': '' };
    expect(fillQuickReply('Hello {first-name}, how are you?', unknown)).toBe('Hello, how are you?');
  });

  test('stays as it is when it is no placeholder, and what is filled in is not read again', () => {
    expect(fillQuickReply('{price} {Name} {}', values)).toBe('{price} {Name} {}');
    expect(fillQuickReply('{name}', { ...values, name: '{me} $& $1' })).toBe('{me} $& $1');
  });
});

describe('a field of contacts in braces', () => {
  const fieldOf = (name: string) =>
    new Map([
      ['Insurance', 'Private'],
      ['Birthday', ''],
    ]).get(name) ?? null;

  test('is filled in when the office has it, and a name of ours comes first', () => {
    expect(fillQuickReply('Your insurance: {Insurance}', values, fieldOf)).toBe(
      'Your insurance: Private',
    );
    expect(fillQuickReply('{name} {Unknown}', values, () => null)).toBe('Anna Berg {Unknown}');
    expect(fillQuickReply('{name}', values, () => 'not this')).toBe('Anna Berg');
  });

  test('takes the space before it along where nothing is known', () => {
    expect(fillQuickReply('Born {Birthday}!', values, fieldOf)).toBe('Born!');
  });
});

describe('what is typed after the slash', () => {
  const replies = ['thanks', 'hours', 'address', 'Öffnung'].map((shortcut) => ({
    shortcut,
    text: shortcut === 'address' ? 'Our house is at 5 High Street' : '',
  }));
  const found = (query: string) =>
    matchingQuickReplies(query, replies).map(({ shortcut }) => shortcut);

  test('finds shortcuts that begin like it before texts with such a word', () => {
    expect(found('ho')).toEqual(['hours', 'address']);
  });

  test('does not need the accents or the case', () => {
    expect(found('OFF')).toEqual(['Öffnung']);
    expect(found('HIGH')).toEqual(['address']);
  });

  test('finds all of them in order when it is nothing yet, and none that do not fit', () => {
    expect(found('')).toEqual(['address', 'hours', 'Öffnung', 'thanks']);
    expect(found('zz')).toEqual([]);
    expect(found('(')).toEqual([]);
  });
});

describe('a quick reply', () => {
  const some = { id: 1, shortcut: 'hours', text: 'We are open.', ownerId: null, file: null };
  const file = { kind: 'document', hash: 'a'.repeat(64), fileName: 'prices.pdf' };

  test.each([
    [some, true],
    [{ ...some, text: '', file }, true],
    [{ ...some, text: ' ', file: null }, false],
    [{ ...some, text: 'x'.repeat(4_000) }, true],
    [{ ...some, text: 'x'.repeat(1_025), file }, false],
    [{ ...some, shortcut: 'two words' }, false],
    [{ ...some, shortcut: '/slash' }, false],
    [{ ...some, shortcut: '' }, false],
    [{ ...some, shortcut: 'नमस्ते' }, true],
  ])('%j can be one: %s', (wanted, isOne) => {
    expect(quickReplySchema.safeParse(wanted).success).toBe(isOne);
  });
});
