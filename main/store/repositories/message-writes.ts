import type { Tx } from '#main/core/ports/store.ts';
import { wordsOf } from '#shared/domain/content-words.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { ContentWords } from '#shared/domain/content-words.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import type { Bindable, Prepares } from '../connection.ts';
import type { SearchIndex } from '../search-index.ts';
import { agentOf, ruleOf } from './author.ts';
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
  'quote_key',
  'quote',
  'extras',
  'deleted_at',
] as const;

type StoredWords = Readonly<Record<string, Bindable>> & {
  readonly text: string | null;
  readonly file_name: string | null;
  readonly deleted_at: number | null;
};

export function messageWrites(
  connection: Prepares,
  index: SearchIndex,
): Pick<Tx['state'], 'insertMessage' | 'updateMessage'> {
  const rows = rowWriter<StoredWords>(connection, 'messages', COLUMNS);
  return {
    insertMessage(message) {
      rows.insert(message.id, valuesOf(message));
      index.message(message.id, null, indexedWords(message));
    },
    updateMessage(message) {
      const old = rows.update(message.id, valuesOf(message));
      const { text, file_name: fileName } = old;
      const was = old.deleted_at === null ? { text, fileName } : NO_WORDS;
      index.message(message.id, was, indexedWords(message));
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
    ...quoteValues(message),
    extrasOf(message),
    message.deletion?.at ?? null,
  ];
}

function quoteValues({ quote }: Message): Bindable[] {
  if (quote === undefined) return [null, null];
  const { waKey, author, kind, text } = quote;
  return [waKey, JSON.stringify({ author, kind, text })];
}

function extrasOf(message: Message): string | null {
  const { reactions, edits, deletion, votes, marks, hold, waitedSince, author } = message;
  const happened = { reactions, edits, deletion, votes, marks, hold, waitedSince };
  const json = JSON.stringify({ ...happened, rule: ruleOf(author) });
  return json === '{}' ? null : json;
}

const NO_WORDS: ContentWords = { text: null, fileName: null };

/** What was taken back is not found any more. */
function indexedWords({ content, deletion }: Message): ContentWords {
  return deletion === undefined ? wordsOf(content) : NO_WORDS;
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
