import type { AgentId, ConversationId, Seq } from '#shared/domain/ids.ts';
import type { Fact, FactKind, JournalEntry } from '#shared/domain/journal.ts';
import { damaged, parseStored } from './stored-json.ts';

export interface JournalRow {
  readonly seq: Seq;
  readonly at: number;
  readonly kind: FactKind;
  readonly conversation_id: ConversationId | null;
  readonly agent_id: AgentId | null;
  readonly data: string;
}

/** Not checked against the schema: a resuming client reads hundreds of them at once. */
export function toEntry(row: JournalRow): JournalEntry {
  const data = parseStored(row.data, `journal entry ${row.seq}`);
  if (typeof data !== 'object' || data === null) throw damaged(`journal entry ${row.seq}`);
  const place = row.conversation_id === null ? {} : { conversationId: row.conversation_id };
  const fact = { kind: row.kind, ...place, ...data } as Fact;
  return { seq: row.seq, at: row.at, by: row.agent_id, fact };
}
