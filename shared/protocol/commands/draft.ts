import { z } from 'zod';
import { draftSchema } from '../../domain/draft.ts';
import { defineCommand } from '../command.ts';

export const draftCommands = {
  /**
   * What the asker has begun to write in a conversation, for their other screens and later; nothing
   * at all ends it. The asker's other screens are told with a `draft` frame. `revision`: what has a
   * larger one was saved later. `too-many`: the host keeps no more of one agent's; it stays on the
   * device.
   */
  'draft.save': defineCommand({
    params: draftSchema,
    result: z.object({ revision: z.int() }),
    failures: ['not-found', 'too-many'],
    repeatable: true,
  }),
} as const;
