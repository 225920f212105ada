import { t } from '#renderer/i18n/index.ts';
import { explain } from '#renderer/state/problems.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import type { FlowProblem } from '#shared/domain/bot/problem.ts';
import { ownNameOf } from '#shared/domain/bot/languages.ts';

/** Why the host did not do something with a flow, in words. */
export function explainFlow(failure: CommandFailure): string {
  const { refused } = t.chatbotSettings.editor;
  switch (failure.code) {
    case 'in-use':
    case 'name-taken':
    case 'too-many':
    case 'not-valid':
    case 'not-found':
      return refused[failure.code];
    default:
      return explain(failure);
  }
}

/** What is wrong with a flow, and what to do about it. */
export function problemText({ code, detail = '' }: FlowProblem): string {
  const words = t.chatbotSettings.problems[code];
  if (typeof words === 'string') return words;
  return words(code === 'translation-missing' ? ownNameOf(detail) : detail);
}
