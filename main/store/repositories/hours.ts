import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import {
  ALWAYS_OPEN,
  hoursOwnerSchema,
  officePlanSchema,
  ownPlanSchema,
} from '#shared/domain/hours/plan.ts';
import type { Hours, HoursOwner } from '#shared/domain/hours/plan.ts';
import type { z } from 'zod';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface PlanRow {
  readonly kind: 'office' | HoursOwner['kind'];
  readonly id: number;
  readonly plan: string;
}

interface OverrideRow {
  readonly since: number;
  readonly until: number;
  readonly open: number;
}

export function hoursReads(connection: Prepares): Reads['hours'] {
  const plans = connection.prepare<[], PlanRow>(
    'hours.plans',
    'SELECT kind, id, plan FROM hours ORDER BY kind, id',
  );
  const overrides = connection.prepare<[], OverrideRow>(
    'hours.overrides',
    'SELECT since, until, is_open AS open FROM hour_overrides ORDER BY since',
  );
  return {
    get(): Hours {
      const rows = plans.all();
      const office = rows.find(({ kind }) => kind === 'office');
      return {
        office: office ? parsePlan(office, officePlanSchema) : ALWAYS_OPEN,
        own: rows
          .filter(({ kind }) => kind !== 'office')
          .map((row) => ({
            owner: hoursOwnerSchema.parse({ kind: row.kind, id: row.id }),
            plan: parsePlan(row, ownPlanSchema),
          })),
        overrides: overrides.all().map(({ since, until, open }) => ({
          since,
          until,
          isOpen: open === 1,
        })),
      };
    },
  };
}

function parsePlan<T>({ kind, id, plan }: PlanRow, schema: z.ZodType<T>): T {
  const what = `hours of ${kind} ${id}`;
  const result = schema.safeParse(parseStored(plan, what));
  if (!result.success) throw damaged(what, result.error);
  return result.data;
}

type Writes = Pick<Tx['state'], 'putOfficePlan' | 'putOwnPlan' | 'putOverride'>;

export function hoursWrites(connection: Prepares): Writes {
  const put = connection.prepare<[PlanRow['kind'], number, string], never>(
    'hours.put',
    `INSERT INTO hours (kind, id, plan) VALUES (?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET plan = excluded.plan`,
  );
  const remove = connection.prepare<[PlanRow['kind'], number], never>(
    'hours.remove',
    'DELETE FROM hours WHERE kind = ? AND id = ?',
  );
  const putOverride = connection.prepare<[number, number, number], never>(
    'hours.putOverride',
    `INSERT INTO hour_overrides (since, until, is_open) VALUES (?, ?, ?)
     ON CONFLICT (since) DO UPDATE SET until = excluded.until, is_open = excluded.is_open`,
  );
  const removeOverride = connection.prepare<[number], never>(
    'hours.removeOverride',
    'DELETE FROM hour_overrides WHERE since = ?',
  );
  return {
    putOfficePlan: (plan) => void put.run('office', 0, JSON.stringify(plan)),
    putOwnPlan({ kind, id }, plan) {
      if (plan === null) remove.run(kind, id);
      else put.run(kind, id, JSON.stringify(plan));
    },
    putOverride({ since, until, isOpen }) {
      if (until <= since) removeOverride.run(since);
      else putOverride.run(since, until, isOpen ? 1 : 0);
    },
  };
}
