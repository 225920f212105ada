import { assertNever } from '../../util/assert.ts';
import { understoodAnswer } from './answers.ts';
import { stepAfter, stepOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { languageOfNumber, ownNameOf } from './languages.ts';
import { isLoop, withHeard } from './loop-guard.ts';
import { asksForPerson, chosenNumber, chosenOption } from './matching.ts';
import { promptOf, repeatedPrompt, said } from './prompts.ts';
import type { Speaking } from './prompts.ts';
import type { BotContext, BotEffect, BotEnd, BotEvent, BotRun, BotTurn } from './run.ts';
import { isAsking } from './steps.ts';
import type { Step, StepOf } from './steps.ts';

/** What it does not understand so often in a row a person has to see to. */
const MOST_MISSES = 2;
const MINUTE_MS = 60_000;

/**
 * What the chatbot does next: a pure function, the same for customers and for the test chat.
 * `run` is null before the first message.
 */
export function botTurn(
  flow: Flow,
  run: BotRun | null,
  event: BotEvent,
  context: BotContext,
): BotTurn {
  if (event.type === 'begin') return begin(flow, event.text, context);
  if (run === null) return { run: null, effects: [] };
  const step = stepOf(flow, run.at);
  if (step === null) return over('lost');
  return event.type === 'due'
    ? timeIsUp(flow, run, step, context)
    : heardOf(flow, run, step, event, context);
}

function begin(flow: Flow, text: string, context: BotContext): BotTurn {
  const language = languageOfNumber(context.phone, flow.languages);
  const run: BotRun = {
    at: flow.steps[0]?.id ?? 'none',
    language,
    answers: {},
    misses: 0,
    due: context.now,
    heard: withHeard([], text, context.now),
    turns: 1,
  };
  if (asksForPerson(flow, text, true)) return toPerson(flow, run, 'asked-for-person', context);
  return goTo(flow, run, flow.steps[0] ?? null, context);
}

function heardOf(
  flow: Flow,
  before: BotRun,
  step: Step,
  { text, isEarly = false }: Extract<BotEvent, { type: 'message' }>,
  context: BotContext,
): BotTurn {
  const heard = withHeard(before.heard, text, context.now);
  const run = { ...before, heard, turns: before.turns + 1 };
  // Not even a word of parting: another machine would answer it.
  if (isLoop(run.heard, run.turns)) return over('loop', { type: 'queue' });
  const isFree = step.kind === 'question' && step.answer === 'text';
  const isZero = step.kind !== 'question' && isAsking(step) && chosenNumber(text) === 0;
  if (isZero || asksForPerson(flow, text, isFree)) {
    return toPerson(flow, run, 'asked-for-person', context);
  }
  // Between two of its messages it listens to nothing else.
  if (!isAsking(step)) return { run, effects: [] };
  const answered = answer(flow, run, step, text, isEarly, context);
  if (answered !== null) return answered;
  if (isEarly) return { run, effects: [] };
  return notUnderstood(flow, run, step, context);
}

/** What follows from an answer; null: it is none. */
function answer(
  flow: Flow,
  run: BotRun,
  step: StepOf<'menu' | 'question' | 'language'>,
  text: string,
  isEarly: boolean,
  context: BotContext,
): BotTurn | null {
  switch (step.kind) {
    case 'menu': {
      const chosen = chosenOption(text, step.options);
      const option = chosen === null ? undefined : step.options[chosen];
      if (option === undefined) return null;
      return goTo(flow, run, stepAfter(flow, step, option.next), context);
    }
    case 'language': {
      const index = chosenOption(text, flow.languages.map(asOption));
      const language = index === null ? undefined : flow.languages[index]?.code;
      if (language === undefined) return null;
      const turn = goTo(flow, { ...run, language }, stepAfter(flow, step, step.next), context);
      const chosen: BotEffect = { type: 'language', code: language };
      return { ...turn, effects: [chosen, ...turn.effects] };
    }
    case 'question': {
      // Anything is an answer here, so what cannot be one must not be taken for it.
      if (isEarly) return null;
      const { timeZone } = context.hours;
      const asked = { now: context.now, timeZone, phone: context.phone };
      const value = understoodAnswer(step.answer, text, asked);
      const next = stepAfter(flow, step, step.next);
      // A recording answers in its own way; people hear it, the field stays empty.
      if (value === null && step.answer === 'text') return goTo(flow, run, next, context);
      if (value === null) return null;
      const answers = { ...run.answers, [step.field]: value };
      const turn = goTo(flow, { ...run, answers }, next, context);
      const field: BotEffect = { type: 'field', name: step.field, value };
      return { ...turn, effects: [field, ...turn.effects] };
    }
    default:
      return assertNever(step);
  }
}

function asOption({ code }: Flow['languages'][number]) {
  return { label: {}, keywords: [ownNameOf(code), code] };
}

function notUnderstood(flow: Flow, before: BotRun, step: Step, context: BotContext): BotTurn {
  const run = { ...before, misses: before.misses + 1 };
  if (run.misses >= MOST_MISSES) return toPerson(flow, run, 'not-understood', context);
  const text = repeatedPrompt(step, speaking(flow, run, context));
  return {
    run: { ...run, due: dueAt(flow, step, context) },
    effects: [{ type: 'say', text, media: null }],
  };
}

function timeIsUp(flow: Flow, run: BotRun, step: Step, context: BotContext): BotTurn {
  if (context.now < run.due) return { run, effects: [] };
  if (step.kind === 'wait') return goTo(flow, run, stepAfter(flow, step, step.next), context);
  const timeout = isAsking(step) ? step.timeout : null;
  if (timeout === null) return over('no-answer', { type: 'queue' });
  return goTo(flow, run, stepAfter(flow, step, timeout.next), context);
}

/** On from this step to the next one that waits, or to the end. */
function goTo(flow: Flow, before: BotRun, first: Step | null, context: BotContext): BotTurn {
  const effects: BotEffect[] = [];
  const run = { ...before, misses: 0 };
  let step = first;
  // A flow that was checked ends sooner; one that was not ends all the same.
  for (let left = flow.steps.length; left >= 0; left -= 1) {
    if (step === null) break;
    const text = promptOf(step, speaking(flow, run, context));
    const media = step.kind === 'message' ? step.media : null;
    if (text !== '' || media !== null) effects.push({ type: 'say', text, media });
    if (isAsking(step) || step.kind === 'wait') {
      return { run: { ...run, at: step.id, due: dueAt(flow, step, context) }, effects };
    }
    if (step.kind === 'end') return over('done', null, effects);
    if (step.kind === 'handover') return over('done', step.to, effects);
    if (step.kind === 'tag' && step.tagId !== null) {
      effects.push({ type: 'tag', tagId: step.tagId });
    }
    step = stepAfter(flow, step, step.next);
  }
  return over('lost', { type: 'queue' }, effects);
}

function dueAt(flow: Flow, step: Step, { now }: BotContext): number {
  if (step.kind === 'wait') return now + step.seconds * 1_000;
  const minutes = isAsking(step) ? step.timeout?.minutes : undefined;
  return now + (minutes ?? flow.patienceMinutes) * MINUTE_MS;
}

function toPerson(flow: Flow, run: BotRun, why: BotEnd, context: BotContext): BotTurn {
  const { toPerson: open, toPersonClosed: closed } = flow.says;
  const text = said(context.hours.isOpen ? open : closed, speaking(flow, run, context));
  const effects: BotEffect[] = text === '' ? [] : [{ type: 'say', text, media: null }];
  return over(why, { type: 'queue' }, effects);
}

function over(
  why: BotEnd,
  to: Extract<BotEffect, { type: 'over' }>['to'] = null,
  effects: readonly BotEffect[] = [],
): BotTurn {
  return { run: null, effects: [...effects, { type: 'over', why, to }] };
}

function speaking(flow: Flow, { language, answers }: BotRun, context: BotContext): Speaking {
  return { flow, language, answers, context };
}
