import type { Ledger } from '../journal/ledger.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { Log } from '../ports/system.ts';
import { ruleHandlers } from './rule-commands.ts';
import { Rules } from './rules.ts';
import type { RuleNeeds } from './rules.ts';
import { tryHandler } from './try-rule.ts';
import { Waits } from './waits.ts';

interface Needs extends RuleNeeds {
  readonly ledger: Ledger;
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'nextChange'>;
  readonly log: Log;
}

/** The office's rules with their sense of time and their commands. */
export function openRules(needs: Needs) {
  const rules = new Rules(needs);
  const waits = new Waits({ ...needs, rules });
  needs.ledger.follow({
    follow: rules.follow,
    failed: (error) => needs.log.error({ error }, 'rules failed; what set them off was stored'),
  });
  return {
    heard: rules.heard.bind(rules),
    handlers: { ...ruleHandlers(needs.ledger), 'rules.try': tryHandler(needs) },
    start: () => waits.start(),
    stop: () => waits.stop(),
    idle: () => waits.idle(),
  };
}
