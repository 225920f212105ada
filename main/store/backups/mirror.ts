import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { BackupError } from '#main/core/ports/backups.ts';
import { mediaHashSchema } from '#shared/domain/ids.ts';
import { readBackupName } from '#shared/domain/backup.ts';
import { syncFolder } from '../data-folder.ts';
import { UNFINISHED } from './make-backup.ts';

interface Places {
  /** Where the backups are that the second folder is to have. */
  readonly backups: string;
  readonly media: string;
  readonly folder: string;
}

/** See BackupFiles.mirror. Each file is hashed on both sides before it gets its name. */
export async function mirror({ backups, media, folder }: Places): Promise<void> {
  if (!isAbsolute(folder)) throw new BackupError('missing', `${folder} is no full path.`);
  const isFolder = (await stat(folder)).isDirectory();
  if (!isFolder) throw new BackupError('missing', `${folder} is no folder.`);
  const wanted = (await readdir(backups)).filter((name) => readBackupName(name) !== null);
  const there = new Set(await readdir(folder));
  for (const name of wanted) {
    if (!there.has(name)) await copy(join(backups, name), folder, name, null);
  }
  for (const name of there) {
    const isGone = readBackupName(name) !== null && !wanted.includes(name);
    if (isGone || name.startsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
  }
  await mirrorMedia(media, join(folder, 'media'));
}

/** Files are named by what is in them: one that is there is the same. */
async function mirrorMedia(from: string, to: string): Promise<void> {
  for (const group of await namesIn(from)) {
    const known = new Set(await namesIn(join(to, group)));
    for (const name of await namesIn(join(from, group))) {
      const hash = mediaHashSchema.safeParse(name);
      if (!hash.success || known.has(name)) continue;
      await mkdir(join(to, group), { recursive: true, mode: 0o700 });
      await copy(join(from, group, name), join(to, group), name, hash.data);
    }
  }
}

async function copy(from: string, folder: string, name: string, hash: string | null) {
  const unfinished = join(folder, UNFINISHED + name);
  try {
    const expected = hash ?? (await hashOf(from));
    const file = await open(unfinished, 'w', 0o600);
    try {
      for await (const chunk of createReadStream(from)) await file.writeFile(chunk as Uint8Array);
      await file.sync();
    } finally {
      await file.close();
    }
    if ((await hashOf(unfinished)) !== expected) {
      throw new BackupError('damaged', `${from} and its copy are not the same.`);
    }
    await rename(unfinished, join(folder, name));
    syncFolder(folder);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
