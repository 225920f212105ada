import { stepAfter } from './flow.ts';
import type { Flow } from './flow.ts';
import { isAsking } from './steps.ts';
import type { Step, StepId } from './steps.ts';

/** One way out of a step. */
export interface Way {
  /** Which part of the step it belongs to: `next`, `timeout`, or an option by its place. */
  readonly from: 'next' | 'timeout' | number;
  readonly to: StepId | null;
  /** Only a word of the customer's leads there. */
  readonly isByCustomer: boolean;
}

export function waysOf(step: Step): readonly Way[] {
  const timeout =
    isAsking(step) && step.timeout !== null
      ? [{ from: 'timeout', to: step.timeout.next, isByCustomer: false } as const]
      : [];
  switch (step.kind) {
    case 'menu':
      return [
        ...step.options.map(({ next }, index) => ({ from: index, to: next, isByCustomer: true })),
        ...timeout,
      ];
    case 'question':
    case 'language':
      return [{ from: 'next', to: step.next, isByCustomer: true }, ...timeout];
    case 'message':
    case 'hours':
    case 'tag':
    case 'wait':
      return [{ from: 'next', to: step.next, isByCustomer: false }];
    case 'handover':
    case 'end':
      return [];
  }
}

/** The steps that a step leads to, those that are there. */
export function followersOf(flow: Flow, step: Step, ways = waysOf(step)): Step[] {
  return ways.flatMap(({ to }) => stepAfter(flow, step, to) ?? []);
}

/** Everything that a customer can get to. */
export function reachedSteps(flow: Flow): ReadonlySet<StepId> {
  const [first] = flow.steps;
  const reached = new Set<StepId>();
  const open = first === undefined ? [] : [first];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (reached.has(step.id)) continue;
    reached.add(step.id);
    open.push(...followersOf(flow, step));
  }
  return reached;
}

/** Steps from which the flow can come to an end. */
export function endingSteps(flow: Flow): ReadonlySet<StepId> {
  const ending = new Set<StepId>();
  for (let before = -1; before < ending.size;) {
    before = ending.size;
    for (const step of flow.steps) {
      const isEnd = step.kind === 'end' || step.kind === 'handover';
      if (isEnd || followersOf(flow, step).some(({ id }) => ending.has(id))) ending.add(step.id);
    }
  }
  return ending;
}

/** Steps that lead back to themselves without a word of the customer's. */
export function endlessSteps(flow: Flow): ReadonlySet<StepId> {
  const automatic = (step: Step) =>
    followersOf(
      flow,
      step,
      waysOf(step).filter(({ isByCustomer }) => !isByCustomer),
    );
  const endless = flow.steps.filter((start) => {
    const seen = new Set<StepId>();
    const open = automatic(start);
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (step.id === start.id) return true;
      if (seen.has(step.id)) continue;
      seen.add(step.id);
      open.push(...automatic(step));
    }
    return false;
  });
  return new Set(endless.map(({ id }) => id));
}

/** How many messages leave from here until the customer has to write; time-outs aside. */
export function messagesInARow(flow: Flow, step: Step, seen: readonly StepId[] = []): number {
  if (seen.includes(step.id)) return 0;
  const own = step.kind === 'tag' || step.kind === 'wait' || step.kind === 'end' ? 0 : 1;
  if (isAsking(step)) return own;
  const rest = followersOf(flow, step).map((next) =>
    messagesInARow(flow, next, [...seen, step.id]),
  );
  return own + Math.max(0, ...rest);
}

/** How many menus one goes through to get from the beginning to each menu, by the shortest way. */
export function menuDepths(flow: Flow): ReadonlyMap<StepId, number> {
  const depths = new Map<StepId, number>();
  let level = flow.steps.slice(0, 1).map((step) => ({ step, depth: 0 }));
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { step, depth } of level) {
      const own = depth + (step.kind === 'menu' ? 1 : 0);
      if ((depths.get(step.id) ?? Number.POSITIVE_INFINITY) <= own) continue;
      depths.set(step.id, own);
      for (const follower of followersOf(flow, step)) next.push({ step: follower, depth: own });
    }
    level = next;
  }
  return depths;
}
