import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PollContent } from '#shared/domain/content-kinds.ts';
import { hindranceOfChoice, inPollOrder, isSameChoice, toggled } from '#shared/domain/poll-vote.ts';

const one: PollContent = {
  kind: 'poll',
  question: 'Which day?',
  options: ['Monday', 'Friday', 'Sunday'],
  allowsMany: false,
};
const many: PollContent = { ...one, allowsMany: true };

describe('a choice in a poll', () => {
  test('is of answers that are there, and one alone where the poll takes one', () => {
    expect(hindranceOfChoice(one, ['Monday'])).toBeNull();
    expect(hindranceOfChoice(one, ['Monday', 'Friday'])).toBe('one-answer-only');
    expect(hindranceOfChoice(many, ['Monday', 'Friday'])).toBeNull();
    for (const poll of [one, many]) {
      expect(hindranceOfChoice(poll, [])).toBeNull();
      expect(hindranceOfChoice(poll, ['Tuesday'])).toBe('no-such-answer');
    }
  });

  test('is the same in whatever order it is told', () => {
    expect(isSameChoice(['Friday', 'Monday'], ['Monday', 'Friday'])).toBe(true);
    expect(isSameChoice(['Friday'], ['Monday', 'Friday'])).toBe(false);
    expect(isSameChoice([], [])).toBe(true);
    expect(inPollOrder(many, ['Sunday', 'Monday', 'Sunday'])).toEqual(['Monday', 'Sunday']);
  });

  test('moves with a click where the poll takes one answer, and grows where it takes several', () => {
    expect(toggled(one, ['Monday'], 'Friday')).toEqual(['Friday']);
    expect(toggled(one, ['Monday'], 'Monday')).toEqual([]);
    expect(toggled(many, ['Friday'], 'Monday')).toEqual(['Monday', 'Friday']);
    expect(toggled(many, ['Monday', 'Friday'], 'Monday')).toEqual(['Friday']);
  });

  test('is one that the poll takes after any clicks, and each second click undoes the first', () => {
    const clicks = fc.array(fc.constantFrom(...one.options), { maxLength: 12 });
    fc.assert(
      fc.property(clicks, fc.boolean(), (names, allowsMany) => {
        const poll = { ...one, allowsMany };
        const choice = names.reduce<string[]>((last, name) => toggled(poll, last, name), []);
        expect(hindranceOfChoice(poll, choice)).toBeNull();
        for (const name of many.options) {
          const twice = toggled(many, toggled(many, choice, name), name);
          expect(isSameChoice(twice, choice)).toBe(true);
        }
      }),
    );
  });
});
