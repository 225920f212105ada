import type { OutcomeId, TagId } from '../ids.ts';
import type { Rule } from './rule.ts';
import type { WordMatcher } from './words.ts';

/** What happened in a conversation. */
export type RuleEvent =
  | {
      readonly type: 'message';
      readonly text: string;
      /** When it was written. */
      readonly at: number;
      readonly isFirst: boolean;
    }
  | { readonly type: 'tagged'; readonly tagId: TagId }
  /** `since`: the beginning of the wait that is long enough now. */
  | { readonly type: 'waited'; readonly since: number }
  | { readonly type: 'closed'; readonly outcomeId: OutcomeId | null };

/**
 * Whether this sets the rule off, its conditions aside: the words of the message that did, none for
 * other events; null: it does not. Whether a wait is long enough is asked beforehand.
 */
export function setOffBy(
  { when }: Rule,
  matcher: WordMatcher | null,
  event: RuleEvent,
): readonly string[] | null {
  if (event.type === 'message') {
    return when.type === 'message' && matcher !== null ? matcher.match(event.text) : null;
  }
  if (event.type === 'tagged') {
    return when.type === 'tagged' && when.tagId === event.tagId ? [] : null;
  }
  if (event.type === 'waited') return when.type === 'waited' ? [] : null;
  if (when.type !== 'closed') return null;
  return when.outcomeId === null || when.outcomeId === event.outcomeId ? [] : null;
}
