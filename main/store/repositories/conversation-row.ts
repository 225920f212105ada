import { z } from 'zod';
import { botPartSchema } from '#shared/domain/bot/part.ts';
import type { BotPart } from '#shared/domain/bot/part.ts';
import { previewSchema, wakesAt } from '#shared/domain/conversation.ts';
import type { Conversation, ConversationState, Preview } from '#shared/domain/conversation.ts';
import { handoverSchema } from '#shared/domain/handling.ts';
import type { Handover } from '#shared/domain/handling.ts';
import { rulePartSchema } from '#shared/domain/rules/part.ts';
import type { RulePart } from '#shared/domain/rules/part.ts';
import { ruleRefSchema } from '#shared/domain/rules/rule-ref.ts';
import { tagIdSchema } from '#shared/domain/ids.ts';
import type { AgentId, ConversationId, Epoch, MessageId, Seq, TagId } from '#shared/domain/ids.ts';
import type { DeliveryState } from '#shared/domain/message.ts';
import type { Bindable } from '../connection.ts';
import { agentOf, authorOf, ruleOf } from './author.ts';
import type { AuthorType } from './author.ts';
import { CONTACT_COLUMNS, toContact } from './contacts.ts';
import type { ContactRow } from './contacts.ts';
import { mentionsFrom } from './mentions.ts';
import { damaged, parseStored } from './stored-json.ts';

export interface ConversationRow extends ContactRow {
  readonly id: ConversationId;
  readonly state: ConversationState;
  readonly owner_id: AgentId | null;
  readonly epoch: Epoch;
  readonly episode: number;
  readonly last_at: number;
  readonly last_customer_message_id: MessageId | null;
  readonly waiting_since: number | null;
  readonly queue_at: number | null;
  readonly unread: number;
  readonly revision: Seq;
  readonly last_message_id: MessageId | null;
  readonly last_message_at: number | null;
  readonly last_author: AuthorType | null;
  readonly last_agent_id: AgentId | null;
  readonly last_kind: Preview['kind'] | null;
  readonly last_text: string | null;
  readonly last_state: DeliveryState | null;
  readonly last_extras: string | null;
  readonly last_owner_id: AgentId | null;
  readonly snoozed_until: number | null;
  readonly wake_at: number | null;
  readonly handover: string | null;
  readonly request_at: number | null;
  readonly request_by: AgentId | null;
  readonly answer_due_at: number | null;
  readonly tags: string;
  readonly mentions: string;
  readonly bot: string | null;
  readonly rules: string | null;
}

export const CONVERSATION_SELECT = `
  SELECT c.id, c.state, c.owner_id, c.epoch, c.episode, c.last_at, c.last_customer_message_id,
    c.waiting_since, c.queue_at, c.unread, c.revision, c.last_message_id, c.last_message_at, c.last_author,
    c.last_agent_id, c.last_kind, c.last_text, c.last_state,
    c.last_extras, c.last_owner_id, c.snoozed_until, c.wake_at, c.handover, c.request_at,
    c.request_by, c.answer_due_at, c.tags, c.mentions, c.bot, c.rules,
    ${CONTACT_COLUMNS}
  FROM conversations AS c JOIN contacts ON contacts.id = c.contact_id`;

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    contact: toContact(row),
    state: row.state,
    ownerId: row.owner_id,
    epoch: row.epoch,
    episode: row.episode,
    last: toPreview(row),
    lastAt: row.last_at,
    lastCustomerMessageId: row.last_customer_message_id,
    waitingSince: row.waiting_since,
    unread: row.unread,
    lastOwnerId: row.last_owner_id,
    snoozedUntil: row.snoozed_until,
    handover: row.handover === null ? null : toHandover(row.handover, row.id),
    request:
      row.request_at === null || row.request_by === null
        ? null
        : { byId: row.request_by, at: row.request_at },
    answerDueAt: row.answer_due_at,
    tags: toTags(row.tags, row.id),
    mentions: [...mentionsFrom(row.mentions, row.id)],
    bot: row.bot === null ? null : toBotPart(row.bot, row.id),
    rules: row.rules === null ? null : toRulePart(row.rules, row.id),
    revision: row.revision,
  };
}

