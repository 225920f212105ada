import { z } from 'zod';
import {
  agentNameSchema,
  agentSchema,
  ownCapacitySchema,
  passwordSchema,
  roleSchema,
  skillsSchema,
} from '../../domain/agent.ts';
import { agentIdSchema, timestampSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';
import { destinationSchema } from './handling.ts';

const agentResult = z.object({ agent: agentSchema });

/** For admins only, all of them. What changes is on every screen at once. */
export const peopleCommands = {
  /**
   * The name is also what the agent signs in with; it is unique without case. The password is a
   * temporary one. `weak-password`: it would be guessed; the details say by what.
   */
  'agent.add': defineCommand({
    params: z.object({
      name: agentNameSchema,
      password: passwordSchema,
      role: roleSchema,
      skills: skillsSchema.optional(),
      capacity: ownCapacitySchema.optional(),
    }),
    result: agentResult,
    failures: ['name-taken', 'unknown-tag', 'weak-password'],
    repeatable: false,
    needs: 'manage-people',
  }),

  /** What is not named stays as it is. `last-admin`: nobody would be left who may do this. */
  'agent.change': defineCommand({
    params: z.object({
      agentId: agentIdSchema,
      name: agentNameSchema.optional(),
      role: roleSchema.optional(),
      skills: skillsSchema.optional(),
      capacity: ownCapacitySchema.optional(),
    }),
    result: agentResult,
    failures: ['not-found', 'name-taken', 'unknown-tag', 'last-admin'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /**
   * To a temporary one, to be passed on: it opens nothing but the change to one of their own. Their
   * sessions end. `own-account`: one's own is changed with the one there is, see `POST /api/password`.
   */
  'agent.reset-password': defineCommand({
    params: z.object({ agentId: agentIdSchema, password: passwordSchema }),
    result: agentResult,
    failures: ['not-found', 'own-account', 'weak-password'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /** On every device, but not the session that asks for it. */
  'agent.end-sessions': defineCommand({
    params: z.object({ agentId: agentIdSchema }),
    result: z.object({ count: z.int().nonnegative() }),
    failures: ['not-found'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /**
   * They work here no more: their sessions end at once, and everything they have, open and snoozed,
   * goes there. Their name and what they did stay everywhere.
   */
  'agent.deactivate': defineCommand({
    params: z.object({ agentId: agentIdSchema, chatsTo: destinationSchema }),
    result: z.object({ agent: agentSchema, chats: z.int().nonnegative() }),
    failures: ['not-found', 'last-admin', 'unknown-agent', 'unknown-tag'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /** They may sign in again, with the password they had. */
  'agent.reactivate': defineCommand({
    params: z.object({ agentId: agentIdSchema }),
    result: agentResult,
    failures: ['not-found'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /** To whose accounts nobody gets in for a while, after too many wrong tries. */
  'agent.locked': defineCommand({
    params: z.object({}),
    result: z.object({
      locked: z.array(
        z.object({
          agentId: agentIdSchema,
          /** From unknown devices, or from one of their own. */
          of: z.enum(['account', 'device']),
          until: timestampSchema,
        }),
      ),
    }),
    failures: [],
    needs: 'manage-people',
    repeatable: true,
  }),

  /** Their tries so far count no more. */
  'agent.unlock': defineCommand({
    params: z.object({ agentId: agentIdSchema }),
    result: z.object({}),
    failures: ['not-found'],
    needs: 'manage-people',
    repeatable: true,
  }),

  /** Who says a code of their phone as well when they sign in. */
  'agent.second-factors': defineCommand({
    params: z.object({}),
    result: z.object({ agentIds: z.array(agentIdSchema) }),
    failures: [],
    needs: 'manage-people',
    repeatable: true,
  }),

  /**
   * Of somebody who has lost the phone and the recovery codes: the password is enough again.
   * `own-account`: one's own is switched off with a code, see `POST /api/second-factor/off`.
   */
  'agent.second-factor-off': defineCommand({
    params: z.object({ agentId: agentIdSchema }),
    result: z.object({}),
    failures: ['not-found', 'own-account'],
    needs: 'manage-people',
    repeatable: true,
  }),

  /** Where a browser finds the host, nearest first, for an invitation. */
  'host.addresses': defineCommand({
    params: z.object({}),
    result: z.object({
      addresses: z.array(z.string()),
      fingerprint: z.string(),
      /** Whether browsers of other PCs are let in at all. */
      letsBrowsersIn: z.boolean(),
    }),
    failures: [],
    repeatable: true,
    needs: 'manage-people',
  }),
} as const;
