import type Database from 'better-sqlite3';
import { BackupError } from '#main/core/ports/backups.ts';
import { schemaVersion } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';

/** What a database is good for. */
export interface Inspected {
  readonly schema: number;
  readonly journalId: string;
  /** When the last thing happened that it knows of; null when nothing ever did. */
  readonly lastAt: number | null;
  readonly messages: number;
}

/**
 * Reads everything in an open copy of the database: its pages, its indexes, and what a host asks
 * first of all. Throws BackupError when a host could not go on with it.
 */
export function inspect(database: Database.Database): Inspected {
  const problems = database.prepare<[], string>('PRAGMA integrity_check(3)').pluck().all();
  if (problems.some((line) => line !== 'ok')) throw new BackupError('damaged', problems.join('; '));
  const one = <T>(sql: string) => database.prepare<[], T>(sql).pluck().get();
  const hasMeta = one<number>(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'`);
  const journalId =
    hasMeta === undefined
      ? undefined
      : one<string>(`SELECT value FROM meta WHERE name = 'journal-id'`);
  if (journalId === undefined) throw new BackupError('failed', 'It is no database of Deskline.');
  const schema = schemaVersion(database);
  if (schema > (migrations.at(-1)?.version ?? 0)) {
    throw new BackupError('failed', 'A newer version of Deskline made it: start that version.');
  }
  return {
    schema,
    journalId,
    lastAt: one<number | null>('SELECT max(at) FROM journal') ?? null,
    messages: one<number>('SELECT count(*) FROM messages') ?? 0,
  };
}
