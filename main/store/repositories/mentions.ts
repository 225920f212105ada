import { z } from 'zod';
import type { Conversation } from '#shared/domain/conversation.ts';
import { mentionSchema } from '#shared/domain/handling.ts';
import type { Mention } from '#shared/domain/handling.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

const NONE = '[]';
const listSchema = z.array(mentionSchema);

export function mentionsFrom(json: string, id: ConversationId): readonly Mention[] {
  if (json === NONE) return [];
  const list = listSchema.safeParse(parseStored(json, `mentions of conversation ${id}`));
  if (!list.success) throw damaged(`mentions of conversation ${id}`, list.error);
  return list.data;
}

/** Keeps the table that the lists of mentions are read from; to be called with each conversation. */
export function mentionRows(connection: Prepares): {
  put(conversation: Conversation, before: string | undefined): void;
  forget(id: ConversationId): void;
} {
  const drop = connection.prepare<[ConversationId], never>(
    'mentions.drop',
    'DELETE FROM mentions WHERE conversation_id = ?',
  );
  const insert = connection.prepare<[AgentId, ConversationId, number, number], never>(
    'mentions.insert',
    'INSERT INTO mentions (agent_id, conversation_id, at, is_seen) VALUES (?, ?, ?, ?)',
  );
  return {
    put({ id, mentions }, before = NONE) {
      // Nearly all have none, and this runs for every message.
      if (JSON.stringify(mentions) === before) return;
      if (before !== NONE) drop.run(id);
      for (const { agentId, at, isSeen } of mentions) insert.run(agentId, id, at, isSeen ? 1 : 0);
    },
    forget: (id) => void drop.run(id),
  };
}
