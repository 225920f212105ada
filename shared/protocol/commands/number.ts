import { z } from 'zod';
import { seqSchema } from '../../domain/ids.ts';
import { linkEventSchema, ownPhoneSchema } from '../../domain/number.ts';
import { defineCommand } from '../command.ts';

const order = <P extends z.ZodType>(params: P) =>
  defineCommand({
    params,
    result: z.object({}),
    failures: ['not-now'],
    repeatable: false,
    needs: 'manage-number',
  });

/** Admins only. What comes of an order is seen in the number's state. */
export const numberCommands = {
  /**
   * Show a new QR code: after the codes were paused or the phone ended the link, or instead of a
   * code to type. `not-now`: the number's state has no place for it, here and in the others.
   */
  'number.show-code': order(z.object({})),

  /** Link with a code that is typed on the phone that has this number. */
  'number.link-with-phone': order(z.object({ phone: ownPhoneSchema })),

  /** Take WhatsApp Web back from the program that uses the same link. */
  'number.use-here': order(z.object({})),

  /** Start the browser anew, now. Looks for a browser again when there was none. */
  'number.restart': order(z.object({})),

  /** States the number went through and orders of admins, newest first, before `before`. */
  'number.history': defineCommand({
    params: z.object({ before: seqSchema.nullable(), limit: z.int().min(1).max(200) }),
    result: z.object({ events: z.array(linkEventSchema), hasMore: z.boolean() }),
    failures: [],
    repeatable: true,
    needs: 'manage-number',
  }),
} as const;
