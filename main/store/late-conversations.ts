import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Prepares, Query } from './connection.ts';
import { CONVERSATION_COLUMNS, conversationValues } from './repositories/conversation-row.ts';
import { rowChanges } from './repositories/row-writer.ts';

interface Change {
  readonly stored: Conversation;
  readonly now: Conversation;
}

/**
 * Conversations whose rows are behind. In a burst the same ones move with message after message;
 * each row, with its places in the indexes, is written once for all of them: before the commit, and
 * before any query that names the table.
 */
export class LateConversations {
  readonly #write: (id: ConversationId, change: Change) => void;
  readonly #late = new Map<ConversationId, Change>();
  /** What was late before each step of this unit of work, for when that is undone. */
  #steps: (readonly [ConversationId, Change | undefined])[] = [];

  constructor(connection: Prepares) {
    const write = rowChanges(connection, 'conversations', CONVERSATION_COLUMNS);
    this.#write = (id, { stored, now }) =>
      write(id, conversationValues(stored), conversationValues(now));
  }

  /** False when the row is not all that changes: then it is to be written at once. */
  takes(before: Conversation, now: Conversation): boolean {
    if (!isRowAlone(before, now)) return false;
    const stored = this.#late.get(now.id)?.stored ?? before;
    this.#set(now.id, { stored, now });
    return true;
  }

  write(): void {
    for (const [id, change] of this.#late) {
      this.#write(id, change);
      this.#set(id, undefined);
    }
  }

  /** The returned function undoes what became late since, and makes late again what was written. */
  mark(): () => void {
    this.#steps = [];
    return () => {
      for (const [id, change] of this.#steps.splice(0).reverse()) this.#set(id, change);
    };
  }

  clear(): void {
    this.#late.clear();
    this.#steps = [];
  }

  /** Gives queries that find the rows as they are now. */
  writtenFirst(connection: Prepares): Prepares {
    return {
      prepare: <Values extends (string | number | null)[], Row>(name: string, sql: string) => {
        const query = connection.prepare<Values, Row>(name, sql);
        return /\bconversations\b/.test(sql) ? this.#afterWriting(query) : query;
      },
    };
  }

  #afterWriting<Values extends (string | number | null)[], Row>(
    query: Query<Values, Row>,
  ): Query<Values, Row> {
    const first = <Result>(run: (...values: Values) => Result) => {
      return (...values: Values) => {
        this.write();
        return run(...values);
      };
    };
    return {
      get: first((...values) => query.get(...values)),
      all: first((...values) => query.all(...values)),
      run: first((...values) => query.run(...values)),
    };
  }

  #set(id: ConversationId, change: Change | undefined): void {
    this.#steps.push([id, this.#late.get(id)]);
    if (change === undefined) this.#late.delete(id);
    else this.#late.set(id, change);
  }
}

/** Contacts, mentions and tags have tables of their own. */
function isRowAlone(before: Conversation, now: Conversation): boolean {
  return (
    before.contact === now.contact &&
    before.mentions === now.mentions &&
    (before.tags === now.tags || before.tags.length + now.tags.length === 0)
  );
}
