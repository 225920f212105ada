import { z } from 'zod';
import { computerNameSchema, computerSchema } from '../../domain/computer.ts';
import { agentIdSchema, computerIdSchema, timestampSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

const listedSchema = z.object({
  ...computerSchema.shape,
  /** When it was last here; null: not since it was paired. */
  seenAt: timestampSchema.nullable(),
  /** A screen of it is connected now. */
  isHere: z.boolean(),
  /** It is the one that asks. */
  isThisOne: z.boolean(),
  /** Who signed in on it and when last, the last one first. */
  users: z.array(z.object({ agentId: agentIdSchema, at: timestampSchema })),
});
export type ListedComputer = Readonly<z.infer<typeof listedSchema>>;

/** The PCs whose desktop app is let in, and how another one becomes one of them. */
export const computerCommands = {
  'computer.list': defineCommand({
    params: z.object({}),
    result: z.object({ computers: z.array(listedSchema) }),
    failures: [],
    repeatable: true,
    needs: 'manage-people',
  }),

  /**
   * Makes a code, good for ten minutes, for one computer and for five tries. `too-many-codes`: so many
   * are open that there is no first character left for another one.
   */
  'computer.add': defineCommand({
    params: z.object({}),
    result: z.object({
      code: z.string(),
      expiresAt: timestampSchema,
      /** Where the computer finds the host when it does not by itself, nearest first. */
      addresses: z.array(z.string()),
    }),
    failures: ['too-many-codes'],
    repeatable: false,
    needs: 'manage-people',
  }),

  /** It opens nothing any more; one that is used or forgotten already does not either. */
  'computer.forget-code': defineCommand({
    params: z.object({ code: z.string().max(40) }),
    result: z.object({}),
    failures: [],
    repeatable: true,
    needs: 'manage-people',
  }),

  /** `before`: the name that the admin saw. `changed`: it is another one by now, in the details. */
  'computer.rename': defineCommand({
    params: z.object({
      computerId: computerIdSchema,
      name: computerNameSchema,
      before: computerNameSchema,
    }),
    result: z.object({}),
    failures: ['not-found', 'name-taken', 'changed'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /** It is let in no more and the sessions on it end at once; `count`: how many. */
  'computer.revoke': defineCommand({
    params: z.object({ computerId: computerIdSchema }),
    result: z.object({ count: z.int().nonnegative() }),
    failures: ['not-found'],
    repeatable: true,
    needs: 'manage-people',
  }),

  /** Within a minute of its revocation. `too-late`: it has to be paired again. */
  'computer.restore': defineCommand({
    params: z.object({ computerId: computerIdSchema }),
    result: z.object({}),
    failures: ['not-found', 'too-late'],
    repeatable: true,
    needs: 'manage-people',
  }),
} as const;
