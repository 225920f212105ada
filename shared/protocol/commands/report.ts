import { z } from 'zod';
import { conversationIdSchema, timestampSchema } from '../../domain/ids.ts';
import {
  figureGroupSchema,
  groupings,
  listedFigures,
  rangeSchema,
  reportFilterSchema,
  spreadSchema,
} from '../../domain/reports/figures.ts';
import { agentTimeSchema, queuePeakSchema } from '../../domain/reports/people-time.ts';
import { defineCommand } from '../command.ts';

/** Most lines of one page of a list. */
export const MOST_LISTED = 200;

export const reportCommands = {
  /**
   * What happened in a range of days, in groups; a group that nothing falls into is not there,
   * except for the only one of `all`. Agents get what is theirs alone, whatever the filter says;
   * somebody else's is `forbidden`.
   */
  'report.figures': defineCommand({
    params: z.object({
      range: rangeSchema,
      by: z.enum(groupings),
      filter: reportFilterSchema.default({}),
    }),
    result: z.object({ groups: z.array(figureGroupSchema) }),
    failures: ['bad-range'],
    repeatable: true,
  }),

  /** The conversations that a figure counts, the newest first: `n` of all lines add up to it. */
  'report.list': defineCommand({
    params: z.object({
      range: rangeSchema,
      figure: z.enum(listedFigures),
      filter: reportFilterSchema.default({}),
      offset: z.int().min(0).max(10_000_000),
      limit: z.int().min(1).max(MOST_LISTED),
    }),
    result: z.object({
      sum: z.int().nonnegative(),
      lines: z.int().nonnegative(),
      items: z.array(
        z.object({
          /** Null: one that the asker does not see. */
          conversationId: conversationIdSchema.nullable(),
          /** The contact's name; empty with it. */
          name: z.string(),
          episodeId: z.int(),
          visit: z.int().positive(),
          at: timestampSchema,
          /** Who is credited with it; 0: the phone, null: nobody. */
          agentId: z.int().nonnegative().nullable(),
          ms: z.int().nonnegative().nullable(),
          openMs: z.int().nonnegative().nullable(),
          n: z.int(),
          /** The customer's message arrived while the host was off. */
          isLate: z.boolean(),
          /** Of a question about satisfaction: what the customer said. */
          score: z.int().min(1).max(5).nullable(),
        }),
      ),
    }),
    failures: ['bad-range'],
    repeatable: true,
  }),

  /** Messages that each agent sent (0: the phone), by day; days without any are not there. */
  'report.sent': defineCommand({
    params: z.object({ range: rangeSchema, filter: reportFilterSchema.default({}) }),
    result: z.object({
      days: z.array(
        z.object({
          agentId: z.int().nonnegative(),
          day: z.int(),
          sent: z.int().nonnegative(),
        }),
      ),
    }),
    failures: ['bad-range'],
    repeatable: true,
  }),

  /** How long people were what, until now, and how long the queue was. Agents get their own. */
  'report.time': defineCommand({
    params: z.object({ range: rangeSchema, agentId: z.int().positive().optional() }),
    result: z.object({ agents: z.array(agentTimeSchema), queue: z.array(queuePeakSchema) }),
    failures: ['bad-range'],
    repeatable: true,
  }),

  /** This moment: customers in the queue, the longest of all waits, the last hour's answers. */
  'report.now': defineCommand({
    params: z.object({}),
    result: z.object({
      at: timestampSchema,
      waiting: z.int().nonnegative(),
      /** Customers whose chats somebody has, and who wait for an answer. */
      owed: z.int().nonnegative(),
      longest: z
        .object({ conversationId: conversationIdSchema, name: z.string(), since: timestampSchema })
        .nullable(),
      lastHour: spreadSchema,
    }),
    failures: [],
    repeatable: true,
  }),
} as const;
