import { z } from 'zod';
import { botCoverSchema } from '../../domain/bot/cover.ts';
import { flowIdSchema, flowSchema, savedFlowSchema } from '../../domain/bot/flow.ts';
import { seqSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

/** Admins only. */
export const botCommands = {
  /** The newest version of each flow and which one answers when, as of the position `upTo`. */
  'bot.get': defineCommand({
    params: z.object({}),
    result: z.object({
      flows: z.array(savedFlowSchema),
      cover: botCoverSchema,
      upTo: seqSchema,
    }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** The versions of a flow that can be gone back to, newest first. */
  'bot.versions': defineCommand({
    params: z.object({ flowId: flowIdSchema }),
    result: z.object({ versions: z.array(savedFlowSchema) }),
    failures: ['not-found'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Saves a new flow (`flowId` null), or a new version on top of `baseVersion`; talks under way go
   * on with theirs. `not-valid`: details have the `problems`. `moved-on`: somebody saved another
   * version meanwhile, which the details have as `saved`.
   */
  'bot.save': defineCommand({
    params: z.object({
      flowId: flowIdSchema.nullable(),
      baseVersion: z.int().nonnegative(),
      flow: flowSchema,
    }),
    result: z.object({ saved: savedFlowSchema }),
    failures: ['not-found', 'not-valid', 'moved-on', 'name-taken', 'too-many'],
    repeatable: false,
    needs: 'change-settings',
  }),

  /** Makes an earlier version the newest one. */
  'bot.restore': defineCommand({
    params: z.object({ flowId: flowIdSchema, version: z.int().positive() }),
    result: z.object({ saved: savedFlowSchema }),
    failures: ['not-found', 'not-valid'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** `in-use`: it answers at some time; talks under way end. */
  'bot.remove': defineCommand({
    params: z.object({ flowId: flowIdSchema }),
    result: z.object({}),
    failures: ['not-found', 'in-use'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Which flow answers when, from now on. What is switched off falls silent at once. */
  'bot.cover': defineCommand({
    params: z.object({ cover: botCoverSchema }),
    result: z.object({ cover: botCoverSchema }),
    failures: ['not-found', 'not-valid'],
    repeatable: true,
    needs: 'change-settings',
  }),
} as const;
