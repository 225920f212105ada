import { join } from 'node:path';
import { DATABASE_FILE } from '../data-folder.ts';
import { openDatabase } from '../connection.ts';

export const REPORT_TABLES = [
  'report_episodes',
  'report_episode_tags',
  'report_waits',
  'report_sent',
  'report_unsettled',
  'report_transfers',
  'report_statuses',
  'report_loads',
  'report_counts',
  'report_queue',
  'report_ratings',
] as const;

/**
 * The rows of reports of one data folder take the place of those of another, all of them or none.
 * Nobody else may have either folder open.
 */
export function replaceReportRows(directory: string, from: string): void {
  const database = openDatabase(join(directory, DATABASE_FILE), 'write');
  try {
    database.prepare('ATTACH ? AS made').run(join(from, DATABASE_FILE));
    database
      .transaction(() => {
        for (const table of REPORT_TABLES) {
          database.exec(`DELETE FROM main.${table}`);
          database.exec(`INSERT INTO main.${table} SELECT * FROM made.${table}`);
        }
        database.exec(`DELETE FROM main.marks WHERE name = 'reports-stale'`);
      })
      .immediate();
  } finally {
    database.close();
  }
}
