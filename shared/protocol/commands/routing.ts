import { z } from 'zod';
import { agentIdSchema, conversationIdSchema, tagIdSchema } from '../../domain/ids.ts';
import { skillUsedSchema } from '../../domain/handling.ts';
import { obstacleSchema } from '../../domain/routing.ts';
import { defineCommand } from '../command.ts';

export const routingCommands = {
  /**
   * Admins only: what would happen now if this customer wrote; null: somebody who never did. Decided
   * as it would be, and nothing is written.
   */
  'routing.preview': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema.nullable(),
      /** What it would be about, besides the tags that it has. */
      tagId: tagIdSchema.nullable(),
    }),
    result: z.object({
      /**
       * `owned`: somebody has it; `with-bot`: nobody gets it while the chatbot talks; `blocked`:
       * nothing of theirs arrives.
       */
      situation: z.enum(['begins', 'waits', 'owned', 'with-bot', 'blocked']),
      toId: agentIdSchema.nullable(),
      why: z.enum(['last-owner', 'next-in-turn', 'least-busy']).nullable(),
      skill: skillUsedSchema.nullable(),
      /** It waits for somebody who knows this; `forMs`: so long at most; null: until they can. */
      waitsFor: z
        .object({ tagId: tagIdSchema, forMs: z.number().nonnegative().nullable() })
        .nullable(),
      /** Everybody who works here, where somebody is looked for: who gets it has no obstacle. */
      people: z.array(
        z.object({
          agentId: agentIdSchema,
          obstacle: obstacleSchema.nullable(),
          open: z.int().nonnegative(),
          /** How many they take at most. */
          capacity: z.int().nonnegative(),
        }),
      ),
    }),
    failures: ['not-found', 'unknown-tag'],
    repeatable: true,
    needs: 'change-settings',
  }),
} as const;
