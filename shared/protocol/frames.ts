import { z } from 'zod';
import { agentSchema } from '../domain/agent.ts';
import { conversationSchema, countsSchema } from '../domain/conversation.ts';
import { coverageSchema } from '../domain/coverage.ts';
import { draftSchema } from '../domain/draft.ts';
import { hoursNowSchema } from '../domain/hours/now.ts';
import { conversationIdSchema, seqSchema, timestampSchema } from '../domain/ids.ts';
import { journalEntrySchema } from '../domain/journal.ts';
import { labelsSchema } from '../domain/labels.ts';
import { lostConversationSchema } from '../domain/move.ts';
import { linkStateSchema } from '../domain/number.ts';
import { officeSchema } from '../domain/office.ts';
import { agentPresenceSchema, answeringSchema } from '../domain/presence.ts';
import { sessionEndSchema } from '../domain/session.ts';
import { troubleSchema } from '../domain/trouble.ts';

/** Raised when a frame changes so that an older side would misunderstand it. */
export const PROTOCOL_VERSION = 3;

/** Where the live hub is, on the same port as everything else. */
export const HUB_PATH = '/hub';

/** The largest frame the host takes, in bytes: more than the longest reply needs. */
export const MAX_CLIENT_FRAME_BYTES = 256 * 1024;

/** A client has received everything up to `seq` of the journal called `journalId`. */
const resumePointSchema = z.object({ journalId: z.string().max(64), seq: seqSchema });
export type ResumePoint = Readonly<z.infer<typeof resumePointSchema>>;

/** What a client may send. */
export const clientFrameSchema = z.discriminatedUnion('t', [
  /** The first frame. Without `token` the session cookie of the upgrade request counts. */
  z.object({
    t: z.literal('hello'),
    v: z.int(),
    token: z.string().max(128).nullable(),
    client: z.object({ name: z.string().max(40), version: z.string().max(40) }),
    resume: resumePointSchema.nullable(),
    /** A second window beside its person's inbox: whether they are here, it does not say. */
    isBeside: z.boolean().optional(),
  }),
  z.object({
    t: z.literal('command'),
    /** Chosen by the client, unique within the connection; the result carries it. */
    id: z.int().nonnegative(),
    name: z.string().max(64),
    params: z.unknown(),
  }),
  /** Everything up to `seq` was applied. A client that stops saying so is disconnected. */
  z.object({ t: z.literal('ack'), seq: seqSchema }),
]);
export type ClientFrame = Readonly<z.infer<typeof clientFrameSchema>>;
export type HelloFrame = Extract<ClientFrame, { t: 'hello' }>;
export type CommandFrame = Extract<ClientFrame, { t: 'command' }>;

export const welcomeFrameSchema = z.object({
  t: z.literal('welcome'),
  v: z.int(),
  /**
   * `resumed`: the deltas that follow are exactly what was missed. `snapshot`: the client forgets
   * what it had and reads the lists anew.
   */
  mode: z.enum(['snapshot', 'resumed']),
  journalId: z.string(),
  /** Position before the first delta that follows. */
  seq: seqSchema,
  me: agentSchema,
  agents: z.array(agentSchema),
  counts: countsSchema,
  number: linkStateSchema,
  /** As of `seq` in a snapshot; a client that resumed keeps its own and applies the deltas. */
  coverage: coverageSchema,
  /** As of `seq`, likewise. */
  labels: labelsSchema,
  /** Null while the host can store everything. */
  trouble: troubleSchema.nullable(),
  /**
   * Whoever is missing was never here. As of `seq` in a snapshot; a client that resumed keeps its own
   * and applies the deltas.
   */
  presence: z.array(agentPresenceSchema),
  /** Every conversation in which somebody is writing right now. */
  answering: z.array(answeringSchema),
  /** All that `me` has begun to write and not sent; nobody else gets to see it. */
  drafts: z.array(draftSchema),
  office: officeSchema,
  hours: hoursNowSchema,
  host: z.object({ version: z.string(), time: timestampSchema }),
});
export type WelcomeFrame = Readonly<z.infer<typeof welcomeFrameSchema>>;

