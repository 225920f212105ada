import { z } from 'zod';
import { timestampSchema } from './ids.ts';

/** `before-update`: made before a newer version of Deskline changed the database. */
export const backupKindSchema = z.enum(['daily', 'by-hand', 'before-update']);
export type BackupKind = z.infer<typeof backupKindSchema>;

/** A copy of the database that was read again and found whole. */
export const backupSchema = z.object({
  /** Its file's name. */
  name: z.string(),
  at: timestampSchema,
  kind: backupKindSchema,
  bytes: z.int().nonnegative(),
});
export type Backup = Readonly<z.infer<typeof backupSchema>>;

export const backupFailureSchema = z.object({
  at: timestampSchema,
  /** In the data folder, or in the second one. */
  where: z.enum(['here', 'second']),
  reason: z.enum(['disk-full', 'read-only', 'missing', 'damaged', 'failed']),
  detail: z.string(),
});
export type BackupFailure = Readonly<z.infer<typeof backupFailureSchema>>;

const NAME = /^deskline-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)-(daily|by-hand|before-update)\.db$/;

/** Time of day as UTC: local times come twice in autumn. */
export function backupName(at: number, kind: BackupKind): string {
  return `deskline-${stampOf(at)}-${kind}.db`;
}

/** `2026-01-15-040000`, UTC. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
}

/** What a name says; null when it is not the name of a backup. */
export function readBackupName(name: string): Pick<Backup, 'at' | 'kind'> | null {
  const [, day, hours, minutes, seconds, word] = NAME.exec(name) ?? [];
  const kind = backupKindSchema.safeParse(word);
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return kind.success && Number.isFinite(at) ? { at, kind: kind.data } : null;
}

/** How many days and weeks have a backup each. */
export interface KeepRule {
  readonly days: number;
  readonly weeks: number;
}

const KEPT_BEFORE_UPDATES = 3;
const KEPT_BY_HAND = 5;
const DAY_MS = 24 * 60 * 60_000;
/** 1970 began on a Thursday; weeks begin on Mondays. */
const MONDAY_MS = 4 * DAY_MS;

/**
 * Which backups make room: all but the newest of each of the last `days` days and `weeks` weeks
 * that have one, the last by hand and the last before updates. The newest of all stays in any case.
 */
export function backupsToRemove(backups: readonly Backup[], { days, weeks }: KeepRule): Backup[] {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at);
  const regular = newestFirst.filter(({ kind }) => kind !== 'before-update');
  const keep = new Set<Backup>([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(regular, (at) => Math.floor(at / DAY_MS)).slice(0, days),
    ...newestOfEach(regular, (at) => Math.floor((at - MONDAY_MS) / (7 * DAY_MS))).slice(0, weeks),
    ...newestFirst.filter(({ kind }) => kind === 'by-hand').slice(0, KEPT_BY_HAND),
    ...newestFirst.filter(({ kind }) => kind === 'before-update').slice(0, KEPT_BEFORE_UPDATES),
  ]);
  return newestFirst.filter((backup) => !keep.has(backup));
}

function newestOfEach(newestFirst: readonly Backup[], periodOf: (at: number) => number): Backup[] {
  const newest = new Map<number, Backup>();
  for (const backup of newestFirst) {
    const period = periodOf(backup.at);
    if (!newest.has(period)) newest.set(period, backup);
  }
  return [...newest.values()];
}
