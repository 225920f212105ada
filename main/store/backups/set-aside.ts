import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { stampOf } from '#shared/domain/backup.ts';
import { DATABASE_FILE, syncFolder } from '../data-folder.ts';

const COMPANIONS = ['-wal', '-shm'] as const;

/**
 * Gives the database another name, so that nothing of it is ever written over. Returns that name;
 * null when there is none. Nobody may have it open.
 */
export function setAside(directory: string, at: number): string | null {
  const name = freeName(directory, at);
  const path = join(directory, DATABASE_FILE);
  const hasDatabase = existsSync(path);
  if (hasDatabase) renameSync(path, join(directory, name));
  // Also what a crash between two renames has left: it must not meet another database.
  for (const end of COMPANIONS) {
    if (existsSync(path + end)) renameSync(path + end, join(directory, name + end));
  }
  syncFolder(directory);
  return hasDatabase ? name : null;
}

function freeName(directory: string, at: number): string {
  for (let time = at; ; time += 1_000) {
    const name = `deskline-set-aside-${stampOf(time)}.db`;
    const isFree = ['', ...COMPANIONS].every((end) => !existsSync(join(directory, name + end)));
    if (isFree) return name;
  }
}
