import type { HoursFact } from '#shared/domain/hours/facts.ts';
import { overriding } from '#shared/domain/hours/overrides.ts';
import { assertNever } from '#shared/util/assert.ts';
import type { Tx } from '../ports/store.ts';

/** What admins made of the hours at this moment. */
export function projectHours(tx: Tx, fact: HoursFact, at: number): void {
  switch (fact.kind) {
    case 'hours.office-changed':
      tx.state.putOfficePlan(fact.after);
      break;
    case 'hours.own-changed':
      tx.state.putOwnPlan(fact.owner, fact.after);
      break;
    case 'hours.overridden':
      for (const stretch of overriding(tx.hours.get().overrides, fact.after, at)) {
        tx.state.putOverride(stretch);
      }
      break;
    default:
      assertNever(fact);
  }
}
