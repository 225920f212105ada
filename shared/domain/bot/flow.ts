import { z } from 'zod';
import { flowLanguageSchema, languageSchema, textsSchema } from './languages.ts';
import { BOT_LIMITS } from './limits.ts';
import { stepSchema } from './steps.ts';
import type { Step, StepId } from './steps.ts';

/** The format of flows that this version reads and writes. */
export const FLOW_FORMAT = 1;

export const flowIdSchema = z.int().positive().brand<'FlowId'>();
export type FlowId = z.infer<typeof flowIdSchema>;

/**
 * What the chatbot says and asks, step by step, from the first one on. Whether it makes sense,
 * `flowProblems` says.
 */
export const flowSchema = z.object({
  format: z.literal(FLOW_FORMAT),
  name: z.string().trim().min(1).max(BOT_LIMITS.nameLength),
  languages: z.array(flowLanguageSchema).min(1).max(BOT_LIMITS.languages),
  steps: z.array(stepSchema).max(BOT_LIMITS.steps),
  /** So long it waits for an answer before it leaves the chat to the queue. */
  patienceMinutes: z.int().min(1).max(BOT_LIMITS.patienceMinutes),
  says: z.object({
    /** Before what it asks again. */
    notUnderstood: textsSchema,
    /** When it gives the chat to people, while the office is open and while it is closed. */
    toPerson: textsSchema,
    toPersonClosed: textsSchema,
    /** The last line of each menu, chosen with 0. */
    personOption: textsSchema,
  }),
  /** Any of these, in any language, and a person takes over. */
  personWords: z.record(
    languageSchema,
    z.array(z.string().max(BOT_LIMITS.keywordLength)).max(BOT_LIMITS.personWords),
  ),
});
export type Flow = Readonly<z.infer<typeof flowSchema>>;
export type FlowSaying = keyof Flow['says'];

/** A version of a flow as it was saved. */
export const savedFlowSchema = z.object({
  id: flowIdSchema,
  version: z.int().positive(),
  flow: flowSchema,
  at: z.int().nonnegative(),
  by: z.int().positive().nullable(),
});
export type SavedFlow = Readonly<z.infer<typeof savedFlowSchema>>;

export function stepOf(flow: Flow, id: StepId): Step | null {
  return flow.steps.find((step) => step.id === id) ?? null;
}

/** The step that a way leads to; null when there is none. */
export function stepAfter(flow: Flow, step: Step, way: StepId | null): Step | null {
  if (way !== null) return stepOf(flow, way);
  return flow.steps[flow.steps.findIndex(({ id }) => id === step.id) + 1] ?? null;
}

/** An id that no step has yet. */
export function newStepId(flow: Flow): StepId {
  const taken = new Set(flow.steps.map(({ id }) => id));
  let number = flow.steps.length + 1;
  while (taken.has(`step-${number}`)) number += 1;
  return `step-${number}`;
}
