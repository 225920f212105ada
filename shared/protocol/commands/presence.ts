import { z } from 'zod';
import { chosenStatusSchema } from '../../domain/presence.ts';
import { defineCommand } from '../command.ts';

export const presenceCommands = {
  /** What the asker wants to be seen as, until they choose something else or sign out. */
  'presence.set': defineCommand({
    params: z.object({ status: chosenStatusSchema }),
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
} as const;
