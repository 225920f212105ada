import { assertNever } from '../../util/assert.ts';
import type { AgentId, OutcomeId, TagId } from '../ids.ts';
import { digitsOf } from './conditions.ts';
import { RULE_LIMITS } from './limits.ts';
import type { Condition, Rule, RuleAction, Trigger } from './rule.ts';
import { wordsOfPhrase } from './words.ts';

export type RuleProblemCode =
  | 'no-actions'
  | 'phrase-empty'
  | 'phrase-too-long'
  | 'whole-of-nothing'
  | 'tag-missing'
  | 'tag-gone'
  | 'outcome-gone'
  | 'agent-missing'
  | 'agent-gone'
  | 'field-missing'
  | 'value-missing'
  | 'text-missing'
  | 'prefix-missing'
  | 'prefix-not-a-number'
  | 'only-with-messages'
  | 'contradiction'
  | 'closed-already'
  | 'two-replies'
  | 'answers-every-message';

/** What is wrong with a rule, and where. */
export interface RuleProblem {
  readonly part: 'when' | 'condition' | 'action';
  /** Which condition or action, from 0; null for the trigger and for all of them. */
  readonly index: number | null;
  readonly code: RuleProblemCode;
  /** Which words, for example. */
  readonly detail?: string;
  /** It works all the same. */
  readonly isWarning?: true;
}

/** What is there to be named; without what was retired, and without who left. */
export interface OfficeThings {
  readonly tagIds: readonly TagId[];
  readonly outcomeIds: readonly OutcomeId[];
  readonly agentIds: readonly AgentId[];
}

/** Why a rule cannot do what it says. */
export function ruleProblems(rule: Rule, office: OfficeThings): RuleProblem[] {
  const at = (part: RuleProblem['part'], index: number | null) => (found: Found) => ({
    part,
    index,
    ...found,
  });
  const { when, conditions, then } = rule;
  return [
    ...triggerProblems(when, office).map(at('when', null)),
    ...conditions.flatMap((condition, index) =>
      conditionProblems(condition, rule, office).map(at('condition', index)),
    ),
    ...(then.length === 0 ? [at('action', null)({ code: 'no-actions' })] : []),
    ...then.flatMap((action, index) =>
      actionProblems(action, rule, office).map(at('action', index)),
    ),
  ];
}

export function hasRuleErrors(problems: readonly RuleProblem[]): boolean {
  return problems.some(({ isWarning }) => isWarning === undefined);
}

type Found = Pick<RuleProblem, 'code' | 'detail' | 'isWarning'>;

function triggerProblems(when: Trigger, office: OfficeThings): Found[] {
  switch (when.type) {
    case 'message': {
      const phrases = [...when.any, ...when.all, ...when.none];
      const isOfNothing = when.isWhole && when.any.length + when.all.length === 0;
      return [
        ...phrases.flatMap(phraseProblems),
        ...(isOfNothing ? [{ code: 'whole-of-nothing' } as const] : []),
      ];
    }
    case 'tagged':
      return tagProblems(when.tagId, office);
    case 'closed':
      return when.outcomeId === null ? [] : outcomeProblems(when.outcomeId, office);
    case 'waited':
      return [];
    default:
      return assertNever(when);
  }
}

function phraseProblems(phrase: string): Found[] {
  const { length } = wordsOfPhrase(phrase);
  if (length === 0) return [{ code: 'phrase-empty', detail: phrase }];
  return length > RULE_LIMITS.wordsOfPhrase ? [{ code: 'phrase-too-long', detail: phrase }] : [];
}

function conditionProblems(condition: Condition, rule: Rule, office: OfficeThings): Found[] {
  switch (condition.type) {
    case 'tag':
      return [
        ...tagProblems(condition.tagId, office),
        ...(isContradicted(condition, rule) ? [{ code: 'contradiction' } as const] : []),
      ];
    case 'field': {
      const { name, how, value } = condition;
      if (name === '') return [{ code: 'field-missing' }];
      const needsValue = how === 'is' || how === 'contains';
      return needsValue && value.trim() === '' ? [{ code: 'value-missing' }] : [];
    }
    case 'first-message':
      return rule.when.type === 'message' ? [] : [{ code: 'only-with-messages' }];
    case 'number': {
      if (condition.prefixes.length === 0) return [{ code: 'prefix-missing' }];
      const wrong = condition.prefixes.find((prefix) => digitsOf(prefix) === '');
      return wrong === undefined ? [] : [{ code: 'prefix-not-a-number', detail: wrong }];
    }
    case 'office':
    case 'owner':
      return isContradicted(condition, rule) ? [{ code: 'contradiction' }] : [];
    default:
      return assertNever(condition);
  }
}

