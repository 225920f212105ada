import type { Core } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { TagId } from '#shared/domain/ids.ts';
import type { Rule } from '#shared/domain/rules/rule.ts';
import { invariant } from '#shared/util/assert.ts';
import { aRule, noteAction, replyAction, words } from './rules.ts';

/** What rules say begins like this, so that it can be told from what people write. */
export const RULE = 'Rule:';
/** What they note. */
export const RULE_NOTE = 'Noted by a rule';
/** The rule that may reply over people has this in its name. */
export const EVEN = 'even';

const [one, two] = [1 as TagId, 2 as TagId];
const note = noteAction(RULE_NOTE);

/** Rules that meet: on all messages and on some, on what the others do, on time. */
export const busyRules: readonly Rule[] = [
  aRule('replies', { then: [replyAction(`${RULE} hello`)] }),
  aRule('sorts', {
    when: words(['*1', '*4', '*7']),
    then: [
      { type: 'tag', tagId: one },
      { type: 'assign', to: { type: 'tag', tagId: one }, evenWhenOwned: false },
    ],
  }),
  aRule('chains', { when: { type: 'tagged', tagId: one }, then: [{ type: 'tag', tagId: two }] }),
  aRule('unties', {
    when: { type: 'tagged', tagId: two },
    then: [{ type: 'untag', tagId: one }, note, { type: 'tag', tagId: one }],
  }),
  aRule('waits', {
    when: { type: 'waited', minutes: 1 },
    then: [{ type: 'notify', to: { type: 'everyone' }, text: RULE_NOTE }],
  }),
  aRule('closes', {
    when: words(['*5']),
    then: [{ type: 'close', outcomeId: null, evenWhenOwned: false }],
  }),
  aRule('says goodbye', {
    when: { type: 'closed', outcomeId: null },
    then: [replyAction(`${RULE} bye`), note],
  }),
  aRule(`replies ${EVEN} so`, {
    when: words(['*3', '*8']),
    then: [replyAction(`${RULE} even so`, true)],
    isLast: true,
  }),
];

export type RuleSwitch = 'on' | 'off' | 'remove' | 'first';

/** Does it whatever was there before; what is refused changes nothing. */
export async function switchRule(
  handlers: Core['handlers'],
  by: Agent,
  which: number,
  how: RuleSwitch,
): Promise<void> {
  const asked = await handlers['rules.get']({}, by);
  // Somebody may have made them an agent meanwhile.
  if (!asked.ok) return;
  const { rules } = asked.value;
  const wanted = busyRules[which % busyRules.length];
  invariant(wanted !== undefined, 'there are rules to switch');
  const known = rules.find(({ rule }) => rule.name === wanted.name) ?? null;
  if (how === 'remove' || how === 'first') {
    if (known === null) return;
    const others = rules.filter(({ id }) => id !== known.id).map(({ id }) => id);
    if (how === 'remove') await handlers['rules.remove']({ ruleId: known.id }, by);
    else await handlers['rules.order']({ order: [known.id, ...others] }, by);
    return;
  }
  const rule = { ...wanted, isOn: how === 'on' };
  const params = { ruleId: known?.id ?? null, baseVersion: known?.version ?? 0, rule };
  await handlers['rules.save'](params, by);
}
