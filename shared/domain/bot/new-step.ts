import { newStepId } from './flow.ts';
import type { Flow } from './flow.ts';
import type { Step, StepId, StepKind } from './steps.ts';

/** A step of this kind with nothing in it yet. */
export function newStep(flow: Flow, kind: StepKind): Step {
  const id = newStepId(flow);
  switch (kind) {
    case 'message':
      return { kind, id, text: {}, media: null, next: null };
    case 'menu':
      return { kind, id, text: {}, options: [newOption(), newOption()], timeout: null };
    case 'question':
      return { kind, id, text: {}, field: '', answer: 'text', timeout: null, next: null };
    case 'hours':
      return { kind, id, text: {}, next: null };
    case 'language':
      return { kind, id, text: {}, timeout: null, next: null };
    case 'tag':
      return { kind, id, tagId: null, next: null };
    case 'wait':
      return { kind, id, seconds: 5, next: null };
    case 'handover':
      return { kind, id, text: {}, to: { type: 'queue' } };
    case 'end':
      return { kind, id };
  }
}

export function newOption() {
  return { label: {}, keywords: [], next: null };
}

/** The flow with a step more, at this place of its list. */
export function withStepAt(flow: Flow, step: Step, index: number): Flow {
  return { ...flow, steps: flow.steps.toSpliced(index, 0, step) };
}

export function withStep(flow: Flow, step: Step): Flow {
  return { ...flow, steps: flow.steps.map((each) => (each.id === step.id ? step : each)) };
}

/** What led to it by name leads nowhere then, and the checks say so. */
export function withoutStep(flow: Flow, id: StepId): Flow {
  return { ...flow, steps: flow.steps.filter((step) => step.id !== id) };
}

/** One place up or down; the same flow where there is no place. */
export function withStepMoved(flow: Flow, id: StepId, by: -1 | 1): Flow {
  const index = flow.steps.findIndex((step) => step.id === id);
  const step = flow.steps[index];
  const place = index + by;
  if (step === undefined || place < 0 || place >= flow.steps.length) return flow;
  return { ...flow, steps: flow.steps.toSpliced(index, 1).toSpliced(place, 0, step) };
}
