import { describe, expect, test } from 'vitest';
import { emptyRule, newAction, newCondition, newTrigger } from '#shared/domain/rules/new-part.ts';
import { ruleProblems } from '#shared/domain/rules/problems.ts';
import { readyMadeRule, readyMadeRuleNames } from '#shared/domain/rules/ready-made.ts';
import { missingKey, rulesFromFile, rulesToFile } from '#shared/domain/rules/rule-file.ts';
import { conditionSchema, ruleActionSchema, triggerSchema } from '#shared/domain/rules/rule.ts';
import type { Rule } from '#shared/domain/rules/rule.ts';
import { wordMatcher } from '#shared/domain/rules/words.ts';
import type { AgentId, OutcomeId, TagId } from '#shared/domain/ids.ts';
import { aRule } from '#test/doubles/rules/rules.ts';

const names = {
  tags: [{ id: 3, name: 'Billing' }],
  agents: [{ id: 5, name: 'Ben' }],
  outcomes: [{ id: 7, name: 'Done' }],
};

const rule: Rule = aRule('Invoices', {
  isOn: false,
  when: { type: 'closed', outcomeId: 7 as OutcomeId },
  conditions: [{ type: 'tag', tagId: 3 as TagId, has: true }],
  then: [
    { type: 'assign', to: { type: 'agent', agentId: 5 as AgentId }, evenWhenOwned: false },
    { type: 'notify', to: { type: 'agents', agentIds: [5 as AgentId] }, text: 'Look' },
    { type: 'close', outcomeId: null, evenWhenOwned: true },
  ],
});

describe('a file of rules', () => {
  test('has names where the office has ids, and comes back as it was', () => {
    const file = rulesToFile([rule], names);
    expect(file).not.toMatch(/Id"/);
    expect(file).toContain('"tag": "Billing"');
    expect(rulesFromFile(file, names)).toEqual({ ok: true, rules: [rule], missing: [] });
  });

  test('is switched off wherever it is read', () => {
    const file = rulesToFile([{ ...rule, isOn: true }], names);
    expect(rulesFromFile(file, names)).toMatchObject({ rules: [{ isOn: false }] });
  });

  test('asks for each name that is not known, once, and takes what is chosen', () => {
    const file = rulesToFile([rule, { ...rule, name: 'Again' }], names);
    const other = { ...names, agents: [{ id: 9, name: 'Cleo' }] };
    const ben = { kind: 'agents', name: 'Ben' } as const;
    expect(rulesFromFile(file, other)).toMatchObject({ ok: true, missing: [ben] });
    const read = rulesFromFile(file, other, new Map([[missingKey(ben), 9]]));
    expect(read).toMatchObject({
      missing: [],
      rules: [{ then: [{ to: { agentId: 9 } }, { to: { agentIds: [9] } }, {}] }, {}],
    });
    const left = rulesFromFile(file, other, new Map([[missingKey(ben), null]]));
    expect(left).toMatchObject({
      missing: [],
      rules: [{ then: [{ to: { agentId: null } }, { to: { agentIds: [] } }, {}] }, {}],
    });
  });

  test('says what is wrong in it, and in which rule', () => {
    const problem = (text: string) => {
      const read = rulesFromFile(text, names);
      return read.ok ? null : read.problems[0];
    };
    expect(problem('{')).toMatchObject({ code: 'not-json', rule: null });
    expect(problem('{"kind":"deskline-settings"}')).toMatchObject({ code: 'not-rules' });
    expect(problem('{"kind":"deskline-rules","format":9,"rules":[]}')).toMatchObject({
      code: 'newer-format',
    });
    const wrong = { ...rule, when: { type: 'waited', minutes: 0 } };
    const file = JSON.stringify({ kind: 'deskline-rules', format: 1, rules: [rule, wrong] });
    expect(problem(file)).toMatchObject({ code: 'value', rule: 2, field: 'when.minutes' });
  });
});

test('new parts fit their schemas', () => {
  for (const { shape } of triggerSchema.options) {
    expect(triggerSchema.parse(newTrigger(shape.type.value))).toBeTruthy();
  }
  for (const { shape } of conditionSchema.options) {
    expect(conditionSchema.parse(newCondition(shape.type.value))).toBeTruthy();
  }
  for (const { shape } of ruleActionSchema.options) {
    expect(ruleActionSchema.parse(newAction(shape.type.value))).toBeTruthy();
  }
  expect(emptyRule('Empty').isOn).toBe(false);
});

test('ready-made rules can work, but for a tag that the office may not have', () => {
  for (const name of readyMadeRuleNames) {
    const made = readyMadeRule(name, { name, note: 'Look' }, []);
    const codes = ruleProblems(made, { tagIds: [], outcomeIds: [], agentIds: [] }).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(name === 'invoices' ? ['tag-missing'] : []);
  }
});

test('the ready-made thank-you closes nothing that says more than that', () => {
  const { when } = readyMadeRule('thanks', { name: 'Thanks', note: '' }, []);
  if (when.type !== 'message') throw new Error('it is about messages');
  const matcher = wordMatcher(when);
  for (const said of ['Thank you so much!', 'ok thanks 👍', 'Vielen Dank', 'Muchas gracias']) {
    expect(matcher.match(said), said).not.toBeNull();
  }
  for (const said of [
    'Thanks, and when will it come?',
    'Hello',
    '',
    'So?',
    'ok',
    'Thank you for nothing',
  ]) {
    expect(matcher.match(said), said).toBeNull();
  }
});
