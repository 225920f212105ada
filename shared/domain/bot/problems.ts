import { BOT_LIMITS } from './limits.ts';
import { stepAfter } from './flow.ts';
import type { Flow } from './flow.ts';
import { plain } from './matching.ts';
import { isAsking } from './steps.ts';
import type { FlowProblem, ProblemCode } from './problem.ts';
import type { Step } from './steps.ts';
import { textProblems } from './text-problems.ts';
import {
  endingSteps,
  endlessSteps,
  menuDepths,
  messagesInARow,
  reachedSteps,
  waysOf,
} from './ways.ts';

/** What the office has that flows may name. */
export interface OfficeKnows {
  readonly tagIds: readonly number[];
  readonly agentIds: readonly number[];
}

/** Everything that is wrong with a flow, step by step; without errors it can talk to customers. */
export function flowProblems(flow: Flow, office: OfficeKnows): FlowProblem[] {
  if (flow.steps.length === 0) return [{ stepId: null, field: 'steps', code: 'no-steps' }];
  const shape = shapeOf(flow);
  return [
    ...textProblems(flow),
    ...flow.steps.flatMap((step, index) => [
      ...wayProblems(flow, step),
      ...partProblems(step, office),
      ...shapeProblems(flow, step, index, shape),
    ]),
  ];
}

export function hasErrors(problems: readonly FlowProblem[]): boolean {
  return problems.some(({ isWarning }) => isWarning !== true);
}

function wayProblems(flow: Flow, step: Step): FlowProblem[] {
  return waysOf(step).flatMap(({ from, to }) => {
    if (stepAfter(flow, step, to) !== null) return [];
    const field = typeof from === 'number' ? `option ${from + 1}` : from;
    return [{ stepId: step.id, field, code: to === null ? 'nothing-follows' : 'step-missing' }];
  });
}

/** Of one step, whatever is around it. */
function partProblems(step: Step, office: OfficeKnows): FlowProblem[] {
  const problem = (field: string, code: ProblemCode, detail?: string): FlowProblem[] => [
    { stepId: step.id, field, code, ...(detail === undefined ? {} : { detail }) },
  ];
  switch (step.kind) {
    case 'message':
      return step.media?.hash === null
        ? problem('media', 'media-missing', step.media.fileName)
        : [];
    case 'menu':
      if (step.options.length === 0) return problem('options', 'options-missing');
      return sharedWords(step.options).flatMap((word) => problem('options', 'same-words', word));
    case 'question':
      return step.field === '' ? problem('field', 'field-missing') : [];
    case 'tag':
      return isKnown(step.tagId, office.tagIds) ? [] : problem('tag', 'tag-missing');
    case 'handover': {
      const { to } = step;
      if (to.type === 'tag' && !isKnown(to.tagId, office.tagIds))
        return problem('to', 'tag-missing');
      if (to.type === 'agent' && !isKnown(to.agentId, office.agentIds)) {
        return problem('to', 'agent-missing');
      }
      return [];
    }
    default:
      return [];
  }
}

function isKnown(id: number | null, ids: readonly number[]): boolean {
  return id !== null && ids.includes(id);
}

/** Words by which two options of a menu would be meant. */
function sharedWords(
  options: readonly {
    readonly label: Readonly<Record<string, string>>;
    readonly keywords: readonly string[];
  }[],
): string[] {
  const owners = new Map<string, number>();
  const shared = new Set<string>();
  options.forEach(({ label, keywords }, index) => {
    for (const word of [...Object.values(label), ...keywords].map(plain)) {
      if (word === '') continue;
      const owner = owners.get(word) ?? index;
      if (owner !== index) shared.add(word);
      owners.set(word, owner);
    }
  });
  return [...shared];
}

function shapeOf(flow: Flow) {
  return {
    reached: reachedSteps(flow),
    ending: endingSteps(flow),
    endless: endlessSteps(flow),
    depths: menuDepths(flow),
  };
}

function shapeProblems(
  flow: Flow,
  step: Step,
  index: number,
  { reached, ending, endless, depths }: ReturnType<typeof shapeOf>,
): FlowProblem[] {
  const { id: stepId } = step;
  const problems: FlowProblem[] = [];
  if (flow.steps.findIndex(({ id }) => id === stepId) !== index) {
    problems.push({ stepId, field: 'id', code: 'same-id', detail: stepId });
  }
  if (!reached.has(stepId)) {
    return [...problems, { stepId, field: 'step', code: 'never-reached', isWarning: true }];
  }
  if (endless.has(stepId)) problems.push({ stepId, field: 'step', code: 'endless' });
  else if (!ending.has(stepId)) problems.push({ stepId, field: 'step', code: 'no-way-out' });
  if ((depths.get(stepId) ?? 0) > BOT_LIMITS.depth && step.kind === 'menu') {
    problems.push({ stepId, field: 'step', code: 'too-deep' });
  }
  const begins = index === 0 || isAsking(flow.steps[index - 1] ?? step);
  if (begins && messagesInARow(flow, step) > BOT_LIMITS.inARow) {
    problems.push({ stepId, field: 'step', code: 'too-many-in-a-row' });
  }
  return problems;
}
