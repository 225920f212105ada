import { z } from 'zod';
import { outcomeIdSchema, tagIdSchema } from '../../domain/ids.ts';
import { outcomeSchema, tagSchema } from '../../domain/labels.ts';
import { defineCommand } from '../command.ts';

export const labelCommands = {
  /** Admins only: makes a tag (`id` null) or changes one everywhere it is shown. */
  'tag.save': defineCommand({
    params: z.object({ tag: tagSchema.extend({ id: tagIdSchema.nullable() }) }),
    result: z.object({ tag: tagSchema }),
    failures: ['not-found', 'name-taken'],
    repeatable: false,
  }),

  /** Admins only: makes an outcome (`id` null) or changes one. */
  'outcome.save': defineCommand({
    params: z.object({ outcome: outcomeSchema.extend({ id: outcomeIdSchema.nullable() }) }),
    result: z.object({ outcome: outcomeSchema }),
    failures: ['not-found', 'name-taken'],
    repeatable: false,
  }),
} as const;
