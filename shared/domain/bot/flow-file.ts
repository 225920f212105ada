import type { z } from 'zod';
import { labelKey } from '../labels.ts';
import { FLOW_FORMAT, flowSchema } from './flow.ts';
import type { Flow } from './flow.ts';
import { BOT_LIMITS } from './limits.ts';
import { stepSchema } from './steps.ts';
import type { Step } from './steps.ts';

/** What a file calls the office's own things: ids mean nothing in another office. */
export interface OfficeNames {
  readonly tags: readonly { readonly id: number; readonly name: string }[];
  readonly agents: readonly { readonly id: number; readonly name: string }[];
}

/** What is wrong with a file. `step`: its place, the first is 1; null: the file as a whole. */
export interface FileProblem {
  readonly step: number | null;
  readonly field: string;
  readonly code:
    | 'too-large'
    | 'not-json'
    | 'not-a-flow'
    | 'newer-format'
    | 'value'
    | 'unknown-tag'
    | 'unknown-agent';
  readonly detail: string;
}

export type ReadFlow =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

const KIND = 'deskline-chatbot-flow';

/** A flow as a file that another office can read. */
export function flowToFile(flow: Flow, names: OfficeNames): string {
  const steps = flow.steps.map((step) => stepToFile(step, names));
  return `${JSON.stringify({ kind: KIND, ...flow, steps }, null, 2)}\n`;
}

function stepToFile(step: Step, { tags, agents }: OfficeNames): object {
  const nameOf = (all: OfficeNames['tags'], id: number | null) =>
    all.find((each) => each.id === id)?.name ?? null;
  if (step.kind === 'tag') return { ...step, tagId: undefined, tag: nameOf(tags, step.tagId) };
  if (step.kind === 'message' && step.media !== null) {
    // The file itself stays here.
    return { ...step, media: { ...step.media, hash: null } };
  }
  if (step.kind !== 'handover' || step.to.type === 'queue') return step;
  const { to } = step;
  return to.type === 'tag'
    ? { ...step, to: { type: 'tag', tag: nameOf(tags, to.tagId) } }
    : { ...step, to: { type: 'agent', agent: nameOf(agents, to.agentId) } };
}

/** Reads a file, or says what is wrong in it and where. */
export function flowFromFile(text: string, names: OfficeNames): ReadFlow {
  if (text.length > BOT_LIMITS.fileLength)
    return failed('too-large', String(BOT_LIMITS.fileLength));
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return failed('not-json', error instanceof Error ? error.message : '');
  }
  if (!isRecord(file) || file['kind'] !== KIND || !Array.isArray(file['steps'])) {
    return failed('not-a-flow', KIND);
  }
  if (file['format'] !== FLOW_FORMAT) return failed('newer-format', String(file['format']));
  const problems: FileProblem[] = [];
  const steps = file['steps'].map((step: unknown, index) =>
    stepFromFile(step, index + 1, names, problems),
  );
  if (problems.length > 0) return { ok: false, problems };
  const flow = flowSchema.safeParse({ ...file, steps });
  if (flow.success) return { ok: true, flow: flow.data };
  return { ok: false, problems: flow.error.issues.map((issue) => problemOf(issue, null)) };
}

function stepFromFile(
  step: unknown,
  place: number,
  names: OfficeNames,
  problems: FileProblem[],
): unknown {
  const named = isRecord(step) ? withIds(step, place, names, problems) : step;
  const parsed = stepSchema.safeParse(named);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => problemOf(issue, place)));
  }
  return named;
}

function withIds(
  step: Readonly<Record<string, unknown>>,
  place: number,
  { tags, agents }: OfficeNames,
  problems: FileProblem[],
): unknown {
  const idOf = (all: OfficeNames['tags'], name: unknown, field: 'tag' | 'agent') => {
    if (typeof name !== 'string') return null;
    const id = all.find((each) => labelKey(each.name) === labelKey(name))?.id ?? null;
    const code = field === 'tag' ? 'unknown-tag' : 'unknown-agent';
    if (id === null) problems.push({ step: place, field, code, detail: name });
    return id;
  };
  if (step['kind'] === 'tag') return { ...step, tagId: idOf(tags, step['tag'], 'tag') };
  const { to } = step;
  if (step['kind'] !== 'handover' || !isRecord(to)) return step;
  if (to['type'] === 'tag') {
    return { ...step, to: { type: 'tag', tagId: idOf(tags, to['tag'], 'tag') } };
  }
  if (to['type'] === 'agent') {
    return { ...step, to: { type: 'agent', agentId: idOf(agents, to['agent'], 'agent') } };
  }
  return step;
}

function problemOf({ path, message }: z.core.$ZodIssue, place: number | null): FileProblem {
  return { step: place, field: path.map(String).join('.'), code: 'value', detail: message };
}

function failed(code: FileProblem['code'], detail: string): ReadFlow {
  return { ok: false, problems: [{ step: null, field: '', code, detail }] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
