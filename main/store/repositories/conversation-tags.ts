import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, TagId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

const NONE = '[]';

/** Keeps the table that the list of a tag is read from; to be called with each conversation. */
export function tagRows(connection: Prepares): {
  put(conversation: Conversation, before: string | undefined): void;
  forget(id: ConversationId): void;
} {
  const drop = connection.prepare<[ConversationId], never>(
    'conversationTags.drop',
    'DELETE FROM conversation_tags WHERE conversation_id = ?',
  );
  const insert = connection.prepare<[TagId, ConversationId], never>(
    'conversationTags.insert',
    'INSERT INTO conversation_tags (tag_id, conversation_id) VALUES (?, ?)',
  );
  return {
    put({ id, tags }, before = NONE) {
      // They change rarely, and this runs for every message.
      if (JSON.stringify(tags) === before) return;
      if (before !== NONE) drop.run(id);
      for (const tagId of tags) insert.run(tagId, id);
    },
    forget: (id) => void drop.run(id),
  };
}
