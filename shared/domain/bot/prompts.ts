import type { Flow } from './flow.ts';
import { ownNameOf, textIn } from './languages.ts';
import type { Texts } from './languages.ts';
import type { BotContext } from './run.ts';
import type { Step, StepOf } from './steps.ts';
import { filledIn } from './variables.ts';
import { hoursInWords } from './hours-in-words.ts';

export interface Speaking {
  readonly flow: Flow;
  readonly language: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly context: BotContext;
}

/** A text of the flow as the customer reads it. */
export function said(texts: Texts, { flow, language, answers, context }: Speaking): string {
  return filledIn(textIn(texts, language, flow.languages), language, answers, context).trim();
}

/** What a step says; empty: nothing. */
export function promptOf(step: Step, speaking: Speaking): string {
  switch (step.kind) {
    case 'message':
    case 'question':
    case 'handover':
      return said(step.text, speaking);
    case 'menu':
      return [said(step.text, speaking), menuLines(step, speaking)].join('\n\n').trim();
    case 'language':
      return [said(step.text, speaking), languageLines(speaking)].join('\n\n').trim();
    case 'hours':
      return [said(step.text, speaking), hoursInWords(speaking.context.hours, speaking.language)]
        .filter((part) => part !== '')
        .join('\n\n');
    case 'tag':
    case 'wait':
    case 'end':
      return '';
  }
}

function menuLines({ options }: StepOf<'menu'>, speaking: Speaking): string {
  const lines = options.map(({ label }, index) => numbered(index + 1, said(label, speaking)));
  return [...lines, personLine(speaking)].join('\n');
}

function languageLines(speaking: Speaking): string {
  const { languages } = speaking.flow;
  const lines = languages.map(({ code }, index) => numbered(index + 1, ownNameOf(code)));
  return [...lines, personLine(speaking)].join('\n');
}

function personLine(speaking: Speaking): string {
  return numbered(0, said(speaking.flow.says.personOption, speaking));
}

/** Not as a list: WhatsApp would count it anew, and 0 would become the last number. */
function numbered(number: number, label: string): string {
  return `${number} – ${label}`;
}

/** The same again, after something that was not understood. */
export function repeatedPrompt(step: Step, speaking: Speaking): string {
  return [said(speaking.flow.says.notUnderstood, speaking), promptOf(step, speaking)]
    .filter((part) => part !== '')
    .join('\n\n');
}
