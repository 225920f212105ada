import { z } from 'zod';
import { NOTE_LENGTH } from '../../domain/content-kinds.ts';
import { CLOSING_NOTE_LENGTH, MOST_AT_ONCE } from '../../domain/handling.ts';
import {
  agentIdSchema,
  clientRefSchema,
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  outcomeIdSchema,
} from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';
import { destinationSchema } from './handling.ts';

/** Each with the epoch that the asker's screen shows, as for one alone. */
const asked = { conversationId: conversationIdSchema, epoch: epochSchema };

const eachOnce = [
  (all: readonly { conversationId: number }[]) =>
    new Set(all.map(({ conversationId }) => conversationId)).size === all.length,
  { message: 'A conversation is selected once.' },
] as const;

/**
 * What became of each, in the order asked. `done`: under `epoch` it can be taken back; `unchanged`:
 * it was like that already; `refused`: the failure that the command for one has, and who owns it.
 */
const results = z.object({
  results: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('done'), ...asked }),
      z.object({ outcome: z.literal('unchanged'), conversationId: conversationIdSchema }),
      z.object({
        outcome: z.literal('refused'),
        conversationId: conversationIdSchema,
        why: z.enum([
          'not-found',
          'not-owner',
          'moved-on',
          'unseen-messages',
          'too-late',
          'client-ref-reused',
        ]),
        ownerId: agentIdSchema.nullable(),
      }),
    ]),
  ),
});
export type SelectionResult = Readonly<z.infer<typeof results>['results'][number]>;

/** One after the other by the rules for one alone: what is refused leaves the others as they are. */
export const selectionCommands = {
  /** As `conversation.claim`: each of them goes to whoever was first. */
  'conversation.claim-many': defineCommand({
    params: z.object({
      conversations: z
        .array(z.object(asked))
        .min(1)
        .max(MOST_AT_ONCE)
        .refine(...eachOnce),
    }),
    result: results,
    failures: [],
    repeatable: true,
  }),

  /** As `conversation.transfer`, with one note that is put into each; `clientRef` is that note's. */
  'conversation.transfer-many': defineCommand({
    params: z.object({
      conversations: z
        .array(z.object({ ...asked, clientRef: clientRefSchema }))
        .min(1)
        .max(MOST_AT_ONCE)
        .refine(...eachOnce)
        .refine((all) => new Set(all.map(({ clientRef }) => clientRef)).size === all.length, {
          message: 'Each note has a reference of its own.',
        }),
      to: destinationSchema,
      note: z.string().trim().max(NOTE_LENGTH),
      /** Colleagues whom it names. */
      mentions: z.array(agentIdSchema).max(100).optional(),
    }),
    result: results,
    failures: ['unknown-agent', 'unknown-tag'],
    repeatable: true,
  }),

  /** As `conversation.close`, all with the same outcome and note. */
  'conversation.close-many': defineCommand({
    params: z.object({
      conversations: z
        .array(z.object({ ...asked, lastSeenMessageId: messageIdSchema.nullable() }))
        .min(1)
        .max(MOST_AT_ONCE)
        .refine(...eachOnce),
      outcomeId: outcomeIdSchema.optional(),
      note: z.string().trim().min(1).max(CLOSING_NOTE_LENGTH).optional(),
    }),
    result: results,
    failures: ['unknown-outcome'],
    repeatable: true,
  }),

  /** As `conversation.undo`, each under the epoch that its close or transfer led to. */
  'conversation.undo-many': defineCommand({
    params: z.object({
      conversations: z
        .array(z.object(asked))
        .min(1)
        .max(MOST_AT_ONCE)
        .refine(...eachOnce),
    }),
    result: results,
    failures: [],
    repeatable: true,
  }),
} as const;
