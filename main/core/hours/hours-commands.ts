import { isSameOwner, LONGEST_OVERRIDE_MS } from '#shared/domain/hours/plan.ts';
import type { Hours, HoursOwner, OfficePlan, Override } from '#shared/domain/hours/plan.ts';
import type { AgentId, Seq } from '#shared/domain/ids.ts';
import { overrideAt } from '#shared/domain/hours/overrides.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler, CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly hostTimeZone: string;
}

type HoursHandlers = Pick<
  CommandHandlers,
  'hours.get' | 'hours.save' | 'hours.save-own' | 'hours.override'
>;

export function hoursHandlers(needs: Needs): HoursHandlers {
  return {
    'hours.get': getHandler(needs),
    'hours.save': saveHandler(needs),
    'hours.save-own': saveOwnHandler(needs),
    'hours.override': overrideHandler(needs),
  };
}

function getHandler({ ledger, clock, hostTimeZone }: Needs): CommandHandler<'hours.get'> {
  return () => {
    const hours = ledger.read.hours.get();
    const { office, own } = hours;
    const override = overrideNow(hours, clock);
    const changedBy = lastChange(ledger.read);
    return Promise.resolve(ok({ office, own: [...own], override, changedBy, hostTimeZone }));
  };
}

function lastChange({ journal }: Reads): AgentId | null {
  return journal.ofKinds(['hours.office-changed'], 0 as Seq, journal.head()).at(-1)?.by ?? null;
}

function saveHandler({ ledger }: Needs): CommandHandler<'hours.save'> {
  return async ({ plan, seen }, caller) => {
    return ledger.write(({ tx, record }) => {
      const before = tx.hours.get().office;
      if (seen !== undefined && isChanged(plan, seen, before)) {
        return fail('changed', 'Somebody has changed these hours meanwhile.');
      }
      const after: OfficePlan = {
        timeZone: plan.timeZone === undefined ? before.timeZone : plan.timeZone,
        week: plan.week === undefined ? before.week : plan.week,
        holidays: plan.holidays ?? before.holidays,
        specialDays: plan.specialDays ?? before.specialDays,
      };
      if (!isSame(before, after)) {
        record({ kind: 'hours.office-changed', before, after }, caller.id);
      }
      return ok({ before, after });
    });
  };
}

function saveOwnHandler({ ledger }: Needs): CommandHandler<'hours.save-own'> {
  return async ({ owner, plan: after }, caller) => {
    return ledger.write(({ tx, record }) => {
      if (!isThere(tx, owner)) {
        return fail('not-found', `There is no such ${owner.kind}.`);
      }
      const { own } = tx.hours.get();
      const before = own.find((each) => isSameOwner(each.owner, owner))?.plan ?? null;
      if (!isSame(before, after)) {
        record({ kind: 'hours.own-changed', owner, before, after }, caller.id);
      }
      return ok({ before, after });
    });
  };
}

function overrideHandler({ ledger, clock }: Needs): CommandHandler<'hours.override'> {
  return async ({ override: after }, caller) => {
    return ledger.write(({ tx, record }) => {
      const now = clock.now();
      if (after !== null && (after.until <= now || after.until > now + LONGEST_OVERRIDE_MS)) {
        return fail('not-valid', 'Choose a time from now on, at most a year away.');
      }
      const before = overrideNow(tx.hours.get(), clock);
      if (!isSame(before, after)) {
        record({ kind: 'hours.overridden', before, after }, caller.id);
      }
      return ok({ before, after });
    });
  };
}

function overrideNow({ overrides }: Hours, clock: Clock): Override | null {
  const current = overrideAt(overrides, clock.now());
  return current === null ? null : { isOpen: current.isOpen, until: current.until };
}

function isThere({ labels, agents }: Reads, owner: HoursOwner): boolean {
  if (owner.kind === 'agent') return agents.get(owner.id) !== null;
  return labels.get().tags.some(({ id }) => id === owner.id);
}

/** Both have passed the schema, which puts everything into its order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether some of what is to be changed is not as it was seen. */
function isChanged(
  plan: CommandParams<'hours.save'>['plan'],
  seen: OfficePlan,
  now: OfficePlan,
): boolean {
  const parts = ['timeZone', 'week', 'holidays', 'specialDays'] as const;
  return parts.some(
    (part) => plan[part] !== undefined && JSON.stringify(seen[part]) !== JSON.stringify(now[part]),
  );
}
