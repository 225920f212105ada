import type { HubClient } from '#shared/client/types.ts';
import type { ConversationId, Seq } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { CSV_BEGIN, csvRow } from '#shared/util/csv.ts';
import { auditQuery } from './audit-query.ts';
import type { AuditChoice } from './audit-query.ts';

const PAGE = 500;
/** A file that spreadsheets still open; the rest by a shorter time. */
export const MOST_ROWS = 100_000;

interface Wanted {
  readonly choice: AuditChoice;
  readonly columns: readonly string[];
  readonly row: (entry: JournalEntry, contact: string | null) => readonly string[];
}

export type Exported =
  | { readonly ok: true; readonly csv: string; readonly rows: number; readonly isCut: boolean }
  | { readonly ok: false; readonly isStopped: boolean };

/** Fetches the chosen lines page by page and makes a file of them. */
export class AuditExport {
  /** Rows so far; null: nothing is exported now. */
  rows = $state<number | null>(null);
  readonly #client: HubClient;
  #isStopped = false;

  constructor(client: HubClient) {
    this.#client = client;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async run({ choice, columns, row }: Wanted): Promise<Exported> {
    const parts = [CSV_BEGIN, csvRow(columns)];
    const filter = auditQuery(choice);
    let before: Seq | null = null;
    let rows = 0;
    this.#isStopped = false;
    this.rows = 0;
    try {
      for (;;) {
        const reply: Awaited<ReturnType<typeof this.page>> = await this.page(filter, before);
        if (this.#isStopped || !reply.ok) return { ok: false, isStopped: this.#isStopped };
        const { entries, contacts, next } = reply.value;
        const names = new Map<ConversationId, string>();
        for (const { conversationId, name } of contacts) names.set(conversationId, name);
        for (const entry of entries) {
          const { fact } = entry;
          const contact = 'conversationId' in fact ? names.get(fact.conversationId) : undefined;
          parts.push(csvRow(row(entry, contact ?? null)));
        }
        rows += entries.length;
        this.rows = rows;
        before = next;
        if (next === null || rows >= MOST_ROWS) {
          return { ok: true, csv: parts.join(''), rows, isCut: next !== null };
        }
      }
    } finally {
      this.rows = null;
    }
  }

  page(filter: ReturnType<typeof auditQuery>, before: Seq | null) {
    return this.#client.command('audit.export', { filter, before, limit: PAGE });
  }
}
