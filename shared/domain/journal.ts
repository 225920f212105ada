import { z } from 'zod';
import { peopleFacts } from './agent.ts';
import { auditFacts, refusedSignInSchema } from './audit/facts.ts';
import { backupSchema } from './backup.ts';
import { botSettingFacts, botTalkFacts, isBotSettingFact } from './bot/facts.ts';
import { NOTE_LENGTH } from './content-kinds.ts';
import { computerFacts } from './computer.ts';
import { contactNameSchema, contactSchema } from './contact.ts';
import { conversationStateSchema } from './conversation.ts';
import { coverageFacts } from './coverage.ts';
import { handlingFacts } from './handling.ts';
import { hostFacts, isHostEvent } from './host-event.ts';
import { hoursFacts, isHoursFact } from './hours/facts.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  epochSchema,
  mediaHashSchema,
  messageIdSchema,
  seqSchema,
  timestampSchema,
  waAddressSchema,
  waMessageKeySchema,
} from './ids.ts';
import { authorSchema } from './author.ts';
import { labelFacts } from './labels.ts';
import { logoFacts } from './logo.ts';
import { deletionSchema, voteSchema } from './message-actions.ts';
import {
  contentSchema,
  deliveryStateSchema,
  mediaSchema,
  messageSchema,
  sendFailureSchema,
} from './message.ts';
import { presenceFacts } from './presence.ts';
import { isRuleSettingFact, ruleActedFact, ruleSettingFacts } from './rules/facts.ts';
import { holdSchema } from './sending.ts';
import { surveyFacts } from './survey/facts.ts';
import { settingValueSchema } from './settings.ts';

const inConversation = { conversationId: conversationIdSchema };

