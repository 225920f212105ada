import { openDatabase } from './connection.ts';

/** What SQLite's integrity check finds in the file; empty when all is well. Takes its time. */
export function integrityProblems(
  path: string,
  check: 'integrity_check' | 'quick_check' = 'integrity_check',
): string[] {
  const database = openDatabase(path, 'write');
  try {
    const found = database.prepare<[], string>(`PRAGMA ${check}(10)`).pluck().all();
    return found.filter((line) => line !== 'ok');
  } finally {
    database.close();
  }
}
