import { z } from 'zod';
import { agentIdSchema, tagIdSchema, timestampSchema } from '../ids.ts';
import { DAY_MS, dayOf, localDateSchema } from './local-day.ts';
import { spansSchema } from './span.ts';
import { isTimeZone } from './time-zone.ts';
import { weekSchema } from './week.ts';

export const MOST_HOLIDAYS = 400;
export const MOST_SPECIAL_DAYS = 200;
/** A holiday is no longer than this. */
export const LONGEST_HOLIDAY_DAYS = 366;
/** Nobody means to close for longer than this with one click. */
export const LONGEST_OVERRIDE_MS = 366 * DAY_MS;

const nameSchema = z
  .string()
  .trim()
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);

/** Nobody is there from one day to another, both included; `isYearly`: every year again. */
export const holidaySchema = z
  .object({
    name: nameSchema.min(1),
    from: localDateSchema,
    to: localDateSchema,
    isYearly: z.boolean(),
  })
  .refine(({ from, to }) => from <= to, 'It ends before it begins.')
  .refine(({ from, to }) => lengthOf(from, to) <= LONGEST_HOLIDAY_DAYS, 'It is too long.');
export type Holiday = Readonly<z.infer<typeof holidaySchema>>;

/** A date with spans of its own; without any, nobody is there. */
export const specialDaySchema = z.object({
  date: localDateSchema,
  name: nameSchema,
  spans: spansSchema,
});
export type SpecialDay = Readonly<z.infer<typeof specialDaySchema>>;

const specialDaysSchema = z
  .array(specialDaySchema)
  .max(MOST_SPECIAL_DAYS)
  .refine(
    (days) => new Set(days.map(({ date }) => date)).size === days.length,
    'A day is there once.',
  );

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'This is no IANA time zone, as Europe/Berlin is one.');

/**
 * The office's hours. `timeZone` null: the host PC's own. `week` null: around the clock. A special
 * day counts before a holiday, and that before the week.
 */
export const officePlanSchema = z.object({
  timeZone: timeZoneSchema.nullable(),
  week: weekSchema.nullable(),
  holidays: z.array(holidaySchema).max(MOST_HOLIDAYS),
  specialDays: specialDaysSchema,
});
export type OfficePlan = Readonly<z.infer<typeof officePlanSchema>>;

/** Hours of their own, by the office's time zone. `week` null: the office's. */
export const ownPlanSchema = z.object({
  week: weekSchema.nullable(),
  specialDays: specialDaysSchema,
});
export type OwnPlan = Readonly<z.infer<typeof ownPlanSchema>>;

/** Whose hours they are, when not the office's. */
export const hoursOwnerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), id: tagIdSchema }),
  z.object({ kind: z.literal('agent'), id: agentIdSchema }),
]);
export type HoursOwner = Readonly<z.infer<typeof hoursOwnerSchema>>;

/** Closed, or open, from now on and until then, whatever the hours say. */
export const overrideSchema = z.object({ isOpen: z.boolean(), until: timestampSchema });
export type Override = Readonly<z.infer<typeof overrideSchema>>;

/** One that was, or is, in force from `since` to `until`. */
export interface OverrideStretch extends Override {
  readonly since: number;
}

/** Everything that decides who is there when. */
export interface Hours {
  readonly office: OfficePlan;
  readonly own: readonly { readonly owner: HoursOwner; readonly plan: OwnPlan }[];
  /** In order, no two at the same time; also those that are over. */
  readonly overrides: readonly OverrideStretch[];
}

/** With nothing configured the office is always open. */
export const ALWAYS_OPEN: OfficePlan = {
  timeZone: null,
  week: null,
  holidays: [],
  specialDays: [],
};

export function isSameOwner(one: HoursOwner, other: HoursOwner): boolean {
  return one.kind === other.kind && one.id === other.id;
}

export function lengthOf(from: string, to: string): number {
  return dayOf(to) - dayOf(from) + 1;
}
