import { z } from 'zod';

const rowId = () => z.int().positive();

export const agentIdSchema = rowId().brand<'AgentId'>();
export const contactIdSchema = rowId().brand<'ContactId'>();
export const conversationIdSchema = rowId().brand<'ConversationId'>();
/** Raised in the order of arrival at the host: of two ids the larger one arrived later. */
export const messageIdSchema = rowId().brand<'MessageId'>();
/** Position in the journal. 0 = before the first entry. */
export const seqSchema = z.int().nonnegative().brand<'Seq'>();
/** Raised by one whenever a conversation's owner changes; a fencing token. */
export const epochSchema = z.int().nonnegative().brand<'Epoch'>();

/** What a conversation is about, and what an episode came to: see labels.ts. */
export const tagIdSchema = rowId().brand<'TagId'>();
export const outcomeIdSchema = rowId().brand<'OutcomeId'>();
export const quickReplyIdSchema = rowId().brand<'QuickReplyId'>();
export const definedFieldIdSchema = rowId().brand<'DefinedFieldId'>();
/** What people of this office may be seen as: see own-statuses.ts. */
export const ownStatusIdSchema = rowId().brand<'OwnStatusId'>();
/** A PC that was paired with the host: see computer.ts. */
export const computerIdSchema = rowId().brand<'ComputerId'>();

/** A screen's idempotency key for one reply (a UUID). */
export const clientRefSchema = z.string().min(8).max(64).brand<'ClientRef'>();
/** SHA-256 of a media file's bytes, lower-case hex: the file's name in the media folder. */
export const mediaHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'MediaHash'>();
/** WhatsApp's serialized message key: `fromMe_remote_id[_participant]`. */
export const waMessageKeySchema = z.string().min(3).max(256).brand<'WaMessageKey'>();
/** A person's address on WhatsApp: `<phone>@c.us` or `<number>@lid`. */
export const waAddressSchema = z
  .string()
  .regex(/^[0-9]{1,20}@(c\.us|lid)$/)
  .brand<'WaAddress'>();
/** Unix time in milliseconds. */
export const timestampSchema = z.int().nonnegative();

export type AgentId = z.infer<typeof agentIdSchema>;
export type ContactId = z.infer<typeof contactIdSchema>;
export type ConversationId = z.infer<typeof conversationIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type TagId = z.infer<typeof tagIdSchema>;
export type OutcomeId = z.infer<typeof outcomeIdSchema>;
export type QuickReplyId = z.infer<typeof quickReplyIdSchema>;
export type DefinedFieldId = z.infer<typeof definedFieldIdSchema>;
export type OwnStatusId = z.infer<typeof ownStatusIdSchema>;
export type ComputerId = z.infer<typeof computerIdSchema>;
export type Seq = z.infer<typeof seqSchema>;
export type Epoch = z.infer<typeof epochSchema>;
export type ClientRef = z.infer<typeof clientRefSchema>;
export type MediaHash = z.infer<typeof mediaHashSchema>;
export type WaMessageKey = z.infer<typeof waMessageKeySchema>;
export type WaAddress = z.infer<typeof waAddressSchema>;
