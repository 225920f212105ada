import type { StepId } from './steps.ts';

export type ProblemCode =
  | 'no-steps'
  | 'same-id'
  | 'nothing-follows'
  | 'step-missing'
  | 'text-missing'
  | 'text-too-long'
  | 'translation-missing'
  | 'variable-unknown'
  | 'options-missing'
  | 'same-words'
  | 'field-missing'
  | 'tag-missing'
  | 'agent-missing'
  | 'media-missing'
  | 'never-reached'
  | 'endless'
  | 'no-way-out'
  | 'too-many-in-a-row'
  | 'too-deep';

/** What is wrong with a flow, and where. */
export interface FlowProblem {
  /** Null: with the flow as a whole. */
  readonly stepId: StepId | null;
  /** The part of the step: a field's name, `option 2`, a way. */
  readonly field: string;
  readonly code: ProblemCode;
  /** Which language, variable, word. */
  readonly detail?: string;
  /** With a warning the flow works all the same. */
  readonly isWarning?: true;
}
