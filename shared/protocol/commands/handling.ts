import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import { CLOSING_NOTE_LENGTH, REASON_LENGTH } from '../../domain/handling.ts';
import {
  agentIdSchema,
  clientRefSchema,
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  outcomeIdSchema,
  tagIdSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { NOTE_LENGTH } from '../../domain/content-kinds.ts';
import { amountSchema } from '../../domain/reports/value.ts';
import { defineCommand } from '../command.ts';

/** Every command on who has a conversation names the epoch that the asker's screen shows. */
const asked = { conversationId: conversationIdSchema, epoch: epochSchema };
const conversationResult = z.object({ conversation: conversationSchema });

/** Where a conversation may go. */
export const destinationSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent'), agentId: agentIdSchema }),
  z.object({ type: z.literal('queue') }),
  /** Into the queue as a matter of this topic. */
  z.object({ type: z.literal('tag'), tagId: tagIdSchema }),
]);
export type Destination = Readonly<z.infer<typeof destinationSchema>>;

const noteSchema = z.object({
  text: z.string().trim().min(1).max(NOTE_LENGTH),
  clientRef: clientRefSchema,
  /** Colleagues whom it names. */
  mentions: z.array(agentIdSchema).max(100).optional(),
});

/**
 * Failures that all of these share. `not-owner`: somebody else has it, or nobody (`conversation` in
 * the details; for who claimed it and does not see it any more `ownerId` alone, or `fasterId` of who took it and passed it on at once); `moved-on`: it changed hands since, or was merged (`conversation` is the one now).
 */
const ownership = ['not-found', 'not-owner', 'moved-on'] as const;

export const handlingCommands = {
  /** Become the owner of a waiting or closed conversation. Answering claims as well. */
  'conversation.claim': defineCommand({
    params: z.object(asked),
    result: conversationResult,
    failures: ownership,
    repeatable: true,
  }),

  /**
   * Gives it to an agent, to a topic or back to the queue, with a note that the receiver sees first.
   * For its owner, supervisors and admins; one that waits anybody may give to an agent.
   */
  'conversation.transfer': defineCommand({
    params: z.object({ ...asked, to: destinationSchema, note: noteSchema.nullable() }),
    result: conversationResult,
    failures: [...ownership, 'unknown-agent', 'unknown-tag', 'client-ref-reused'],
    repeatable: true,
  }),

  /** Everything the asker has, open and snoozed, goes there at once, with one note for each. */
  'conversation.hand-over-all': defineCommand({
    params: z.object({
      to: destinationSchema,
      note: z.string().trim().max(NOTE_LENGTH),
      mentions: z.array(agentIdSchema).max(100).optional(),
    }),
    /** What went there, under its new epoch: it can be taken back as a transfer can. */
    result: z.object({
      conversations: z.array(
        z.object({ conversationId: conversationIdSchema, epoch: epochSchema }),
      ),
    }),
    failures: ['unknown-agent', 'unknown-tag'],
    // It would take along what came in between.
    repeatable: false,
  }),

  /** Admins only: takes it from its owner, who is told why. */
  'conversation.take-over': defineCommand({
    params: z.object({ ...asked, reason: z.string().trim().min(1).max(REASON_LENGTH) }),
    result: conversationResult,
    failures: ownership,
    repeatable: true,
    needs: 'take-every-chat',
  }),

  /** Asks the owner for it. Without an answer in time everything stays as it was. */
  'conversation.request': defineCommand({
    params: z.object(asked),
    result: conversationResult,
    failures: [...ownership, 'already-requested'],
    repeatable: true,
  }),

  /** The owner hands it over or keeps it; who asked may withdraw. */
  'conversation.answer-request': defineCommand({
    params: z.object({ ...asked, answer: z.enum(['hand-over', 'keep', 'withdraw']) }),
    result: conversationResult,
    failures: [...ownership, 'no-request'],
    repeatable: true,
  }),

  /** The owner has looked at what was given to them. Others change nothing. */
  'conversation.opened': defineCommand({
    params: z.object(asked),
    result: z.object({}),
    failures: ['not-found'],
    repeatable: true,
  }),

  /** The owner puts it away until a time, or with null until the customer writes. */
  'conversation.snooze': defineCommand({
    params: z.object({
      ...asked,
      lastSeenMessageId: messageIdSchema.nullable(),
      until: timestampSchema.nullable(),
    }),
    result: conversationResult,
    failures: [...ownership, 'unseen-messages', 'in-the-past'],
    repeatable: true,
  }),

  'conversation.wake': defineCommand({
    params: z.object(asked),
    result: conversationResult,
    failures: ownership,
    repeatable: true,
  }),

  /** The owner ends the episode. Refused while the customer has written something unseen. */
  'conversation.close': defineCommand({
    params: z.object({
      ...asked,
      lastSeenMessageId: messageIdSchema.nullable(),
      /** What it came to. */
      outcomeId: outcomeIdSchema.optional(),
      /** What a won one brought in, in the smallest unit of the office's currency. */
      value: amountSchema.optional(),
      /** For colleagues, beside the end of the episode. */
      note: z.string().trim().min(1).max(CLOSING_NOTE_LENGTH).optional(),
    }),
    result: conversationResult,
    failures: [...ownership, 'unseen-messages', 'unknown-outcome', 'value-not-won'],
    repeatable: true,
  }),

  /**
   * Takes back the asker's own last close or transfer of it, within `UNDO_MS` and as long as nobody
   * has done anything with it since. `too-late` otherwise.
   */
  'conversation.undo': defineCommand({
    params: z.object(asked),
    result: conversationResult,
    failures: ['not-found', 'too-late'],
    repeatable: true,
  }),

  /** Puts a tag on the current episode, or takes it off. Anybody may. */
  'conversation.tag': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      tagId: tagIdSchema,
      isOn: z.boolean(),
    }),
    result: conversationResult,
    failures: ['not-found', 'unknown-tag'],
    repeatable: true,
  }),
} as const;
