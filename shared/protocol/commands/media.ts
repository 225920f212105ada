import { z } from 'zod';
import { messageIdSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

export const mediaCommands = {
  /**
   * Fetch a message's file that was held back for its size or could not be fetched. What becomes
   * of it arrives as `message.media-changed`. Of one that is there or on its way nothing changes.
   */
  'media.fetch': defineCommand({
    params: z.object({ messageId: messageIdSchema }),
    result: z.object({}),
    failures: ['not-found'],
    repeatable: true,
  }),
} as const;