/** What can happen, each with everything needed to rebuild the state from it. */
export const factSchema = z.discriminatedUnion('kind', [
  ...peopleFacts,
  z.object({ kind: z.literal('conversation.started'), ...inConversation, contact: contactSchema }),
  z.object({ kind: z.literal('contact.changed'), ...inConversation, contact: contactSchema }),
  /** An agent gave them another name, or took ours away. */
  z.object({
    kind: z.literal('contact.renamed'),
    ...inConversation,
    name: contactNameSchema.nullable(),
  }),
  /** Seen on WhatsApp's block list, or no longer; with an agent: who did it. */
  z.object({
    kind: z.literal('contact.block-changed'),
    ...inConversation,
    isBlocked: z.boolean(),
  }),
  /** WhatsApp was asked for the picture of the person at this address; null: none is shown to us. */
  z.object({
    kind: z.literal('contact.picture-looked'),
    ...inConversation,
    address: waAddressSchema,
    picture: mediaHashSchema.nullable(),
  }),
  /**
   * `goneId` and this conversation turned out to be with one person: its messages are here now, it
   * exists no more. `why`: WhatsApp said so, or an agent did.
   */
  z.object({
    kind: z.literal('contact.merged'),
    ...inConversation,
    goneId: conversationIdSchema,
    why: z.enum(['same-person', 'by-hand']),
    contact: contactSchema,
    state: conversationStateSchema,
    ownerId: agentIdSchema.nullable(),
    epoch: epochSchema,
    episode: z.int().nonnegative(),
    waitingSince: timestampSchema.nullable(),
    unread: z.int().nonnegative(),
    /** Messages with larger ids came when the two were one. */
    lastMessageId: z.int().nonnegative(),
  }),
  /**
   * `goneId` is a conversation of its own again, with the messages that it had and what came for
   * its addresses since. The two are not merged again unless a person does it.
   */
  z.object({
    kind: z.literal('contact.unmerged'),
    ...inConversation,
    goneId: conversationIdSchema,
    epoch: epochSchema,
  }),
  /** From the customer. */
  z.object({ kind: z.literal('message.received'), ...inConversation, message: messageSchema }),
  /** An agent's answer, on its way to WhatsApp. */
  z.object({ kind: z.literal('message.queued'), ...inConversation, message: messageSchema }),
  /** Written by us outside Deskline (on the phone). */
  z.object({ kind: z.literal('message.observed'), ...inConversation, message: messageSchema }),
  /** A line of WhatsApp's own, or a call that asks nothing of us: shown, and nothing else. */
  z.object({ kind: z.literal('message.noted'), ...inConversation, message: messageSchema }),
  /** What a message says is known now; before, only that there is one. */
  z.object({
    kind: z.literal('message.completed'),
    ...inConversation,
    messageId: messageIdSchema,
    content: contentSchema,
  }),
  /** Said before the number was linked, by either side: part of the timeline, no news. */
  z.object({ kind: z.literal('message.imported'), ...inConversation, message: messageSchema }),
  /**
   * With an agent: what a person decided about it (send it again, it was sent, do not send it). A
   * key that another one replaces stays known as an earlier one of the same message.
   */
  z.object({
    kind: z.literal('message.state-changed'),
    ...inConversation,
    messageId: messageIdSchema,
    state: deliveryStateSchema,
    waKey: waMessageKeySchema.nullable(),
    failure: sendFailureSchema.nullable(),
    /** It was the answer that the customer waits for again, and since when. */
    waitingSince: timestampSchema.optional(),
    /** With `sending`: the first message to somebody who never wrote to this number. */
    isFirstContact: z.literal(true).optional(),
  }),
  /** A queued message does not leave yet. */
  z.object({
    kind: z.literal('message.held'),
    ...inConversation,
    messageId: messageIdSchema,
    hold: holdSchema,
  }),
  z.object({
    kind: z.literal('message.media-changed'),
    ...inConversation,
    messageId: messageIdSchema,
    media: mediaSchema,
  }),
  /** `emoji` null: the reaction was taken back. */
  z.object({
    kind: z.literal('message.reacted'),
    ...inConversation,
    messageId: messageIdSchema,
    author: authorSchema,
    emoji: z.string().min(1).max(64).nullable(),
    at: timestampSchema,
  }),
  /** What the message said before stays with it. */
  z.object({
    kind: z.literal('message.edited'),
    ...inConversation,
    messageId: messageIdSchema,
    /** Its text or caption from now on. */
    text: z.string(),
    at: timestampSchema,
  }),
  /** For everyone. What it said stays in the store, for admins alone. */
  z.object({
    kind: z.literal('message.deleted'),
    ...inConversation,
    messageId: messageIdSchema,
    deletion: deletionSchema,
  }),
  z.object({
    kind: z.literal('message.voted'),
    ...inConversation,
    messageId: messageIdSchema,
    vote: voteSchema,
  }),
  ...handlingFacts,
  ...labelFacts,
  ...logoFacts,
  ...hoursFacts,
  ...botSettingFacts,
  ...botTalkFacts,
  ...ruleSettingFacts,
  ruleActedFact,
  ...surveyFacts,
  /** For colleagues alone. It is taken back as any message: `message.deleted`. */
  z.object({ kind: z.literal('note.added'), ...inConversation, message: messageSchema }),
  z.object({
    kind: z.literal('note.edited'),
    ...inConversation,
    messageId: messageIdSchema,
    text: z.string().max(NOTE_LENGTH),
    mentions: z.array(agentIdSchema),
    at: timestampSchema,
  }),
  /** The owner has the customer's messages up to this one on the screen. */
  z.object({
    kind: z.literal('conversation.read'),
    ...inConversation,
    upTo: messageIdSchema,
    /** What is still unread after it. */
    unread: z.int().nonnegative(),
  }),
  ...presenceFacts,
  ...coverageFacts,
  ...hostFacts,
  z.object({ kind: z.literal('backup.made'), backup: backupSchema, ms: z.int().nonnegative() }),
  z.object({
    kind: z.literal('settings.changed'),
    /** `section.setting`; one of an older or newer version may not be known here. */
    name: z.string(),
    before: settingValueSchema,
    after: settingValueSchema,
  }),
  z.object({
    kind: z.literal('number.state-changed'),
    state: z.string(),
    /** See `causeOf`; entries of the first version have none. */
    cause: z.string().nullable().default(null),
    detail: z.string(),
  }),
  /** An admin asked something of the link. */
  z.object({ kind: z.literal('number.order-given'), order: z.string() }),
  /** Entries of the first version have the address in `device`. */
  z.object({
    kind: z.literal('session.started'),
    device: z.string(),
    address: z.string().optional(),
  }),
  /** By who signed out; with `elsewhere`: by who signed in on another device. `shift-over`: the host
   * did, after its person's working hours. */
  z.object({
    kind: z.literal('session.ended'),
    why: z.enum(['elsewhere', 'shift-over']).optional(),
    /** The one that ended; when something else than its person ended it. */
    device: z.string().optional(),
  }),
  refusedSignInSchema,
  ...computerFacts,
  ...auditFacts,
]);
export type Fact = Readonly<z.infer<typeof factSchema>>;
export type FactKind = Fact['kind'];

/** A fact with its place in the journal and who did it (null: the customer or the host itself). */
export const journalEntrySchema = z.object({
  seq: seqSchema,
  at: timestampSchema,
  by: agentIdSchema.nullable().default(null),
  fact: factSchema,
});
export type JournalEntry = Readonly<z.infer<typeof journalEntrySchema>>;
export type NewJournalEntry = Omit<JournalEntry, 'seq'>;

const AUDIT_KINDS: ReadonlySet<FactKind> = new Set([
  'number.state-changed',
  'settings.changed',
  'logo.changed',
  'backup.made',
  'number.order-given',
  'agent.password-reset',
  'agent.password-changed',
  'agent.sessions-ended',
  'agent.second-factor-changed',
  'agent.recovery-code-used',
  'session.started',
  'session.ended',
  'sign-in.refused',
  ...computerFacts.map(({ shape }) => shape.kind.value),
  ...auditFacts.map(({ shape }) => shape.kind.value),
]);

/** Entries of the audit log, which agents do not see. */
export function isAuditOnly(fact: Fact): boolean {
  const isSetting = isHoursFact(fact) || isBotSettingFact(fact) || isRuleSettingFact(fact);
  return AUDIT_KINDS.has(fact.kind) || isHostEvent(fact) || isSetting;
}
