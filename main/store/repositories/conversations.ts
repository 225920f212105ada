import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { ContactId, ConversationId } from '#shared/domain/ids.ts';
import type { Bindable, Prepares } from '../connection.ts';
import type { SearchIndex } from '../search-index.ts';
import { contactSearch } from './contact-search.ts';
import { contactWrites } from './contacts.ts';
import { handlingReads } from './conversation-handling.ts';
import {
  CONVERSATION_COLUMNS,
  CONVERSATION_SELECT,
  conversationValues,
  toConversation,
} from './conversation-row.ts';
import type { ConversationRow } from './conversation-row.ts';
import { tagRows } from './conversation-tags.ts';
import { counts, ownedSeenBy, pages } from './conversation-views.ts';
import { mentionRows } from './mentions.ts';
import { mergeWrites } from './merges.ts';
import { rowWriter } from './row-writer.ts';

type Row = Readonly<Record<string, Bindable>> & {
  readonly mentions: string;
  readonly tags: string;
};

export function conversationReads(connection: Prepares): Reads['conversations'] {
  const byId = connection.prepare<[ConversationId], ConversationRow>(
    'conversations.get',
    `${CONVERSATION_SELECT} WHERE c.id = ?`,
  );
  const byContact = connection.prepare<[ContactId], ConversationRow>(
    'conversations.byContact',
    `${CONVERSATION_SELECT} WHERE c.contact_id = ?`,
  );
  const searchIds = contactSearch(connection);
  const get = (id: ConversationId) => {
    const row = byId.get(id);
    return row === undefined ? null : toConversation(row);
  };
  return {
    get,
    byContact(id) {
      const row = byContact.get(id);
      return row === undefined ? null : toConversation(row);
    },
    page: pages(connection),
    counts: counts(connection),
    ownedSeenBy: ownedSeenBy(connection),
    ...handlingReads(connection),
    search: (text, limit, by) =>
      searchIds(text, limit, by)
        .map(get)
        .filter((found) => found !== null),
  };
}

export function conversationWrites(
  connection: Prepares,
  index: SearchIndex,
): Pick<Tx['state'], 'putConversation' | 'takeOver' | 'giveBack' | 'putMerge' | 'setApart'> {
  const contacts = contactWrites(connection, index);
  const rows = rowWriter<Row>(connection, 'conversations', CONVERSATION_COLUMNS);
  const mentions = mentionRows(connection);
  const tags = tagRows(connection);
  const merges = mergeWrites(connection, contacts.forget);
  return {
    ...merges,
    takeOver(merge) {
      merges.takeOver(merge);
      mentions.forget(merge.goneId);
      tags.forget(merge.goneId);
    },
    setApart: contacts.setApart,
    putConversation(conversation) {
      contacts.put(conversation.contact);
      const before = rows.put(conversation.id, conversationValues(conversation));
      mentions.put(conversation, before?.mentions);
      tags.put(conversation, before?.tags);
    },
  };
}
