import { z } from 'zod';
import { hostEventSchema } from './host-event.ts';
import { agentIdSchema, seqSchema, timestampSchema } from './ids.ts';

/** International, with the plus sign and nothing else but digits. */
export const ownPhoneSchema = z.string().regex(/^\+[1-9][0-9]{5,14}$/);

/** What the host uses of WhatsApp Web; each is looked at whenever a connection is there. */
export const linkPartSchema = z.enum(['reading', 'listing', 'sending', 'media', 'history']);
export type LinkPart = z.infer<typeof linkPartSchema>;

/** Why the browser or its page is started anew; screens have words for each. */
export const linkTroubleSchema = z.enum([
  'page-crashed',
  'page-silent',
  'page-failed',
  'never-ready',
  'sends-unconfirmed',
  'offline-too-long',
  'start-too-slow',
  'browser-ended',
  'browser-failed',
  'profile-in-use',
  'worker-ended',
  'session-closed',
  'memory',
  'asked',
]);
export type LinkTrouble = z.infer<typeof linkTroubleSchema>;

/** Why there is no browser to drive. */
export const browserProblemSchema = z.enum([
  'none-found',
  'not-usable',
  'offline',
  'disk',
  'damaged',
  'failed',
]);
export type BrowserProblem = z.infer<typeof browserProblemSchema>;

/** Linking with a code that is typed on the phone instead of scanning a picture. */
export const pairingSchema = z.object({
  /** The number that is being linked. */
  phone: ownPhoneSchema,
  /** Eight letters; null while WhatsApp is asked for it, and for who may not see it. */
  code: z.string().nullable(),
  /** WhatsApp gave no code. */
  problem: z.enum(['too-many-tries', 'failed']).nullable(),
});
export type Pairing = Readonly<z.infer<typeof pairingSchema>>;

/** The state of the link between the host and WhatsApp, in words a person understands. */
export const linkStateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('stopped') }),
  /** `detail` is for whoever looks after the host, as in the other states. */
  z.object({
    name: z.literal('browser-missing'),
    problem: browserProblemSchema,
    detail: z.string(),
  }),
  /** In bytes; `total` is null while nobody has said how many there are. */
  z.object({
    name: z.literal('downloading-browser'),
    done: z.int().nonnegative(),
    total: z.int().positive().nullable(),
  }),
  z.object({ name: z.literal('starting-browser') }),
  /** `code` is the text of the QR picture; null for who may not see it, and while there is none. */
  z.object({
    name: z.literal('waiting-for-scan'),
    code: z.string().nullable(),
    pairing: pairingSchema.nullable(),
  }),
  /** Nobody used several rounds of codes; somebody has to ask for a new one. */
  z.object({ name: z.literal('scan-paused') }),
  z.object({ name: z.literal('linking') }),
  /** In percent, when WhatsApp Web says it. */
  z.object({ name: z.literal('syncing'), progress: z.int().min(0).max(100).nullable() }),
  z.object({
    name: z.literal('connected'),
    phone: z.string(),
    displayName: z.string().nullable(),
    /** What of WhatsApp Web this version cannot use right now; empty when all is well. */
    affected: z.array(linkPartSchema),
    /** Linked a moment ago: the browser has not written everything to the disk yet. */
    isSettling: z.boolean(),
  }),
  z.object({ name: z.literal('phone-offline') }),
  /** `retryAt` is null while WhatsApp Web tries again by itself. */
  z.object({
    name: z.literal('unreachable'),
    reason: z.enum(['no-network', 'connection-lost']),
    detail: z.string(),
    retryAt: timestampSchema.nullable(),
  }),
  z.object({ name: z.literal('logged-out') }),
  z.object({ name: z.literal('used-elsewhere') }),
  /** `whatsapp`: the number itself is blocked; `proxy`: something on the way refuses. */
  z.object({ name: z.literal('blocked'), by: z.enum(['whatsapp', 'proxy']) }),
  /** `outdated`: WhatsApp wants a newer page; `unknown-page`: this version cannot work with it. */
  z.object({
    name: z.literal('whatsapp-web-changed'),
    reason: z.enum(['outdated', 'unknown-page']),
    detail: z.string(),
    retryAt: timestampSchema,
  }),
  z.object({
    name: z.literal('restarting'),
    trouble: linkTroubleSchema,
    detail: z.string(),
    retryAt: timestampSchema,
  }),
]);
export type LinkState = Readonly<z.infer<typeof linkStateSchema>>;
export type LinkStateName = LinkState['name'];

/** On its way to being connected without anybody's help. */
export function isSettling({ name }: LinkState): boolean {
  return name === 'starting-browser' || name === 'linking' || name === 'syncing';
}

/** Messages can be received and sent. */
export function isConnected(state: LinkState): boolean {
  return state.name === 'connected';
}

/** The state's own word for why it is so, beyond its name; null when it has none. */
export function causeOf(state: LinkState): string | null {
  if ('trouble' in state) return state.trouble;
  if ('reason' in state) return state.reason;
  if ('problem' in state) return state.problem;
  if ('by' in state) return state.by;
  if (state.name === 'connected' && state.affected.length > 0) return 'affected';
  return null;
}

/** What a person can ask of the link. */
export const linkOrderSchema = z.discriminatedUnion('type', [
  /** A new picture to scan, also instead of a code to type. */
  z.object({ type: z.literal('show-code') }),
  /** A code to type on the phone that has this number. */
  z.object({ type: z.literal('link-with-phone'), phone: ownPhoneSchema }),
  /** Take the session back from the program that has it. */
  z.object({ type: z.literal('use-here') }),
  z.object({ type: z.literal('restart'), why: z.enum(['asked', 'memory']) }),
]);
export type LinkOrder = Readonly<z.infer<typeof linkOrderSchema>>;

/** A line of the number's history: a new state, what somebody asked for, or what befell the PC. */
export const linkEventSchema = z.object({
  seq: seqSchema,
  at: timestampSchema,
  by: agentIdSchema.nullable(),
  what: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('state'),
      state: z.string(),
      cause: z.string().nullable(),
      detail: z.string(),
    }),
    z.object({ type: z.literal('order'), order: z.string() }),
    z.object({ type: z.literal('host'), event: hostEventSchema }),
  ]),
});
export type LinkEvent = Readonly<z.infer<typeof linkEventSchema>>;
