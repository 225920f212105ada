import { fieldKey } from '../contact-fields.ts';
import type { Flow } from './flow.ts';
import { hoursInWords, openingInWords } from './hours-in-words.ts';
import type { BotContext } from './run.ts';

/** What a text may name in braces besides the answers so far. */
export const variableNames = ['name', 'office', 'next opening', 'opening hours'] as const;
type VariableName = (typeof variableNames)[number];

const VARIABLE = /\{([^{}\n]{1,60})\}/g;

/** Names in a text that are neither a variable nor a question's field of the flow. */
export function unknownVariables(text: string, flow: Flow): string[] {
  const known = new Set<string>([...variableNames, ...fieldsOf(flow).map(fieldKey)]);
  const names = [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
  return names.filter((name) => !known.has(fieldKey(name)));
}

/** The fields that a flow's questions fill. */
export function fieldsOf(flow: Flow): string[] {
  return flow.steps.flatMap((step) =>
    step.kind === 'question' && step.field !== '' ? [step.field] : [],
  );
}

/** A text with everything put in; what was put in is never read for variables again. */
export function filledIn(
  text: string,
  language: string,
  answers: Readonly<Record<string, string>>,
  context: BotContext,
): string {
  const byKey = new Map(Object.entries(answers).map(([name, value]) => [fieldKey(name), value]));
  let isGap = false;
  const filled = text.replace(VARIABLE, (_, name: string) => {
    const key = fieldKey(name);
    // What they answered themselves comes before what is known otherwise.
    const known = isVariable(key) ? valueOf(key, language, context) : '';
    const value = byKey.get(key) ?? known;
    if (value === '') isGap = true;
    return value;
  });
  // "Hello {name}!" to somebody without a name is "Hello!".
  return isGap ? filled.replace(/[ \t]+([,.!?;:])/g, '$1').replace(/ {2,}/g, ' ') : filled;
}

function isVariable(key: string): key is VariableName {
  return variableNames.some((name) => name === key);
}

function valueOf(name: VariableName, language: string, context: BotContext): string {
  switch (name) {
    case 'name':
      return context.contactName ?? '';
    case 'office':
      return context.office;
    case 'next opening':
      return openingInWords(context.hours, context.now, language);
    case 'opening hours':
      return hoursInWords(context.hours, language);
  }
}
