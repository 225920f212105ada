import { RULE_FORMAT } from './rule.ts';
import type {
  Condition,
  ConditionType,
  Rule,
  RuleAction,
  RuleActionType,
  Trigger,
  TriggerType,
} from './rule.ts';

/** Off, about every message, and without anything to do yet. */
export function emptyRule(name: string): Rule {
  return {
    format: RULE_FORMAT,
    name,
    isOn: false,
    when: newTrigger('message'),
    conditions: [],
    then: [],
    isLast: false,
  };
}

export function newTrigger(type: TriggerType): Trigger {
  switch (type) {
    case 'message':
      return { type, any: [], all: [], none: [], isWhole: false };
    case 'tagged':
      return { type, tagId: null };
    case 'waited':
      return { type, minutes: 30 };
    case 'closed':
      return { type, outcomeId: null };
  }
}

export function newCondition(type: ConditionType): Condition {
  switch (type) {
    case 'office':
      return { type, is: 'open' };
    case 'tag':
      return { type, tagId: null, has: true };
    case 'field':
      return { type, name: '', how: 'has', value: '' };
    case 'owner':
      return { type, is: 'waiting' };
    case 'first-message':
      return { type };
    case 'number':
      return { type, prefixes: [], is: true };
  }
}

export function newAction(type: RuleActionType): RuleAction {
  switch (type) {
    case 'tag':
    case 'untag':
      return { type, tagId: null };
    case 'assign':
      return { type, to: { type: 'queue' }, evenWhenOwned: false };
    case 'note':
      return { type, text: '' };
    case 'reply':
      return { type, text: '', evenWhenOwned: false };
    case 'notify':
      return { type, to: { type: 'admins' }, text: '' };
    case 'close':
      return { type, outcomeId: null, evenWhenOwned: false };
    case 'field':
      return { type, name: '', value: '' };
  }
}
