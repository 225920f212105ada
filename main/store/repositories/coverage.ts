import type { NumberLinkRow } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import { CLOSED_GAPS } from '#shared/domain/coverage.ts';
import type { Gap, GapReason, NumberCoverage } from '#shared/domain/coverage.ts';
import type { ConversationId, WaAddress } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

interface NumberRow {
  readonly phone: string;
  readonly linked_at: number;
  readonly since: number;
  readonly until: number | null;
  readonly import_since: number | null;
  readonly import_done: number;
  readonly import_total: number;
}

interface GapRow {
  readonly id: number;
  readonly phone: string;
  readonly conversation_id: ConversationId | null;
  readonly reason: GapReason;
  readonly begins_at: number;
  readonly ends_at: number | null;
  readonly closed_at: number | null;
}

const GAP_COLUMNS = 'id, phone, conversation_id, reason, begins_at, ends_at, closed_at';

export function coverageReads(connection: Prepares): Reads['coverage'] {
  const numbers = connection.prepare<[], NumberRow>(
    'coverage.numbers',
    `SELECT phone, linked_at, since, until, import_since, import_done, import_total
     FROM coverage_numbers ORDER BY place`,
  );
  const gaps = connection.prepare<[], GapRow>(
    'coverage.gaps',
    `SELECT ${GAP_COLUMNS} FROM coverage_gaps WHERE closed_at IS NULL ORDER BY id`,
  );
  const closed = connection.prepare<[number], GapRow>(
    'coverage.closed',
    `SELECT ${GAP_COLUMNS} FROM coverage_gaps WHERE closed_at IS NOT NULL
     ORDER BY closing DESC LIMIT ?`,
  );
  const links = connection.prepare<[], NumberLinkRow>(
    'coverage.links',
    'SELECT phone, at, after_message AS afterMessage FROM coverage_links ORDER BY id',
  );
  const imported = connection.prepare<[string, WaAddress], { found: 1 }>(
    'coverage.isImported',
    'SELECT 1 AS found FROM coverage_imported WHERE phone = ? AND address = ?',
  );
  const nextGapId = connection.prepare<[], { id: number }>(
    'coverage.nextGapId',
    'SELECT coalesce(max(id), 0) + 1 AS id FROM coverage_gaps',
  );
  return {
    get: () => ({
      numbers: numbers.all().map(toNumber),
      gaps: gaps.all().map(toGap),
      closed: closed.all(CLOSED_GAPS).map(toGap),
    }),
    links: () => links.all(),
    isImported: (phone, address) => imported.get(phone, address) !== undefined,
    nextGapId: () => nextGapId.get()?.id ?? 1,
  };
}

export function coverageWrites(
  connection: Prepares,
): Pick<Tx['state'], 'putNumber' | 'putGap' | 'putLink' | 'putImportedChat'> {
  const number = connection.prepare<
    [string, number, number, number | null, number | null, number, number],
    never
  >(
    'coverage.putNumber',
    `INSERT INTO coverage_numbers
       (phone, linked_at, since, until, import_since, import_done, import_total)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (phone) DO UPDATE SET
       since = excluded.since, until = excluded.until, import_since = excluded.import_since,
       import_done = excluded.import_done, import_total = excluded.import_total`,
  );
  const gap = connection.prepare<
    [number, string, ConversationId | null, GapReason, number, number | null, number | null],
    never
  >(
    'coverage.putGap',
    `INSERT INTO coverage_gaps (${GAP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       ends_at = excluded.ends_at, closed_at = excluded.closed_at,
       closing = (SELECT coalesce(max(closing), 0) + 1 FROM coverage_gaps)`,
  );
  const link = connection.prepare<[string, number, number], never>(
    'coverage.putLink',
    'INSERT INTO coverage_links (phone, at, after_message) VALUES (?, ?, ?)',
  );
  const imported = connection.prepare<[string, string], never>(
    'coverage.putImportedChat',
    'INSERT OR IGNORE INTO coverage_imported (phone, address) VALUES (?, ?)',
  );
  return {
    putNumber: ({ phone, linkedAt, since, until, import: history }) =>
      void number.run(
        phone,
        linkedAt,
        since,
        until,
        history?.since ?? null,
        history?.done ?? 0,
        history?.total ?? 0,
      ),
    putGap: ({ id, phone, conversationId, reason, begin, end, closedAt }) =>
      void gap.run(id, phone, conversationId, reason, begin, end, closedAt),
    putLink: ({ phone, at, afterMessage }) => void link.run(phone, at, afterMessage),
    putImportedChat: (phone, address) => void imported.run(phone, address),
  };
}

function toNumber(row: NumberRow): NumberCoverage {
  const { phone, since, until, import_since: importSince } = row;
  const history =
    importSince === null
      ? null
      : { since: importSince, done: row.import_done, total: row.import_total };
  return { phone, linkedAt: row.linked_at, since, until, import: history };
}

function toGap(row: GapRow): Gap {
  return {
    id: row.id,
    phone: row.phone,
    conversationId: row.conversation_id,
    reason: row.reason,
    begin: row.begins_at,
    end: row.ends_at,
    closedAt: row.closed_at,
  };
}
