import { z } from 'zod';
import { backupFailureSchema, backupSchema } from '../../domain/backup.ts';
import { timestampSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

/** Admins only. */
export const backupCommands = {
  'backup.list': defineCommand({
    params: z.object({}),
    result: z.object({
      /** Newest first. */
      backups: z.array(backupSchema),
      /** Where they are, on the host PC. */
      folder: z.string(),
      /** The newest copy in the second folder; null when there is none, or no such folder. */
      newestInSecond: timestampSchema.nullable(),
      /** Of the last attempt; null when it went well. */
      failure: backupFailureSchema.nullable(),
      nextAt: timestampSchema,
      isRunning: z.boolean(),
    }),
    failures: [],
    repeatable: true,
    needs: 'make-backups',
  }),

  /**
   * Makes one now; answers when it is there and was read again. `failure`: its copy in the second
   * folder did not work. `not-made`: details have the `failure`.
   */
  'backup.make': defineCommand({
    params: z.object({}),
    result: z.object({ backup: backupSchema, failure: backupFailureSchema.nullable() }),
    failures: ['not-made'],
    repeatable: false,
    needs: 'make-backups',
  }),
} as const;
