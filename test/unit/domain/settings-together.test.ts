import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsFrom } from '#shared/domain/settings.ts';
import { problemOfAll, togetherProblem, withSettings } from '#shared/domain/settings-together.ts';

const waits = (amber: number, red: number) =>
  settingsFrom([
    ['waiting.amberMinutes', amber],
    ['waiting.redMinutes', red],
  ]);

test('amber comes before red, whichever of the two is changed', () => {
  const usual = waits(5, 15);
  expect(togetherProblem(usual, 'waiting.amberMinutes', 14)).toBeNull();
  expect(togetherProblem(usual, 'waiting.amberMinutes', 15)).toBe('amber-not-before-red');
  expect(togetherProblem(usual, 'waiting.redMinutes', 6)).toBeNull();
  expect(togetherProblem(usual, 'waiting.redMinutes', 5)).toBe('red-not-after-amber');
  expect(togetherProblem(usual, 'routing.capacity', 1)).toBeNull();
});

test('of both at once it counts how they are afterwards', () => {
  const usual = waits(5, 15);
  expect(problemOfAll(usual, { 'waiting.amberMinutes': 20, 'waiting.redMinutes': 30 })).toBeNull();
  expect(problemOfAll(usual, { 'waiting.amberMinutes': 20 })).toBe('waiting.amberMinutes');
  expect(problemOfAll(usual, { 'routing.capacity': 3 })).toBeNull();
});

test('no row of accepted changes ever puts amber behind red', () => {
  const minutes = fc.integer({ min: 1, max: 1_440 });
  const name = fc.constantFrom('waiting.amberMinutes', 'waiting.redMinutes');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, minutes)), (changes) => {
      let settings = waits(5, 15);
      for (const [which, value] of changes) {
        const problem = togetherProblem(settings, which, value);
        const next = withSettings(settings, [[which, value]]);
        expect(problem === null).toBe(next.waiting.amberMinutes < next.waiting.redMinutes);
        if (problem === null) settings = next;
      }
    }),
  );
});
