import { describe, expect, test } from 'vitest';
import { allHold, holds } from '#shared/domain/rules/conditions.ts';
import type { RuleView } from '#shared/domain/rules/conditions.ts';
import { mergedRulePart, rulePartAfter } from '#shared/domain/rules/part.ts';
import { hasRuleErrors, ruleProblems } from '#shared/domain/rules/problems.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { Condition, Rule } from '#shared/domain/rules/rule.ts';
import { ruleText } from '#shared/domain/rules/text.ts';
import type { AgentId, OutcomeId, TagId } from '#shared/domain/ids.ts';
import { aRule, replyAction, words } from '#test/doubles/rules/rules.ts';
import { aContact, aConversation } from '#test/doubles/store/builders.ts';

const tag = (id: number) => id as TagId;

function view(changes: Partial<RuleView> = {}): RuleView {
  const contact = aContact(1, { phone: '+4915112345', fields: { Kind: 'VIP Kundé' } });
  const conversation = aConversation(1, { contact, tags: [tag(2)] });
  return { conversation, isOpen: () => true, isFirst: false, defined: () => [], ...changes };
}

describe('conditions', () => {
  test.each<[Condition, boolean]>([
    [{ type: 'office', is: 'open' }, true],
    [{ type: 'office', is: 'closed' }, false],
    [{ type: 'tag', tagId: tag(2), has: true }, true],
    [{ type: 'tag', tagId: tag(2), has: false }, false],
    [{ type: 'tag', tagId: tag(3), has: false }, true],
    [{ type: 'field', name: 'kind', how: 'has', value: '' }, true],
    [{ type: 'field', name: 'kind', how: 'lacks', value: '' }, false],
    [{ type: 'field', name: 'other', how: 'lacks', value: '' }, true],
    [{ type: 'field', name: 'KIND', how: 'contains', value: 'vip' }, true],
    [{ type: 'field', name: 'Kind', how: 'is', value: 'vip kunde' }, true],
    [{ type: 'field', name: 'Kind', how: 'is', value: 'vip' }, false],
    [{ type: 'owner', is: 'waiting' }, true],
    [{ type: 'owner', is: 'owned' }, false],
    [{ type: 'first-message' }, false],
    [{ type: 'number', prefixes: ['+49 151', '+34'], is: true }, true],
    [{ type: 'number', prefixes: ['0049'], is: false }, false],
    [{ type: 'number', prefixes: ['+34'], is: false }, true],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition, view())).toBe(expected);
  });

  test('all of them have to hold', () => {
    const conditions: Condition[] = [
      { type: 'office', is: 'open' },
      { type: 'owner', is: 'owned' },
    ];
    expect(allHold({ conditions }, view())).toBe(false);
    expect(allHold({ conditions: [] }, view())).toBe(true);
  });

  test('nothing is said of a number that is not known', () => {
    const contact = aContact(1, { phone: null });
    const unknown = view({ conversation: aConversation(1, { contact }) });
    for (const is of [true, false]) {
      expect(holds({ type: 'number', prefixes: ['+49'], is }, unknown)).toBe(false);
    }
  });
});

describe('problems', () => {
  const office = {
    tagIds: [tag(1)],
    outcomeIds: [1 as OutcomeId],
    agentIds: [1 as AgentId],
  };
  const codes = (changes: Partial<Rule>) =>
    ruleProblems(aRule('Rule', changes), office).map(({ code }) => code);

  test('a rule that can work has none', () => {
    expect(codes({ when: words(['invoice']) })).toEqual([]);
  });

  test('what is missing, gone or impossible is found where it is', () => {
    expect(codes({ then: [] })).toEqual(['no-actions']);
    expect(codes({ when: words(['!?', 'one two three four five six seven eight nine']) })).toEqual([
      'phrase-empty',
      'phrase-too-long',
    ]);
    expect(codes({ when: words([], { isWhole: true }) })).toEqual(['whole-of-nothing']);
    expect(codes({ when: { type: 'tagged', tagId: null } })).toEqual(['tag-missing']);
    expect(codes({ then: [{ type: 'tag', tagId: tag(9) }] })).toEqual(['tag-gone']);
    const to = { type: 'agent', agentId: 9 as AgentId } as const;
    expect(codes({ then: [{ type: 'assign', to, evenWhenOwned: false }] })).toEqual(['agent-gone']);
    expect(codes({ then: [replyAction(' ')], when: words(['a']) })).toEqual(['text-missing']);
    expect(codes({ then: [replyAction('One'), replyAction('Two')], when: words(['a']) })).toEqual([
      'two-replies',
    ]);
    const first: Condition = { type: 'first-message' };
    expect(codes({ when: { type: 'waited', minutes: 5 }, conditions: [first] })).toEqual([
      'only-with-messages',
    ]);
    const both: Condition[] = [
      { type: 'tag', tagId: tag(1), has: true },
      { type: 'tag', tagId: tag(1), has: false },
    ];
    expect(codes({ conditions: both })).toEqual(['contradiction', 'contradiction']);
  });

  test('who answers everybody is warned, and may', () => {
    const rule = aRule('Rule', { then: [replyAction('Hello')] });
    const problems = ruleProblems(rule, office);
    expect(problems).toMatchObject([{ code: 'answers-every-message', isWarning: true }]);
    expect(hasRuleErrors(problems)).toBe(false);
  });
});

test('a text has the contact’s names and fields in it, and no gaps', () => {
  const known = { name: 'Anna', office: 'Roofs', fields: { Need: 'a roof' } };
  expect(ruleText('Hello {name}, {need} from {office}!', known)).toBe(
    'Hello Anna, a roof from Roofs!',
  );
  expect(ruleText('Hello {name}! {nothing}', { ...known, name: null })).toBe('Hello!');
});

test('what rules did is remembered of both conversations that become one', () => {
  const one = 1 as RuleId;
  const replied = rulePartAfter(null, { ruleId: one, replied: true });
  const waited = rulePartAfter(replied, { ruleId: one, waitedSince: 5 });
  expect(waited).toEqual({ replied: [1], waited: [{ ruleId: 1, since: 5 }] });
  expect(rulePartAfter(waited, { ruleId: one })).toBe(waited);
  const other = rulePartAfter(null, { ruleId: 2 as RuleId, waitedSince: 7 });
  expect(mergedRulePart(waited, other)).toEqual({
    replied: [1],
    waited: [
      { ruleId: 1, since: 5 },
      { ruleId: 2, since: 7 },
    ],
  });
});
