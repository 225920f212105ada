import { t } from '#renderer/i18n/index.ts';
import { listOf } from '#renderer/i18n/format.ts';
import type { Labels } from '#shared/domain/labels.ts';
import type { RuleActedFact, RuleDeed } from '#shared/domain/rules/facts.ts';

/** Whether there is something to say of it that no other line or message says. */
export function hasWords({ did, left }: RuleActedFact): boolean {
  return left.length > 0 || did.some(({ what }) => what === 'tag');
}

/** What a rule did, and what it could not, as one sentence. */
export function ruleText({ rule, did, left }: RuleActedFact, labels: Labels): string {
  const { acted } = t.rules;
  const done = did.flatMap((deed) => deedText(deed, labels) ?? []);
  const undone = left.map(({ what, why }) => acted.left(acted.what[what], acted.why[why]));
  return acted.sentence(rule, listOf([...done, ...undone]));
}

function deedText(deed: RuleDeed, labels: Labels): string | null {
  if (deed.what !== 'tag') return null;
  const { acted } = t.rules;
  const name = labels.tags.find(({ id }) => id === deed.tagId)?.name ?? acted.tagUnknown;
  return deed.isOn ? acted.tagOn(name) : acted.tagOff(name);
}