/** Another condition, or the trigger, says the opposite: it never happens. */
function isContradicted(condition: Condition, { conditions, when }: Rule): boolean {
  const { type } = condition;
  if (type === 'tag' && when.type === 'tagged' && condition.tagId === when.tagId) {
    if (!condition.has) return true;
  }
  if (type === 'owner' && when.type === 'closed') return true;
  return conditions.some((other) => {
    if (type === 'tag' && other.type === 'tag') {
      return other.tagId === condition.tagId && other.has !== condition.has;
    }
    if (type === 'office' && other.type === 'office') return other.is !== condition.is;
    return type === 'owner' && other.type === 'owner' && other.is !== condition.is;
  });
}

function actionProblems(action: RuleAction, rule: Rule, office: OfficeThings): Found[] {
  switch (action.type) {
    case 'tag':
    case 'untag':
      return tagProblems(action.tagId, office);
    case 'assign': {
      const { to } = action;
      const isClosed: Found[] = rule.when.type === 'closed' ? [{ code: 'closed-already' }] : [];
      if (to.type === 'agent') return [...isClosed, ...agentProblems(to.agentId, office)];
      return to.type === 'tag' ? [...isClosed, ...tagProblems(to.tagId, office)] : isClosed;
    }
    case 'note':
      return textProblems(action.text);
    case 'reply':
      return [
        ...textProblems(action.text),
        ...(rule.then.find(({ type }) => type === 'reply') === action ? [] : [TWO_REPLIES]),
        ...(answersAll(rule) ? [ANSWERS_ALL] : []),
      ];
    case 'notify': {
      const { to, text } = action;
      const named = to.type === 'agents' ? to.agentIds : [];
      const isNobody = to.type === 'agents' && named.length === 0;
      return [
        ...textProblems(text),
        ...(isNobody ? [{ code: 'agent-missing' } as const] : []),
        ...named.flatMap((id) => agentProblems(id, office)),
      ];
    }
    case 'close': {
      const isClosed: Found[] = rule.when.type === 'closed' ? [{ code: 'closed-already' }] : [];
      const { outcomeId } = action;
      return outcomeId === null ? isClosed : [...isClosed, ...outcomeProblems(outcomeId, office)];
    }
    case 'field':
      if (action.name === '') return [{ code: 'field-missing' }];
      return action.value === '' ? [{ code: 'value-missing' }] : [];
    default:
      return assertNever(action);
  }
}

const TWO_REPLIES = { code: 'two-replies' } as const;
const ANSWERS_ALL = { code: 'answers-every-message', isWarning: true } as const;

/** A reply to whatever anybody writes, in every chat. */
function answersAll({ when, conditions }: Rule): boolean {
  if (when.type !== 'message' || conditions.length > 0) return false;
  return when.any.length + when.all.length === 0;
}

function tagProblems(id: TagId | null, { tagIds }: OfficeThings): Found[] {
  if (id === null) return [{ code: 'tag-missing' }];
  return tagIds.includes(id) ? [] : [{ code: 'tag-gone' }];
}

function outcomeProblems(id: OutcomeId, { outcomeIds }: OfficeThings): Found[] {
  return outcomeIds.includes(id) ? [] : [{ code: 'outcome-gone' }];
}

function agentProblems(id: AgentId | null, { agentIds }: OfficeThings): Found[] {
  if (id === null) return [{ code: 'agent-missing' }];
  return agentIds.includes(id) ? [] : [{ code: 'agent-gone' }];
}

function textProblems(text: string): Found[] {
  return text.trim() === '' ? [{ code: 'text-missing' }] : [];
}
