import { expect, test } from 'vitest';
import {
  readyMadeFlow,
  readyMadeLanguages,
  readyMadeNames,
} from '#shared/domain/bot/ready-made/index.ts';
import { withLanguage } from '#shared/domain/bot/ready-made/standard-words.ts';
import { flowSchema } from '#shared/domain/bot/flow.ts';
import type { Flow } from '#shared/domain/bot/flow.ts';
import { flowProblems, hasErrors } from '#shared/domain/bot/problems.ts';
import type { Step } from '#shared/domain/bot/steps.ts';
import { aFlow, en, end, menu, message, option, question } from '#test/doubles/bot/flows.ts';

const office = { tagIds: [7], agentIds: [3] };
const found = (flow: Flow) =>
  flowProblems(flow, office).map(
    ({ stepId, field, code }) => `${stepId ?? 'flow'} ${field}: ${code}`,
  );
const errors = (steps: readonly Step[]) =>
  found(aFlow(steps)).filter((each) => !each.endsWith('never-reached'));

test('the ready-made flows have none, in any of their languages', () => {
  const tags = [{ id: 7, name: 'Sales' }] as never;
  for (const name of readyMadeNames) {
    for (const language of readyMadeLanguages) {
      const flow = readyMadeFlow(name, language, name === 'welcome' ? tags : []);
      expect(flowSchema.parse(flow)).toEqual(flow);
      expect(found(flow)).toEqual([]);
    }
  }
});

test('a way that leads nowhere is named', () => {
  expect(errors([message('a', 'Hi')])).toContain('a next: nothing-follows');
  expect(errors([message('a', 'Hi', 'gone'), end()])).toContain('a next: step-missing');
  expect(errors([menu('a', [option('One', 'gone')]), end()])).toContain('a option 1: step-missing');
});

test('so are loops without a word of the customer’s, also by way of a time-out or a pause', () => {
  expect(errors([message('a', 'Hi', 'b'), message('b', 'Ho', 'a')])).toEqual(
    expect.arrayContaining(['a step: endless', 'b step: endless']),
  );
  const wait: Step = { kind: 'wait', id: 'b', seconds: 9, next: 'a' };
  expect(errors([message('a', 'Hi'), wait])).toContain('b step: endless');
  const asked = menu('a', [option('End', 'end')]);
  const again = { ...asked, timeout: { minutes: 1, next: 'a' } } as Step;
  expect(errors([again, end()])).toContain('a step: endless');
  expect(errors([menu('a', [option('Again', 'a'), option('End', 'end')]), end()])).toEqual([]);
});

test('and a menu that never lets go', () => {
  expect(errors([menu('a', [option('Again', 'a')]), end()])).toContain('a step: no-way-out');
});

test('more messages in a row than anybody wants to read are refused', () => {
  const many = [1, 2, 3, 4, 5, 6].map((number) => message(`m${number}`, 'Hi'));
  expect(errors([...many, end()])).toContain('m1 step: too-many-in-a-row');
  expect(errors([...many.slice(1), end()])).toEqual([]);
});

test('menus within menus have a limit', () => {
  const levels = [1, 2, 3, 4, 5, 6, 7].map((level) =>
    menu(`m${level}`, [option('Deeper', level < 7 ? `m${level + 1}` : 'end')]),
  );
  expect(errors([...levels, end()])).toEqual(['m7 step: too-deep']);
});

test('what is missing is named with its step and its field', () => {
  const tag: Step = { kind: 'tag', id: 't', tagId: 8 as never, next: null };
  const to: Step = { kind: 'handover', id: 'h', text: {}, to: { type: 'agent', agentId: null } };
  expect(errors([message('a', ' '), question('q', ''), tag, to])).toEqual([
    'a text: text-missing',
    'q field: field-missing',
    't tag: tag-missing',
    'h to: agent-missing',
  ]);
  expect(errors([menu('a', []), end()])).toContain('a options: options-missing');
  expect(
    errors([menu('a', [option('Car', 'end'), option('Auto', 'end', ['CÁR'])]), end()]),
  ).toEqual(['a options: same-words']);
  expect(errors([message('a', 'Hi {nmae}'), end()])).toEqual(['a text: variable-unknown']);
  expect(errors([question('q', 'Need'), message('a', '{need}, {NAME}'), end()])).toEqual([]);
});

test('a missing translation and a step that nobody gets to are warnings', () => {
  const flow = withLanguage(aFlow([message('a', 'Hi', 'end'), message('b', 'Ho'), end()]), 'de');
  const problems = flowProblems(flow, office);
  expect(problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['translation-missing', 'never-reached']),
  );
  expect(hasErrors(problems)).toBe(false);
});

test('a flow without steps says that it has none', () => {
  expect(found(aFlow([]))).toEqual(['flow steps: no-steps']);
});

test('a caption may be as long as WhatsApp takes one', () => {
  const media = {
    kind: 'image',
    hash: 'a'.repeat(64) as never,
    mime: 'image/png',
    bytes: 1,
    fileName: 'a.png',
  } as const;
  const step = {
    kind: 'message',
    id: 'a',
    text: en('x'.repeat(1_025)),
    media,
    next: null,
  } as const;
  expect(errors([step, end()])).toEqual(['a text: text-too-long']);
});
