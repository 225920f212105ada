import { z } from 'zod';
import { ownStatusIdSchema } from '../../domain/ids.ts';
import { agentStatusSchema } from '../../domain/presence.ts';
import { defineCommand } from '../command.ts';

export const presenceCommands = {
  /**
   * What the asker wants to be seen as, until they choose something else or sign out. Offline, they
   * are given nothing; what becomes of the chats they have is theirs to say. One of the office's own
   * statuses is named by its id; `not-found`: it is offered no more.
   */
  'presence.set': defineCommand({
    params: z.object({
      status: z.union([agentStatusSchema, z.object({ ownStatusId: ownStatusIdSchema })]),
    }),
    result: z.object({}),
    failures: ['not-found'],
    repeatable: true,
  }),

  /** Somebody touches a screen of this session: it is not locked for being left alone. */
  'session.active': defineCommand({
    params: z.object({}),
    result: z.object({}),
    failures: [],
    repeatable: true,
  }),

  /**
   * Whether this screen is left alone: said after each welcome and whenever it changes. An agent
   * who is online is away when all of their screens are, and back when one of them is used; what
   * they chose stays.
   */
  'presence.idle': defineCommand({
    params: z.object({ isIdle: z.boolean() }),
    result: z.object({}),
    failures: [],
    repeatable: false,
  }),

  /**
   * This screen closes for good, and its person was asked what becomes of their chats: without
   * another screen they are offline at once, and the office's rule for who just leaves is not for them.
   */
  'presence.closes': defineCommand({
    params: z.object({}),
    result: z.object({}),
    failures: [],
    repeatable: false,
  }),
} as const;
