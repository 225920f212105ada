import { RULE_FORMAT } from '#shared/domain/rules/rule.ts';
import type { Rule, RuleAction, TriggerOf } from '#shared/domain/rules/rule.ts';

/** On, and about every message that a customer writes, unless it is said otherwise. */
export function aRule(name: string, changes: Partial<Rule> = {}): Rule {
  return {
    format: RULE_FORMAT,
    name,
    isOn: true,
    when: words(),
    conditions: [],
    then: [noteAction(`Noted by ${name}`)],
    isLast: false,
    ...changes,
  };
}

export function words(
  any: readonly string[] = [],
  changes: Partial<TriggerOf<'message'>> = {},
): TriggerOf<'message'> {
  return { type: 'message', any: [...any], all: [], none: [], isWhole: false, ...changes };
}

export function noteAction(text: string): RuleAction {
  return { type: 'note', text };
}

export function replyAction(text: string, evenWhenOwned = false): RuleAction {
  return { type: 'reply', text, evenWhenOwned };
}
