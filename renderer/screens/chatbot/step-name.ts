import { t } from '#renderer/i18n/index.ts';
import type { Flow } from '#shared/domain/bot/flow.ts';
import { textIn } from '#shared/domain/bot/languages.ts';
import type { Step } from '#shared/domain/bot/steps.ts';

const SHOWN = 36;

/** "2. Menu: What can I do for you": how other steps name it. */
export function stepName(flow: Flow, step: Step, language: string): string {
  const { steps } = t.chatbotSettings;
  const number = flow.steps.findIndex(({ id }) => id === step.id) + 1;
  const text = 'text' in step ? textIn(step.text, language, flow.languages) : '';
  const line = text.replace(/\s+/g, ' ').trim();
  const words = line.length > SHOWN ? `${line.slice(0, SHOWN).trimEnd()}…` : line;
  return steps.named(number, steps.kinds[step.kind].title, words);
}
