import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flow } from '#shared/domain/bot/flow.ts';
import { flowSchema, stepOf } from '#shared/domain/bot/flow.ts';
import { flowFromFile, flowToFile } from '#shared/domain/bot/flow-file.ts';
import { BOT_LIMITS } from '#shared/domain/bot/limits.ts';
import { flowProblems, hasErrors } from '#shared/domain/bot/problems.ts';
import { botRunSchema } from '#shared/domain/bot/run.ts';
import { isAsking } from '#shared/domain/bot/steps.ts';
import { messagesInARow } from '#shared/domain/bot/ways.ts';
import { anyEvent, anyFlow } from '#test/doubles/bot/any-flow.ts';
import { TestChat } from '#test/doubles/bot/test-chat.ts';

const nobody = { tagIds: [], agentIds: [] };
const isValid = (flow: Flow) => !hasErrors(flowProblems(flow, nobody));
const validFlow = anyFlow.filter(isValid);

/** The most that a flow says by itself wherever it may be. */
const mostInARow = (flow: Flow) =>
  Math.max(1, ...flow.steps.map((step) => messagesInARow(flow, step)));

test('after one message of the customer’s it says what the flow says there, and no more', () => {
  let said = 0;
  fc.assert(
    fc.property(validFlow, fc.array(anyEvent, { maxLength: 12 }), (flow, events) => {
      const chat = new TestChat(flow);
      const limit = mostInARow(flow);
      expect(limit).toBeLessThanOrEqual(BOT_LIMITS.inARow + 1);
      expect(chat.begin().length).toBeLessThanOrEqual(limit);
      for (const event of events) {
        const waits = chat.run === null ? null : stepOf(flow, chat.run.at);
        const before = chat.run;
        const texts =
          'write' in event ? chat.write(event.write, event.isEarly) : chat.wait(event.minutes);
        said += texts.length;
        // Two without a word in between only where a flow has two steps that speak.
        if ('write' in event) expect(texts.length).toBeLessThanOrEqual(limit);
        // Nobody wrote, so only a time-out or a pause of the flow makes it speak.
        else if (texts.length > 0) {
          expect(before).not.toBeNull();
          expect(chat.now).toBeGreaterThanOrEqual(before!.due);
          const speaks =
            waits?.kind === 'wait' || (waits && isAsking(waits) && waits.timeout !== null);
          expect(speaks).toBe(true);
        }
        if (before === null) expect(texts).toEqual([]);
        if (chat.run !== null) botRunSchema.parse(chat.run);
      }
    }),
    { numRuns: 4_000 },
  );
  expect(said).toBeGreaterThan(1_000);
});

test('a person is always one word away', () => {
  fc.assert(
    fc.property(validFlow, fc.array(anyEvent, { maxLength: 8 }), (flow, events) => {
      const chat = new TestChat(flow);
      chat.begin();
      for (const event of events) {
        if ('write' in event) chat.write(event.write, event.isEarly);
        else chat.wait(event.minutes);
      }
      if (chat.run === null) return;
      chat.now += 120_000;
      chat.write('Talk to a person!');
      expect(chat.over).toBe('asked-for-person');
    }),
  );
});

test('two that are not understood are the end, from wherever it waits', () => {
  fc.assert(
    fc.property(validFlow, (flow) => {
      const chat = new TestChat(flow);
      chat.begin();
      const at = chat.run === null ? null : stepOf(flow, chat.run.at);
      if (at === null || (at.kind !== 'menu' && at.kind !== 'language')) return;
      expect(chat.write('gibberish one')).toHaveLength(1);
      chat.write('gibberish two');
      expect(chat.over).toBe('not-understood');
    }),
  );
});

test('a flow that the checks accept never gets lost, whatever is written', () => {
  fc.assert(
    fc.property(validFlow, fc.array(anyEvent, { maxLength: 15 }), (flow, events) => {
      const chat = new TestChat(flow);
      chat.begin();
      for (const event of events) {
        if ('write' in event) chat.write(event.write, event.isEarly);
        else chat.wait(event.minutes);
        expect(chat.over).not.toBe('lost');
      }
    }),
    { numRuns: 300 },
  );
});

test('the engine ends for every flow, also for those that the checks refuse', () => {
  fc.assert(
    fc.property(anyFlow, fc.array(anyEvent, { maxLength: 8 }), (flow, events) => {
      const chat = new TestChat(flow);
      expect(chat.begin().length).toBeLessThanOrEqual(flow.steps.length + 1);
      for (const event of events) {
        if ('write' in event) chat.write(event.write, event.isEarly);
        else chat.wait(event.minutes);
      }
    }),
  );
});

test('a flow comes back from its file as it went', () => {
  const names = { tags: [], agents: [] };
  fc.assert(
    fc.property(anyFlow, (flow) => {
      expect(flowFromFile(flowToFile(flow, names), names)).toEqual({
        ok: true,
        flow: flowSchema.parse(flow),
      });
    }),
  );
});
