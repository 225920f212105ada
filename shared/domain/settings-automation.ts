import { flowFromFile, flowToFile } from './bot/flow-file.ts';
import type { Flow } from './bot/flow.ts';
import { flowProblems, hasErrors } from './bot/problems.ts';
import type { Step } from './bot/steps.ts';
import type { Agent } from './agent.ts';
import { labelKey } from './labels.ts';
import type { Labels } from './labels.ts';
import { rulesFromNamed, withNames } from './rules/rule-file.ts';
import type { NamesForRules } from './rules/rule-file.ts';
import type { Rule } from './rules/rule.ts';

type Named = Readonly<Record<string, unknown>>;

/** Rules and flows as a file has them: what they name is called by its name. */
export interface NamedAutomation {
  readonly rules: readonly Named[];
  readonly flows: readonly Named[];
}

/** What happens by itself in an office, and who it may name. */
export interface OfficeAutomation {
  readonly rules: readonly Rule[];
  readonly flows: readonly Flow[];
  readonly agents: readonly Agent[];
}

export type AutomationChange =
  | { readonly what: 'rule'; readonly before: Rule | null; readonly after: Rule }
  | { readonly what: 'flow'; readonly before: Flow | null; readonly after: Flow };

export interface AutomationChanges {
  readonly changes: readonly AutomationChange[];
  /** Flows that name what the office does not have, or files: each is imported on its own page. */
  readonly leftOut: readonly string[];
}

export function namedAutomation(
  { rules, flows, agents }: OfficeAutomation,
  { tags, outcomes }: Labels,
): NamedAutomation {
  const names = { tags, outcomes, agents };
  return {
    rules: rules.map((rule) => asRecord(withNames(rule, names))),
    flows: flows.map((flow) => asRecord(JSON.parse(flowToFile(flow, names)))),
  };
}

/**
 * What differs from the file. Rules and flows are the same when they are called the same. New rules
 * are off, and so are those that name what is not here: somebody looks at them first.
 */
export function automationChanges(
  file: NamedAutomation,
  office: OfficeAutomation,
  { tags, outcomes }: Labels,
): AutomationChanges {
  const names: NamesForRules = { tags, outcomes, agents: office.agents };
  const flows = flowChanges(file, office, names);
  return {
    changes: [...ruleChanges(file, office, names), ...flows.changes],
    leftOut: flows.leftOut,
  };
}

function ruleChanges(
  file: NamedAutomation,
  { rules }: OfficeAutomation,
  names: NamesForRules,
): AutomationChange[] {
  return file.rules.flatMap((named) => {
    const read = rulesFromNamed([named], names);
    const [rule] = read.ok ? read.rules : [];
    if (!read.ok || rule === undefined) return [];
    const before = rules.find(({ name }) => labelKey(name) === labelKey(rule.name)) ?? null;
    const isOn = before?.isOn === true && read.missing.length === 0;
    const after = { ...rule, isOn };
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    return isSame ? [] : [{ what: 'rule' as const, before, after }];
  });
}

function flowChanges(
  file: NamedAutomation,
  { flows, agents }: OfficeAutomation,
  names: NamesForRules,
): AutomationChanges {
  const changes: AutomationChange[] = [];
  const leftOut: string[] = [];
  const known = {
    tagIds: names.tags.map(({ id }) => id),
    agentIds: agents.flatMap(({ id, isDeactivated }) => (isDeactivated ? [] : [id])),
  };
  for (const named of file.flows) {
    const read = flowFromFile(JSON.stringify(named), names);
    const name = typeof named['name'] === 'string' ? named['name'] : '';
    const before = flows.find((flow) => labelKey(flow.name) === labelKey(name)) ?? null;
    // Attached files are on this host alone: a flow that has any is the same without them.
    const isSame = before !== null && flowToFile(before, names) === textOf(named);
    if (isSame) continue;
    const isAttached = read.ok && read.flow.steps.some(hasFile);
    if (!read.ok || isAttached || hasErrors(flowProblems(read.flow, known))) leftOut.push(name);
    else changes.push({ what: 'flow', before, after: read.flow });
  }
  return { changes, leftOut };
}

function textOf(named: Named): string {
  return `${JSON.stringify(named, null, 2)}\n`;
}

function hasFile(step: Step): boolean {
  return step.kind === 'message' && step.media !== null;
}

/** Why a rule of a file is none; null: it can be read. */
export function ruleFault(named: Named): string | null {
  const read = rulesFromNamed([named], { tags: [], outcomes: [], agents: [] });
  const [problem] = read.ok ? [] : read.problems;
  return problem === undefined ? null : `${problem.field}: ${problem.detail}`;
}

function asRecord(value: unknown): Named {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
