import { BOT_LIMITS } from './limits.ts';
import type { Flow } from './flow.ts';
import type { Texts } from './languages.ts';
import type { FlowProblem } from './problem.ts';
import { promptOf } from './prompts.ts';
import type { Step, StepId } from './steps.ts';
import { unknownVariables } from './variables.ts';

/** What the flow's texts lack: in its first language, in others, or by naming what is not there. */
export function textProblems(flow: Flow): FlowProblem[] {
  const { says, steps } = flow;
  return [
    ...problemsOf(flow, null, 'personOption', says.personOption, 'needed'),
    ...problemsOf(flow, null, 'notUnderstood', says.notUnderstood, 'may be empty'),
    ...problemsOf(flow, null, 'toPerson', says.toPerson, 'may be empty'),
    ...problemsOf(flow, null, 'toPersonClosed', says.toPersonClosed, 'may be empty'),
    ...steps.flatMap((step) => [...textsOfStep(flow, step), ...tooLong(flow, step)]),
  ];
}

type Need = 'needed' | 'may be empty';

function textsOfStep(flow: Flow, step: Step): FlowProblem[] {
  switch (step.kind) {
    case 'message': {
      const need = step.media === null ? 'needed' : 'may be empty';
      return problemsOf(flow, step.id, 'text', step.text, need);
    }
    case 'question':
      return problemsOf(flow, step.id, 'text', step.text, 'needed');
    case 'menu':
      return [
        ...problemsOf(flow, step.id, 'text', step.text, 'needed'),
        ...step.options.flatMap(({ label }, index) =>
          problemsOf(flow, step.id, `option ${index + 1}`, label, 'needed'),
        ),
      ];
    case 'hours':
    case 'language':
    case 'handover':
      return problemsOf(flow, step.id, 'text', step.text, 'may be empty');
    case 'tag':
    case 'wait':
    case 'end':
      return [];
  }
}

function problemsOf(
  flow: Flow,
  stepId: StepId | null,
  field: string,
  texts: Texts,
  need: Need,
): FlowProblem[] {
  const [first, ...others] = flow.languages;
  const isThere = (code: string | undefined) => (texts[code ?? ''] ?? '').trim() !== '';
  const problems: FlowProblem[] = [];
  if (!isThere(first?.code)) {
    if (need === 'needed') problems.push({ stepId, field, code: 'text-missing' });
  } else {
    const missing = others.find(({ code }) => !isThere(code));
    if (missing !== undefined) {
      const detail = missing.code;
      problems.push({ stepId, field, code: 'translation-missing', detail, isWarning: true });
    }
  }
  const unknown = Object.values(texts).flatMap((text) => unknownVariables(text, flow));
  for (const detail of new Set(unknown)) {
    problems.push({ stepId, field, code: 'variable-unknown', detail });
  }
  return problems;
}

/** A caption takes less than a message. */
const CAPTION_LENGTH = 1_024;

function tooLong(flow: Flow, step: Step): FlowProblem[] {
  const limit =
    step.kind === 'message' && step.media !== null ? CAPTION_LENGTH : 2 * BOT_LIMITS.textLength;
  const isTooLong = flow.languages.some(({ code }) => {
    const text = promptOf(step, { flow, language: code, answers: {}, context: NOWHERE });
    return text.length > limit;
  });
  return isTooLong ? [{ stepId: step.id, field: 'text', code: 'text-too-long' }] : [];
}

const NOWHERE = {
  now: 0,
  contactName: null,
  phone: null,
  office: '',
  hours: { isOpen: true, opensAt: null, timeZone: 'UTC', week: null },
} as const;
