import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Rule } from '#shared/domain/rules/rule.ts';
import type { Tx } from '../ports/store.ts';

/** The rules as admins made them, and how often they acted. */
export function projectRules(tx: Tx, { fact, at, by, seq }: JournalEntry): void {
  switch (fact.kind) {
    case 'rule.saved': {
      const { ruleId: id, version, rule, before } = fact;
      const known = tx.rules.all().find((each) => each.id === id)?.onSince ?? null;
      const goesOn = before !== null && before.isOn && isSameTrigger(before, rule);
      const onSince = rule.isOn ? ((goesOn ? known : null) ?? at) : null;
      return tx.state.putRule({ id, version, rule, at, by, onSince }, seq);
    }
    case 'rule.removed':
      return tx.state.removeRule(fact.ruleId, seq);
    case 'rule.ordered':
      return tx.state.orderRules(fact.after, seq);
    case 'rule.acted':
      return tx.state.putRuleActed(fact.ruleId, at);
    default:
  }
}

function isSameTrigger(one: Rule, other: Rule): boolean {
  return JSON.stringify(one.when) === JSON.stringify(other.when);
}
