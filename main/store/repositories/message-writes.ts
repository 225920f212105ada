import type { Tx } from '#main/core/ports/store.ts';
import { wordsOf } from '#shared/domain/content-words.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import type { Bindable, Prepares } from '../connection.ts';
import type { SearchIndex } from '../search-index.ts';
import { agentOf } from './author.ts';
import { rowWriter } from './row-writer.ts';

const COLUMNS = [
  'conversation_id',
  'wa_key',
  'author',
  'agent_id',
  'at',
  'state',
  'failure',
  'client_ref',
  'arrived_late',
  'is_imported',
  'kind',
  'text',
  'unsupported_type',
  'media_state',
  'media_hash',
  'file_name',
  'media',
  'details',
] as const;

type StoredWords = Readonly<Record<string, Bindable>> & {
  readonly text: string | null;
  readonly file_name: string | null;
};

export function messageWrites(
  connection: Prepares,
  index: SearchIndex,
): Pick<Tx['state'], 'insertMessage' | 'updateMessage'> {
  const rows = rowWriter<StoredWords>(connection, 'messages', COLUMNS);
  return {
    insertMessage(message) {
      rows.insert(message.id, valuesOf(message));
      index.message(message.id, null, wordsOf(message.content));
    },
    updateMessage(message) {
      const { text, file_name: fileName } = rows.update(message.id, valuesOf(message));
      index.message(message.id, { text, fileName }, wordsOf(message.content));
    },
  };
}

/** In the order of COLUMNS. */
function valuesOf(message: Message): Bindable[] {
  return [
    message.conversationId,
    message.waKey,
    message.author.type,
    agentOf(message.author),
    message.at,
    message.state,
    message.failure === null ? null : JSON.stringify(message.failure),
    message.clientRef,
    message.arrivedLate ? 1 : 0,
    message.isImported ? 1 : 0,
    message.content.kind,
    wordsOf(message.content).text,
    message.content.kind === 'unsupported' ? message.content.type : null,
    ...mediaValues(message.content),
    detailsOf(message.content),
  ];
}

function mediaValues(content: Content): Bindable[] {
  if (!isMediaContent(content)) return [null, null, null, null];
  const { state, hash, fileName, ...details } = content.media;
  return [state, hash, fileName, JSON.stringify(details)];
}

/** JSON of what has no columns of its own. */
function detailsOf(content: Content): string | null {
  const hasColumns =
    content.kind === 'text' || content.kind === 'unsupported' || isMediaContent(content);
  return hasColumns ? null : JSON.stringify(content);
}