/** What changed: entries in order and the conversations they changed, as they are now. */
export const deltaFrameSchema = z.object({
  t: z.literal('delta'),
  /** The position this builds on; a client at another position has missed something. */
  after: seqSchema,
  upTo: seqSchema,
  entries: z.array(journalEntrySchema),
  conversations: z.array(conversationSchema),
  counts: countsSchema,
  /** Seen before and no more: the client forgets them and all that belongs to them. */
  gone: z.array(conversationIdSchema).optional(),
  /**
   * Not seen (any more), and what was done with them concerns this agent, who had them or asked for
   * them: by whom, to whom and why.
   */
  lost: z.array(lostConversationSchema).optional(),
  /** For who does not see every conversation: all of it as they see it now, when that changed. */
  coverage: coverageSchema.optional(),
});
export type DeltaFrame = Readonly<z.infer<typeof deltaFrameSchema>>;

export const resultFrameSchema = z.discriminatedUnion('ok', [
  z.object({ t: z.literal('result'), id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    t: z.literal('result'),
    id: z.int(),
    ok: z.literal(false),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
]);
export type ResultFrame = Readonly<z.infer<typeof resultFrameSchema>>;

export const byeCodeSchema = z.enum([
  /** No valid session: sign in again. */
  'signed-out',
  /** The two sides speak different versions: reload or update. */
  'version',
  /** A frame was malformed, too large or out of order. */
  'bad-frame',
  'too-many-frames',
  /** The client did not keep up; it may come back and resume. */
  'too-slow',
  /** The host is shutting down; it will be back. */
  'closing',
]);
export type ByeCode = z.infer<typeof byeCodeSchema>;

/** What the host may send. */
export const hostFrameSchema = z.discriminatedUnion('t', [
  welcomeFrameSchema,
  deltaFrameSchema,
  resultFrameSchema,
  z.object({ t: z.literal('number'), state: linkStateSchema }),
  /** The host cannot store anything right now; null: it can again. */
  z.object({ t: z.literal('trouble'), trouble: troubleSchema.nullable() }),
  /** What screens need to know of the settings has changed. */
  z.object({ t: z.literal('office'), office: officeSchema }),
  /** The office, or somebody's hours, opened or closed, or the hours were changed. */
  z.object({ t: z.literal('hours'), hours: hoursNowSchema }),
  /** What was begun on another screen of this agent, or goes on elsewhere after a merge. */
  z.object({ t: z.literal('draft'), draft: draftSchema, revision: z.int() }),
  /** Others write in this conversation now than before; nobody, when `agentIds` is empty. */
  z.object({ t: z.literal('answering'), ...answeringSchema.shape }),
  /**
   * Every 10 s, so that a client notices a dead connection within 25 s. `seq`: the end of the last
   * delta it was sent; a client at another position has missed something.
   */
  z.object({ t: z.literal('heartbeat'), time: timestampSchema, seq: seqSchema }),
  /**
   * In place of a welcome, or after one: this session is locked. Nothing else comes, and every command
   * is refused, until `POST /api/unlock`; then the host closes the connection.
   */
  z.object({ t: z.literal('locked'), me: agentSchema }),
  z.object({
    t: z.literal('bye'),
    code: byeCodeSchema,
    message: z.string(),
    /** With `signed-out`: why. */
    end: sessionEndSchema.optional(),
  }),
]);
export type HostFrame = Readonly<z.infer<typeof hostFrameSchema>>;

/** Codes that any command may fail with. */
export const commonFailureCodes = [
  'bad-params',
  'unknown-command',
  'forbidden',
  'too-many-frames',
  'host-trouble',
  /** The host cannot store anything right now; nothing was done. See the `trouble` frame. */
  'storage-trouble',
  /** This session is locked. */
  'locked',
  /** It was done, and the asker does not see the conversation any more: nothing of it is told. */
  'out-of-sight',
] as const;
