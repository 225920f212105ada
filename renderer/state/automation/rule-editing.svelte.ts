import type { Agent } from '#shared/domain/agent.ts';
import type { Outcome, Tag } from '#shared/domain/labels.ts';
import { hasRuleErrors, ruleProblems } from '#shared/domain/rules/problems.ts';
import type { RuleProblem } from '#shared/domain/rules/problems.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { Rule, SavedRule } from '#shared/domain/rules/rule.ts';

/** What of the office rules can name. */
export interface OfficeOfRules {
  readonly tags: readonly Tag[];
  readonly outcomes: readonly Outcome[];
  readonly agents: readonly Agent[];
}

/** What is wrong with a rule in this office. */
export function problemsIn(rule: Rule, office: OfficeOfRules): readonly RuleProblem[] {
  const offered = <T extends { readonly isRetired: boolean }>(all: readonly T[]) =>
    all.filter(({ isRetired }) => !isRetired);
  return ruleProblems(rule, {
    tagIds: offered(office.tags).map(({ id }) => id),
    outcomeIds: offered(office.outcomes).map(({ id }) => id),
    agentIds: office.agents.flatMap(({ id, isDeactivated }) => (isDeactivated ? [] : [id])),
  });
}

/** One rule on its way to its next version. */
export class RuleEditing {
  rule = $state.raw<Rule>() as Rule;
  /** The version that this is based on; null: it was never saved. */
  base = $state.raw<SavedRule | null>(null);
  /** A newer version, which somebody else saved meanwhile. */
  newer = $state.raw<SavedRule | null>(null);
  /** Somebody else removed it. */
  isGone = $state(false);
  readonly #office: OfficeOfRules;
  readonly #changed: (isChanged: boolean) => void;
  #past = $state.raw<readonly Rule[]>([]);

  constructor(
    rule: Rule,
    base: SavedRule | null,
    office: OfficeOfRules,
    changed: (isChanged: boolean) => void,
  ) {
    this.rule = rule;
    this.base = base;
    this.#office = office;
    this.#changed = changed;
  }

  get id(): RuleId | null {
    return this.base?.id ?? null;
  }

  get problems(): readonly RuleProblem[] {
    return problemsIn(this.rule, this.#office);
  }

  get hasErrors(): boolean {
    return hasRuleErrors(this.problems);
  }

  get isChanged(): boolean {
    return JSON.stringify(this.rule) !== JSON.stringify(this.base?.rule);
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  change(changes: Partial<Rule>): void {
    this.#past = [...this.#past.slice(-49), this.rule];
    this.#set({ ...this.rule, ...changes });
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#set(before);
  }

  /** It is on the host as this version. */
  saved(saved: SavedRule): void {
    this.base = saved;
    this.newer = null;
    this.#set(saved.rule);
  }

  /** The newest version on the host, null when there is none. What was not changed follows it. */
  follow(saved: SavedRule | null): void {
    if (this.base === null) return;
    this.isGone = saved === null;
    if (saved === null || saved.version <= this.base.version) return;
    if (this.isChanged) this.newer = saved;
    else this.saved(saved);
  }

  /** Saves on top of what somebody else saved. */
  overwrite(): void {
    if (this.newer !== null) this.base = this.newer;
    this.newer = null;
    this.#changed(this.isChanged);
  }

  #set(rule: Rule): void {
    this.rule = rule;
    this.#changed(this.isChanged);
  }
}