function toHandover(json: string, id: ConversationId): Handover {
  const handover = handoverSchema.safeParse(parseStored(json, `conversation ${id}`));
  if (!handover.success) throw damaged(`conversation ${id}`, handover.error);
  return handover.data;
}

function toBotPart(json: string, id: ConversationId): BotPart {
  const part = botPartSchema.safeParse(parseStored(json, `conversation ${id}`));
  if (!part.success) throw damaged(`conversation ${id}`, part.error);
  return part.data;
}

function toRulePart(json: string, id: ConversationId): RulePart {
  const part = rulePartSchema.safeParse(parseStored(json, `conversation ${id}`));
  if (!part.success) throw damaged(`conversation ${id}`, part.error);
  return part.data;
}

const tagsSchema = z.array(tagIdSchema);

function toTags(json: string, id: ConversationId): TagId[] {
  if (json === '[]') return [];
  const tags = tagsSchema.safeParse(parseStored(json, `conversation ${id}`));
  if (!tags.success) throw damaged(`conversation ${id}`, tags.error);
  return tags.data;
}

function toPreview(row: ConversationRow): Preview | null {
  if (row.last_message_id === null) return null;
  const { last_message_at: at, last_author, last_kind: kind, last_text: text } = row;
  const state = row.last_state;
  if (at === null || last_author === null || kind === null || text === null || state === null) {
    throw damaged(`conversation ${row.id}`);
  }
  const stored = row.last_extras === null ? {} : toExtras(row.last_extras, row.id);
  const { rule, ...extras } = stored;
  const author = authorOf(last_author, row.last_agent_id, rule, `conversation ${row.id}`);
  return { messageId: row.last_message_id, at, author, kind, text, state, ...extras };
}

const extrasSchema = previewSchema
  .pick({ isDeleted: true, reaction: true })
  .extend({ rule: ruleRefSchema.optional() });

function toExtras(json: string, id: ConversationId): z.infer<typeof extrasSchema> {
  const result = extrasSchema.safeParse(parseStored(json, `conversation ${id}`));
  if (!result.success) throw damaged(`conversation ${id}`, result.error);
  return result.data;
}

export const CONVERSATION_COLUMNS = [
  'contact_id',
  'state',
  'owner_id',
  'epoch',
  'episode',
  'last_at',
  'last_customer_message_id',
  'waiting_since',
  'queue_at',
  'unread',
  'revision',
  'last_message_id',
  'last_message_at',
  'last_author',
  'last_agent_id',
  'last_kind',
  'last_text',
  'last_state',
  'last_extras',
  'last_owner_id',
  'snoozed_until',
  'wake_at',
  'handover_at',
  'handover',
  'request_at',
  'request_by',
  'answer_due_at',
  'tags',
  'mentions',
  'bot',
  'rules',
] as const;

/** In the order of CONVERSATION_COLUMNS. */
export function conversationValues(conversation: Conversation): Bindable[] {
  const { last, state, waitingSince, lastAt, snoozedUntil, handover, request } = conversation;
  return [
    conversation.contact.id,
    state,
    conversation.ownerId,
    conversation.epoch,
    conversation.episode,
    lastAt,
    conversation.lastCustomerMessageId,
    waitingSince,
    state === 'waiting' ? (waitingSince ?? lastAt) : null,
    conversation.unread,
    conversation.revision,
    last?.messageId ?? null,
    last?.at ?? null,
    last?.author.type ?? null,
    last === null ? null : agentOf(last.author),
    last?.kind ?? null,
    last?.text ?? null,
    last?.state ?? null,
    last === null ? null : previewExtras(last),
    conversation.lastOwnerId,
    snoozedUntil,
    state === 'snoozed' ? wakesAt(conversation) : null,
    handover?.at ?? null,
    handover === null ? null : JSON.stringify(handover),
    request?.at ?? null,
    request?.byId ?? null,
    conversation.answerDueAt,
    JSON.stringify(conversation.tags),
    JSON.stringify(conversation.mentions),
    conversation.bot === null ? null : JSON.stringify(conversation.bot),
    conversation.rules === null ? null : JSON.stringify(conversation.rules),
  ];
}

function previewExtras({ isDeleted, reaction, author }: Preview): string | null {
  const json = JSON.stringify({ isDeleted, reaction, rule: ruleOf(author) });
  return json === '{}' ? null : json;
}
