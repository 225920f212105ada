import { listOf, oneOf } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { OfficeOfRules } from '#renderer/state/automation/rule-editing.svelte.ts';
import type { Condition, Rule, RuleAction, TriggerOf } from '#shared/domain/rules/rule.ts';
import { assertNever } from '#shared/util/assert.ts';

const SHOWN_WORDS = 5;
const SHOWN_TEXT = 60;

/** What a rule does, as one sentence that anybody can read. */
export function ruleSentence(rule: Rule, office: OfficeOfRules): string {
  const { sentence } = t.automation;
  const conditions = rule.conditions.map((condition) => conditionText(condition, office));
  const actions = rule.then.map((action) => actionText(action, office));
  const then = actions.length === 0 ? sentence.nothing : listOf(actions);
  return sentence.whole(triggerText(rule, office), listOf(conditions), then);
}

function triggerText({ when }: Rule, office: OfficeOfRules): string {
  const { sentence } = t.automation;
  switch (when.type) {
    case 'message':
      return messageText(when);
    case 'tagged':
      return sentence.tagged(tagName(when.tagId, office));
    case 'waited':
      return sentence.waited(when.minutes);
    case 'closed':
      return when.outcomeId === null
        ? sentence.closed
        : sentence.closedAs(outcomeName(when.outcomeId, office));
    default:
      return assertNever(when);
  }
}

function messageText({ any, all, none, isWhole }: TriggerOf<'message'>): string {
  const { sentence } = t.automation;
  const wanted = [
    ...(any.length === 0 ? [] : [oneOf(shortened(any))]),
    ...(all.length === 0 ? [] : [listOf(shortened(all))]),
  ];
  if (wanted.length === 0) {
    return none.length === 0 ? sentence.anyMessage : sentence.writesWithout(oneOf(shortened(none)));
  }
  const words = listOf(wanted);
  const has = isWhole ? sentence.containsOnly(words) : sentence.contains(words);
  return none.length === 0 ? has : sentence.but(has, sentence.not(oneOf(shortened(none))));
}

function shortened(words: readonly string[]): readonly string[] {
  const shown = words.slice(0, SHOWN_WORDS).map((word) => `“${word}”`);
  const left = words.length - SHOWN_WORDS;
  return left > 0 ? [...shown, t.automation.sentence.others(left)] : shown;
}

export function conditionText(condition: Condition, office: OfficeOfRules): string {
  const { condition: text, unknownField } = t.automation.sentence;
  switch (condition.type) {
    case 'office':
      return text[condition.is];
    case 'tag': {
      const name = tagName(condition.tagId, office);
      return condition.has ? text.hasTag(name) : text.hasNotTag(name);
    }
    case 'field':
      return text[condition.how](condition.name || unknownField, condition.value || '…');
    case 'owner':
      return text[condition.is];
    case 'first-message':
      return text.first;
    case 'number': {
      const prefixes = oneOf(shortened(condition.prefixes));
      return condition.is ? text.begins(prefixes) : text.beginsNot(prefixes);
    }
    default:
      return assertNever(condition);
  }
}

export function actionText(action: RuleAction, office: OfficeOfRules): string {
  const { action: text, unknownField } = t.automation.sentence;
  switch (action.type) {
    case 'tag':
    case 'untag':
      return text[action.type](tagName(action.tagId, office));
    case 'assign': {
      const { to } = action;
      if (to.type === 'queue') return text.toQueue;
      return to.type === 'tag'
        ? text.toTag(tagName(to.tagId, office))
        : text.toAgent(agentName(to.agentId, office));
    }
    case 'note':
      return text.note;
    case 'reply':
      return text.reply(cut(action.text));
    case 'notify': {
      const { to } = action;
      return to.type === 'agents'
        ? text.agents(listOf(to.agentIds.map((id) => agentName(id, office))))
        : text[to.type];
    }
    case 'close':
      return action.outcomeId === null
        ? text.close
        : text.closeAs(outcomeName(action.outcomeId, office));
    case 'field':
      return text.field(action.name || unknownField, action.value || '…');
    default:
      return assertNever(action);
  }
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN_TEXT ? `${line.slice(0, SHOWN_TEXT).trimEnd()}…` : line || '…';
}

function tagName(id: number | null, { tags }: OfficeOfRules): string {
  return tags.find((tag) => tag.id === id)?.name ?? t.automation.sentence.unknownTag;
}

function agentName(id: number | null, { agents }: OfficeOfRules): string {
  return agents.find((agent) => agent.id === id)?.name ?? t.automation.sentence.unknownAgent;
}

function outcomeName(id: number, { outcomes }: OfficeOfRules): string {
  return outcomes.find((each) => each.id === id)?.name ?? t.automation.sentence.unknownOutcome;
}
