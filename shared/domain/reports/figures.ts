import { z } from 'zod';
import { localDateSchema } from '../hours/local-day.ts';
import { outcomeIdSchema, tagIdSchema } from '../ids.ts';
import { HOURS, SLOTS, WEEKDAYS } from './slots.ts';
import { currencySchema } from './value.ts';

/** What figures are shown beside each other by; `slot`: the hours of the week. */
export const groupings = [
  'all',
  'day',
  'agent',
  'hour',
  'weekday',
  'slot',
  'tag',
  'visit',
] as const;
export type Grouping = (typeof groupings)[number];

/** How often a contact was here, with this time: 1, 2, 3, 4 for 4 to 9, 5 for more. */
export const VISIT_GROUPS = 5;

/** Which of what happened counts; what is absent narrows nothing down. */
export const reportFilterSchema = z.object({
  /** 0: the phone. */
  agentId: z.int().nonnegative().optional(),
  tagId: tagIdSchema.optional(),
  slot: z
    .int()
    .min(0)
    .max(SLOTS - 1)
    .optional(),
  hour: z
    .int()
    .min(0)
    .max(HOURS - 1)
    .optional(),
  weekday: z
    .int()
    .min(0)
    .max(WEEKDAYS - 1)
    .optional(),
  visit: z.int().min(1).max(VISIT_GROUPS).optional(),
});
export type ReportFilter = Readonly<z.infer<typeof reportFilterSchema>>;

/** More days than any report needs, and no more than can be answered at once. */
export const LONGEST_RANGE_DAYS = 3_660;

/** Days of the office's calendar, both included. */
export const rangeSchema = z.object({ from: localDateSchema, to: localDateSchema });
export type Range = Readonly<z.infer<typeof rangeSchema>>;

/** Upper ends of the first columns of a distribution, included, ms; the last one has none. */
export const BUCKETS_MS = [
  60_000, 300_000, 900_000, 1_800_000, 3_600_000, 14_400_000, 86_400_000,
] as const;

/** The times themselves: the one in the middle, and the one that nine of ten do not exceed. */
const timesSchema = z.object({
  median: z.int().nonnegative().nullable(),
  p90: z.int().nonnegative().nullable(),
  /** How many are in each column of the distribution. */
  buckets: z.array(z.int().nonnegative()),
});
export type Times = Readonly<z.infer<typeof timesSchema>>;

/** `n` durations, by the clock on the wall and within business hours. */
export const spreadSchema = z.object({
  n: z.int().nonnegative(),
  wall: timesSchema,
  open: timesSchema,
});
export type Spread = Readonly<z.infer<typeof spreadSchema>>;

const count = z.int().nonnegative();

export const figuresSchema = z.object({
  /** Episodes that began, and those of them in which the contact had been here before. */
  opened: count,
  reopened: count,
  botCovered: count,
  /** What became of those that began, until now. */
  answeredOfOpened: count,
  closedOfOpened: count,
  wonOfOpened: count,
  /** Episodes that ended. */
  closed: count,
  missed: count,
  won: count,
  outcomes: z.array(z.object({ outcomeId: outcomeIdSchema.nullable(), n: count })),
  values: z.array(z.object({ currency: currencySchema, amount: count, n: count })),
  /** Episodes after which the customer was asked how satisfied they are, and what they said. */
  asked: count,
  rated: count,
  /** How many said 1, 2, 3, 4 and 5. */
  scores: z.tuple([count, count, count, count, count]),
  /** Episodes in which somebody sent something, and the messages. */
  handled: count,
  sent: count,
  answersOnPhone: count,
  transfersIn: count,
  transfersOut: count,
  first: spreadSchema,
  reply: spreadSchema,
  resolution: spreadSchema,
  /** First answers within the time that the office promises, of all that were due. */
  level: z.object({ of: count, within: count, openWithin: count }),
});
export type Figures = Readonly<z.infer<typeof figuresSchema>>;

/** `key`: what the group is of (an id, a day, an hour ...); null: of nobody or nothing. */
export const figureGroupSchema = z.object({
  key: z.int().nonnegative().nullable(),
  figures: figuresSchema,
});
export type FigureGroup = Readonly<z.infer<typeof figureGroupSchema>>;

/** What opens as a list of the conversations that it counts. */
export const listedFigures = [
  'opened',
  'reopened',
  'botCovered',
  'answeredOfOpened',
  'closedOfOpened',
  'wonOfOpened',
  'closed',
  'missed',
  'won',
  'handled',
  'sent',
  'answersOnPhone',
  'transfersIn',
  'transfersOut',
  'first',
  'reply',
  'resolution',
  'late',
  'asked',
  'rated',
  'rated1',
  'rated2',
  'rated3',
  'rated4',
  'rated5',
] as const;
export type ListedFigure = (typeof listedFigures)[number];
