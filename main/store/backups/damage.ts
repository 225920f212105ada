import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { timestampSchema } from '#shared/domain/ids.ts';
import { DATABASE_FILE, syncFolder } from '../data-folder.ts';
import { setAside } from './set-aside.ts';

const NOTE = 'deskline.damaged.json';

const damageSchema = z.object({
  at: timestampSchema,
  problem: z.string(),
  /** The name that the damaged database has now; null while it is being given one. */
  setAside: z.string().nullable(),
});
export type Damage = Readonly<z.infer<typeof damageSchema>>;

/**
 * Sets the damaged database aside and notes that a person has to choose what takes its place: until
 * then no start may begin with an empty one. The data folder has to be held.
 */
export function setDamagedAside(directory: string, problem: string, at: number): Damage {
  note(directory, { at, problem, setAside: null });
  const damage = { at, problem, setAside: setAside(directory, at) };
  note(directory, damage);
  return damage;
}

export function hasDamage(directory: string): boolean {
  return existsSync(join(directory, NOTE));
}

/** What still waits for a person's choice; null when there is nothing. */
export function noticedDamage(directory: string): Damage | null {
  const path = join(directory, NOTE);
  if (!hasDamage(directory)) return null;
  const damage = damageSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const hasDatabase = existsSync(join(directory, DATABASE_FILE));
  if (hasDatabase && damage.setAside === null) {
    return setDamagedAside(directory, damage.problem, damage.at);
  }
  if (!hasDatabase) return damage;
  // A backup has taken its place already.
  damageSeenTo(directory);
  return null;
}

export function damageSeenTo(directory: string): void {
  rmSync(join(directory, NOTE), { force: true });
  syncFolder(directory);
}

function note(directory: string, damage: Damage): void {
  const file = openSync(join(directory, NOTE), 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(damage));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(directory);
}
