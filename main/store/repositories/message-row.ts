import type { z } from 'zod';
import type {
  AgentId,
  ClientRef,
  ConversationId,
  MediaHash,
  MessageId,
  WaMessageKey,
} from '#shared/domain/ids.ts';
import { quoteSchema } from '#shared/domain/message-actions.ts';
import type { Quote } from '#shared/domain/message-actions.ts';
import {
  contentSchema,
  mediaKindSchema,
  mediaSchema,
  messageSchema,
  sendFailureSchema,
} from '#shared/domain/message.ts';
import type { Content, DeliveryState, Media, Message } from '#shared/domain/message.ts';
import { ruleRefSchema } from '#shared/domain/rules/rule-ref.ts';
import { authorOf } from './author.ts';
import type { AuthorType } from './author.ts';
import { damaged, parseStored } from './stored-json.ts';

export interface MessageRow {
  readonly id: MessageId;
  readonly conversation_id: ConversationId;
  readonly wa_key: WaMessageKey | null;
  readonly author: AuthorType;
  readonly agent_id: AgentId | null;
  readonly at: number;
  readonly kind: Content['kind'];
  readonly text: string | null;
  readonly unsupported_type: string | null;
  readonly state: DeliveryState;
  readonly failure: string | null;
  readonly client_ref: ClientRef | null;
  readonly arrived_late: number;
  readonly is_imported: number;
  readonly media_state: Media['state'] | null;
  readonly media_hash: MediaHash | null;
  readonly file_name: string | null;
  readonly media: string | null;
  readonly details: string | null;
  readonly quote_key: WaMessageKey | null;
  readonly quote: string | null;
  readonly quote_message_id: MessageId | null;
  readonly quote_deleted_at: number | null;
  readonly extras: string | null;
}

export const MESSAGE_COLUMNS = `
  m.id, m.conversation_id, m.wa_key, m.author, m.agent_id, m.at, m.kind, m.text,
  m.unsupported_type, m.state, m.failure, m.client_ref, m.arrived_late, m.is_imported,
  m.media_state,
  m.media_hash, m.file_name, m.media, m.details, m.quote_key, m.quote, m.extras,
  (SELECT q.id FROM messages AS q WHERE q.wa_key = m.quote_key) AS quote_message_id,
  (SELECT q.deleted_at FROM messages AS q WHERE q.wa_key = m.quote_key) AS quote_deleted_at`;

/** What of a file's description has no column of its own. */
const mediaDetailsSchema = mediaSchema.omit({ state: true, hash: true, fileName: true });

const storedQuoteSchema = quoteSchema.omit({ waKey: true, messageId: true });
/** What a message carries besides what it says, as one JSON; the quote has columns of its own. */
const extrasSchema = messageSchema
  .pick({
    reactions: true,
    edits: true,
    deletion: true,
    votes: true,
    marks: true,
    hold: true,
    waitedSince: true,
  })
  .extend({ rule: ruleRefSchema.optional() });

export function toMessage(row: MessageRow): Message {
  const stored = row.extras === null ? {} : parseAs(extrasSchema, row.extras, row.id);
  const { rule, ...extras } = stored;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    waKey: row.wa_key,
    author: authorOf(row.author, row.agent_id, rule, `message ${row.id}`),
    at: row.at,
    content: toContent(row),
    state: row.state,
    failure: row.failure === null ? null : parseAs(sendFailureSchema, row.failure, row.id),
    clientRef: row.client_ref,
    arrivedLate: row.arrived_late === 1,
    isImported: row.is_imported === 1,
    ...(row.quote_key === null ? {} : { quote: toQuote(row, row.quote_key) }),
    ...extras,
  };
}

/** Where the quoted message is, and whether it still says what was quoted, is looked up each time. */
function toQuote(row: MessageRow, waKey: WaMessageKey): Quote {
  if (row.quote === null) throw damaged(`message ${row.id}`);
  const { author, kind, text } = parseAs(storedQuoteSchema, row.quote, row.id);
  const shown = row.quote_deleted_at === null ? text : '';
  return { waKey, messageId: row.quote_message_id, author, kind, text: shown };
}

function toContent(row: MessageRow): Content {
  const { kind, text } = row;
  if (kind === 'unsupported') {
    if (row.unsupported_type === null) throw damaged(`message ${row.id}`);
    return { kind, type: row.unsupported_type };
  }
  if (row.details !== null) return toOther(row, row.details);
  if (text === null) throw damaged(`message ${row.id}`);
  if (kind === 'text') return { kind, text };
  const media = mediaKindSchema.safeParse(kind);
  if (!media.success) throw damaged(`message ${row.id}`);
  return { kind: media.data, caption: text, media: toMedia(row) };
}

/** What has no columns of its own. */
function toOther({ id, kind }: MessageRow, details: string): Content {
  const content = parseAs(contentSchema, details, id);
  if (content.kind !== kind) throw damaged(`message ${id}`);
  return content;
}

function toMedia(row: MessageRow): Media {
  if (row.media === null || row.media_state === null) throw damaged(`message ${row.id}`);
  const { mime, bytes, seconds, width, height } = parseAs(mediaDetailsSchema, row.media, row.id);
  return {
    state: row.media_state,
    hash: row.media_hash,
    mime,
    bytes,
    fileName: row.file_name,
    seconds,
    width,
    height,
  };
}

function parseAs<T>(schema: z.ZodType<T>, json: string, id: MessageId): T {
  const result = schema.safeParse(parseStored(json, `message ${id}`));
  if (!result.success) throw damaged(`message ${id}`, result.error);
  return result.data;
}
