import type { RuleEvent } from '#shared/domain/rules/event.ts';
import type { SavedRule } from '#shared/domain/rules/rule.ts';
import { wordMatcher } from '#shared/domain/rules/words.ts';
import type { WordMatcher } from '#shared/domain/rules/words.ts';
import type { Reads } from '../ports/reads.ts';

export interface ReadyRule {
  readonly saved: SavedRule;
  /** What it looks for in messages; null: it looks at something else. */
  readonly matcher: WordMatcher | null;
}

export function readyRule(saved: SavedRule): ReadyRule {
  const { when } = saved.rule;
  return { saved, matcher: when.type === 'message' ? wordMatcher(when) : null };
}

/** The rules that are on, in their order, read anew only when an admin changed something of them. */
export class RuleBook {
  #stamp = -1;
  #rules: readonly ReadyRule[] = [];

  /** Those that this kind of event may set off. */
  of(read: Pick<Reads, 'rules'>, type: RuleEvent['type']): readonly ReadyRule[] {
    const stamp = read.rules.stamp();
    if (stamp !== this.#stamp) {
      this.#rules = read.rules
        .all()
        .filter(({ rule }) => rule.isOn)
        .map(readyRule);
      this.#stamp = stamp;
    }
    return this.#rules.filter(({ saved }) => saved.rule.when.type === type);
  }
}
