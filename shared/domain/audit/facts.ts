import { z } from 'zod';
import { agentIdSchema, conversationIdSchema, seqSchema, timestampSchema } from '../ids.ts';

/** What left the office as a file, or came in as one. */
const auditFileSchema = z.enum(['settings', 'flow', 'audit-log']);

/** Of 64 hexadecimal digits: a SHA-256. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A name from unknown devices, a name on a device of its person's, any name from an address. */
const lockedSchema = z.enum(['name', 'device', 'address']);

/** What is written down for the audit log alone. */
export const auditFacts = [
  /** Too many attempts from this address, or for this name: more are refused until then. */
  z.object({
    kind: z.literal('sign-in.locked'),
    what: lockedSchema,
    /** The name that was tried last. */
    name: z.string(),
    address: z.string(),
    until: timestampSchema,
    /** Whose account it is, where there is such a person. */
    agentId: agentIdSchema.optional(),
  }),
  /** Attempts are taken again: the time was over, or an admin said so. */
  z.object({
    kind: z.literal('sign-in.unlocked'),
    what: lockedSchema,
    name: z.string(),
    address: z.string(),
    agentId: agentIdSchema.optional(),
  }),
  /** `after`: how the last run ended; `unknown`: there was none that this host knows of. */
  z.object({
    kind: z.literal('deskline.started'),
    after: z.enum(['stop', 'crash', 'unknown']),
    /** When the last run was known to be there last. */
    lastAt: timestampSchema.nullable(),
  }),
  z.object({ kind: z.literal('deskline.stopped') }),
  /** `name`: of the flow. */
  z.object({
    kind: z.literal('file.exported'),
    file: auditFileSchema,
    name: z.string().max(200),
  }),
  z.object({
    kind: z.literal('file.imported'),
    file: auditFileSchema,
    name: z.string().max(200),
    changes: z.int().nonnegative().optional(),
    /** Of settings: where its changes begin; they are all entries from there up to this one. */
    first: seqSchema.optional(),
  }),
  /** What an import of settings had changed is as before. `imports`: positions of its parts. */
  z.object({
    kind: z.literal('file.import-undone'),
    imports: z.array(seqSchema).min(1),
    changes: z.int().positive(),
  }),
  /** Somebody had the whole journal verified. */
  z.object({
    kind: z.literal('journal.verified'),
    upTo: seqSchema,
    entries: z.int().nonnegative(),
    isWhole: z.boolean(),
    /** The first entry that does not fit. */
    brokenAt: seqSchema.nullable(),
  }),
  /**
   * Data of older entries was erased for privacy. `entries`: which, each with the SHA-256 of what is
   * left of its data, by which the chain's verifier knows that it is as it was left.
   */
  z.object({
    kind: z.literal('journal.erased'),
    conversationId: conversationIdSchema,
    entries: z.array(z.object({ seq: seqSchema, left: digestSchema })).max(2_000),
  }),
] as const;

/** Who tried to come in, as `sign-in.refused` says it. */
export const refusedSignInSchema = z.object({
  kind: z.literal('sign-in.refused'),
  /** As it was typed; whether somebody is called that is not said. */
  name: z.string(),
  address: z.string().optional(),
  /** What the browser or app says it is. */
  device: z.string().optional(),
  /** Entries of the first version say none of these: one wrong password. */
  why: z.enum(['wrong', 'deactivated', 'wrong-code']).optional(),
  /** So often within the minute since `since`. */
  count: z.int().positive().optional(),
  since: timestampSchema.optional(),
  agentId: agentIdSchema.optional(),
});
