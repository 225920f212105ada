import { t } from '#renderer/i18n/index.ts';
import { explain } from '#renderer/state/problems.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import type { RuleProblem } from '#shared/domain/rules/problems.ts';

/** Why the host did not do something with a rule, in words. */
export function explainRule(failure: CommandFailure): string {
  const { refused } = t.automation.editor;
  switch (failure.code) {
    case 'name-taken':
    case 'too-many':
    case 'not-valid':
    case 'not-found':
    case 'moved-on':
      return refused[failure.code];
    default:
      return explain(failure);
  }
}

/** What is wrong with a rule, and what to do about it. */
export function ruleProblemText({ code, detail = '' }: RuleProblem): string {
  const words = t.automation.problems[code];
  return typeof words === 'string' ? words : words(detail);
}
