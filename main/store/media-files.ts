import { createHash, randomUUID } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { MediaFiles, StoredFile } from '#main/core/ports/media-files.ts';
import { mediaHashSchema } from '#shared/domain/ids.ts';
import type { MediaHash } from '#shared/domain/ids.ts';
import { ensureFolder, syncFolder } from './data-folder.ts';
import { toStoreError } from './errors.ts';

const UNFINISHED = '.unfinished-';

interface MediaFilesOptions {
  /** Made when missing. Nobody else may write there: open the store first, which holds the folder. */
  readonly directory: string;
}

/**
 * Files named by their content: `ab/abcdef…`. A file that is there is whole, also after a power
 * cut. Rejects with StoreError when the disk does not take it, else with what the source threw.
 */
export function openMediaFiles({ directory }: MediaFilesOptions): MediaFiles {
  const root = resolve(directory);
  ensureFolder(root);
  removeUnfinished(root);
  return {
    put: async (bytes) => put(root, bytes),
    async path(hash) {
      // Not only a type: nothing that is not a hash becomes part of a path.
      const parsed = mediaHashSchema.safeParse(hash);
      if (!parsed.success) return null;
      const path = pathOf(root, parsed.data);
      return (await sizeOf(path)) === null ? null : path;
    },
  };
}

function removeUnfinished(root: string): void {
  for (const name of readdirSync(root)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(root, name), { force: true });
  }
}

async function put(
  root: string,
  source: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<StoredFile> {
  const unfinished = join(root, UNFINISHED + randomUUID());
  try {
    const file = await writeHashed(unfinished, source);
    await moveInto(root, unfinished, file);
    return file;
  } catch (error) {
    throw toStoreError(error);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function writeHashed(
  path: string,
  source: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    const bytes = await copy(source, file, hash);
    await file.sync();
    return { hash: mediaHashSchema.parse(hash.digest('hex')), bytes };
  } finally {
    await file.close();
  }
}

async function copy(
  source: AsyncIterable<Uint8Array> | Uint8Array,
  file: FileHandle,
  hash: Hash,
): Promise<number> {
  let bytes = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    hash.update(chunk);
    await file.writeFile(chunk);
    bytes += chunk.length;
  }
  return bytes;
}

async function moveInto(root: string, unfinished: string, file: StoredFile): Promise<void> {
  const path = pathOf(root, file.hash);
  if ((await sizeOf(path)) === file.bytes) return;
  const folder = join(root, folderOf(file.hash));
  const isNewFolder = (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
  await rename(unfinished, path);
  syncFolder(folder);
  if (isNewFolder) syncFolder(root);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw toStoreError(error);
  }
}

const folderOf = (hash: MediaHash) => hash.slice(0, 2);

const pathOf = (root: string, hash: MediaHash) => join(root, folderOf(hash), hash);
