import { z } from 'zod';
import { contactNameSchema, contactSchema } from '../../domain/contact.ts';
import { conversationSchema } from '../../domain/conversation.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  epochSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

const conversationResult = z.object({ conversation: conversationSchema });

/** A merge that can be undone, as the contact panel shows it. */
const mergeSchema = z.object({
  goneId: conversationIdSchema,
  /** The contact as it was before. */
  contact: contactSchema,
  at: timestampSchema,
  by: agentIdSchema.nullable(),
  why: z.enum(['same-person', 'by-hand']),
});

export const contactCommands = {
  /**
   * What the contact panel shows beyond the conversation itself. Also a reason for the host to ask
   * WhatsApp for what it does not know about the person yet, a few times an hour at most; what
   * comes of it arrives as `contact.changed`.
   */
  'contact.details': defineCommand({
    params: z.object({ conversationId: conversationIdSchema }),
    result: z.object({
      conversation: conversationSchema,
      /** Time of the first message. */
      firstSeenAt: timestampSchema.nullable(),
      merges: z.array(mergeSchema),
    }),
    failures: ['not-found'],
    repeatable: true,
  }),

  /** Gives the contact a name of ours, which comes before every other; null takes it away. */
  'contact.rename': defineCommand({
    params: z.object({ conversationId: conversationIdSchema, name: contactNameSchema.nullable() }),
    result: conversationResult,
    failures: ['not-found'],
    repeatable: true,
  }),

  /**
   * Two conversations are with one person: `mergeOutcome` says what becomes of them. Under the
   * epochs that the asker was shown. `not-owner`: somebody else would lose a conversation of
   * theirs; supervisors and admins may do that.
   */
  'contact.merge': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      epoch: epochSchema,
      otherId: conversationIdSchema,
      otherEpoch: epochSchema,
    }),
    result: conversationResult,
    failures: ['not-found', 'not-owner', 'moved-on'],
    repeatable: false,
  }),

  /**
   * Admins only: puts the contact on WhatsApp's block list, or takes it off. `not-connected`: it was
   * not even asked; `refused`: WhatsApp Web did not do it, or nobody can tell. The list is read again
   * with every connection, so that what a screen shows is what WhatsApp has.
   */
  'contact.block': defineCommand({
    params: z.object({ conversationId: conversationIdSchema, isBlocked: z.boolean() }),
    result: conversationResult,
    failures: ['not-found', 'not-connected', 'refused'],
    repeatable: true,
    needs: 'block-contacts',
  }),

  /** Undoes a merge. The two are not merged again unless a person does it. */
  'contact.unmerge': defineCommand({
    params: z.object({ goneId: conversationIdSchema }),
    result: z.object({ conversation: conversationSchema, restored: conversationSchema }),
    failures: ['not-found'],
    repeatable: false,
  }),
} as const;
