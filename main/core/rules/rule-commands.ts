import type { Agent } from '#shared/domain/agent.ts';
import { labelKey } from '#shared/domain/labels.ts';
import { RULE_LIMITS } from '#shared/domain/rules/limits.ts';
import { hasRuleErrors, ruleProblems } from '#shared/domain/rules/problems.ts';
import type { OfficeThings } from '#shared/domain/rules/problems.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { Rule, SavedRule } from '#shared/domain/rules/rule.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import type { CommandHandlers, CommandOutcome } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';

type RuleHandlers = Pick<
  CommandHandlers,
  'rules.get' | 'rules.save' | 'rules.add' | 'rules.remove' | 'rules.restore' | 'rules.order'
>;

export function ruleHandlers(ledger: Ledger): RuleHandlers {
  return {
    'rules.get': async () => {
      const { rules, journal } = ledger.read;
      return ok({ rules: rules.all(), upTo: journal.head() });
    },

    'rules.save': (params, caller) => ledger.write((unit) => saveRule(unit, params, caller)),

    'rules.add': ({ rules }, caller) => ledger.write((unit) => add(unit, rules, caller)),

    'rules.remove': ({ ruleId }, caller) => ledger.write((unit) => remove(unit, ruleId, caller)),

    'rules.restore': ({ ruleId }, caller) => ledger.write((unit) => restore(unit, ruleId, caller)),

    'rules.order': ({ order }, caller) => ledger.write((unit) => reorder(unit, order, caller)),
  };
}

export function saveRule(
  unit: Unit,
  { ruleId, baseVersion, rule }: CommandParams<'rules.save'>,
  caller: Agent,
): CommandOutcome<'rules.save'> {
  const { tx } = unit;
  const all = tx.rules.all();
  const current = all.find(({ id }) => id === ruleId) ?? null;
  if (ruleId !== null && current === null) return notFound();
  if (current !== null && current.version !== baseVersion) {
    return fail('moved-on', 'Somebody else has saved this rule meanwhile.', { saved: current });
  }
  const refusal = refusalOf(tx, all, rule, ruleId);
  if (refusal !== null) return refusal;
  const isSame = JSON.stringify(current?.rule) === JSON.stringify(rule);
  if (current !== null && isSame) return ok({ saved: current });
  return ok({ saved: put(unit, current?.id ?? tx.rules.nextId(), current, rule, caller) });
}

function add(unit: Unit, rules: readonly Rule[], caller: Agent): CommandOutcome<'rules.add'> {
  const { tx } = unit;
  const wanted = rules.map((rule) => ({ ...rule, isOn: false }));
  const names = wanted.map(({ name }) => labelKey(name));
  const refusals = wanted.map((rule, index) => {
    if (names.indexOf(labelKey(rule.name)) < index) return nameTaken(rule.name);
    return refusalOf(tx, tx.rules.all(), rule, null);
  });
  const index = refusals.findIndex((refusal) => refusal !== null);
  const refusal = refusals[index] ?? null;
  if (refusal !== null) return fail(refusal.code, refusal.message, { index });
  if (tx.rules.all().length + wanted.length > RULE_LIMITS.rules) return tooMany();
  return ok({ saved: wanted.map((rule) => put(unit, tx.rules.nextId(), null, rule, caller)) });
}

function remove(unit: Unit, ruleId: RuleId, caller: Agent): CommandOutcome<'rules.remove'> {
  const { tx, record } = unit;
  const current = tx.rules.all().find(({ id }) => id === ruleId);
  if (current === undefined) return tx.rules.removed(ruleId) === null ? notFound() : ok({});
  record({ kind: 'rule.removed', ruleId, before: current.rule }, caller.id);
  return ok({});
}

function restore(unit: Unit, ruleId: RuleId, caller: Agent): CommandOutcome<'rules.restore'> {
  const { tx } = unit;
  const all = tx.rules.all();
  const there = all.find(({ id }) => id === ruleId);
  if (there !== undefined) return ok({ saved: there });
  const removed = tx.rules.removed(ruleId);
  if (removed === null) return notFound();
  const refusal = refusalOf(tx, all, removed.rule, null);
  if (refusal !== null) return refusal;
  return ok({ saved: put(unit, ruleId, null, removed.rule, caller, removed.version) });
}

function reorder(
  { tx, record }: Unit,
  order: readonly RuleId[],
  caller: Agent,
): CommandOutcome<'rules.order'> {
  const before = tx.rules.all().map(({ id }) => id);
  const isOfThem = new Set(order).size === before.length && order.length === before.length;
  if (!isOfThem || !before.every((id) => order.includes(id))) {
    return fail('moved-on', 'There are other rules by now.', { order: before });
  }
  if (before.some((id, index) => id !== order[index])) {
    record({ kind: 'rule.ordered', before, after: [...order] }, caller.id);
  }
  return ok({});
}

/** One that is off may have holes; it does nothing. */
function refusalOf(
  tx: Reads,
  all: readonly SavedRule[],
  rule: Rule,
  ruleId: RuleId | null,
): Failure<'not-valid' | 'name-taken' | 'too-many'> | null {
  if (ruleId === null && all.length >= RULE_LIMITS.rules) return tooMany();
  const isTaken = all.some(
    ({ id, rule: { name } }) => id !== ruleId && labelKey(name) === labelKey(rule.name),
  );
  if (isTaken) return nameTaken(rule.name);
  return rule.isOn ? notValid(tx, rule) : null;
}

/** Why a rule cannot do what it says; null: it can. */
export function notValid(read: Reads, rule: Rule): Failure<'not-valid'> | null {
  const problems = ruleProblems(rule, thingsOf(read));
  if (!hasRuleErrors(problems)) return null;
  return fail('not-valid', 'This rule cannot work yet: see the marked parts.', { problems });
}

function thingsOf({ labels, agents }: Reads): OfficeThings {
  const offered = <T extends { readonly isRetired: boolean }>(all: readonly T[]) =>
    all.filter(({ isRetired }) => !isRetired);
  const { tags, outcomes } = labels.get();
  return {
    tagIds: offered(tags).map(({ id }) => id),
    outcomeIds: offered(outcomes).map(({ id }) => id),
    agentIds: agents.all().flatMap(({ id, isDeactivated }) => (isDeactivated ? [] : [id])),
  };
}

function put(
  { tx, record }: Unit,
  ruleId: RuleId,
  before: SavedRule | null,
  rule: Rule,
  caller: Agent,
  lastVersion = before?.version ?? 0,
): SavedRule {
  const version = lastVersion + 1;
  record({ kind: 'rule.saved', ruleId, version, before: before?.rule ?? null, rule }, caller.id);
  const saved = tx.rules.all().find(({ id }) => id === ruleId);
  invariant(saved !== undefined, 'what was saved a moment ago is there');
  return saved;
}

function notFound(): Failure<'not-found'> {
  return fail('not-found', 'There is no such rule (any more).');
}

function nameTaken(name: string): Failure<'name-taken'> {
  return fail('name-taken', `There is already a rule called ${name}.`);
}

function tooMany(): Failure<'too-many'> {
  return fail('too-many', `There is room for ${RULE_LIMITS.rules} rules; remove one first.`);
}
