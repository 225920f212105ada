import { z } from 'zod';
import { auditTopicSchema } from '../../domain/audit/audit.ts';
import { sealSchema, verifiedSchema } from '../../domain/audit/verification.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  seqSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { journalEntrySchema } from '../../domain/journal.ts';
import { defineCommand } from '../command.ts';

/** What narrows the audit log; null: by this it is not. */
export const auditFilterSchema = z.object({
  topic: auditTopicSchema.nullable(),
  /** Who did it, or whom it is about. */
  agentId: agentIdSchema.nullable(),
  /** From this time on, and before that one. */
  from: timestampSchema.nullable(),
  to: timestampSchema.nullable(),
  /**
   * Every word of `words` has to be in an entry: in what it says, in the names of its people or its
   * contact. `kinds` and `settings` have, for each word, what the screen calls by a name with it.
   */
  words: z
    .array(
      z.object({
        word: z.string().min(1).max(60),
        kinds: z.array(z.string().max(60)).max(200),
        settings: z.array(z.string().max(100)).max(300),
      }),
    )
    .max(8),
});
export type AuditQuery = Readonly<z.infer<typeof auditFilterSchema>>;

const page = {
  result: z.object({
    /** Newest first. Fewer than asked for when the host looked through as much as it does at once. */
    entries: z.array(journalEntrySchema),
    /** Whom the conversations are with. */
    contacts: z.array(z.object({ conversationId: conversationIdSchema, name: z.string() })),
    /** Where to go on; null: that was all. */
    next: seqSchema.nullable(),
    /** So far back it was looked for; null: to the beginning. */
    lookedBackTo: timestampSchema.nullable(),
  }),
  failures: [],
  repeatable: true,
  needs: 'see-audit-log' as const,
};

/** Admins only. */
export const auditCommands = {
  /** The lines of the audit log before `before`. */
  'audit.list': defineCommand({
    params: z.object({
      filter: auditFilterSchema,
      before: seqSchema.nullable(),
      limit: z.int().min(1).max(200),
    }),
    ...page,
  }),

  /** The same in larger pages, for a file. The first page is on record as an export. */
  'audit.export': defineCommand({
    params: z.object({
      filter: auditFilterSchema,
      before: seqSchema.nullable(),
      limit: z.int().min(1).max(500),
    }),
    ...page,
  }),

  /**
   * Looks at the whole chain, beside everything else; `kept`: a seal that somebody kept elsewhere has
   * to fit, too. While it runs, and what came of it, is `audit.verification`.
   */
  'audit.verify': defineCommand({
    params: z.object({ kept: sealSchema.nullable() }),
    result: z.object({}),
    failures: ['not-now'],
    repeatable: true,
    needs: 'see-audit-log',
  }),

  'audit.verification': defineCommand({
    params: z.object({}),
    result: z.object({
      /** Entries that are through, of how many; null: none is under way. */
      running: z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() }).nullable(),
      /** What came of the last one since the host started; `failed`: it could not be done. */
      last: z
        .discriminatedUnion('outcome', [
          z.object({
            outcome: z.literal('verified'),
            at: timestampSchema,
            verified: verifiedSchema,
          }),
          z.object({ outcome: z.literal('failed'), at: timestampSchema }),
        ])
        .nullable(),
      /** Of the newest entry, for keeping elsewhere; null: there is none. */
      seal: sealSchema.nullable(),
    }),
    failures: [],
    repeatable: true,
    needs: 'see-audit-log',
  }),

  /** A screen made a file of settings or of a flow, or read one. */
  'audit.note-file': defineCommand({
    params: z.object({
      what: z.enum(['exported', 'imported']),
      file: z.enum(['settings', 'flow']),
      name: z.string().max(200),
    }),
    result: z.object({}),
    failures: [],
    repeatable: true,
    needs: 'see-audit-log',
  }),
} as const;
