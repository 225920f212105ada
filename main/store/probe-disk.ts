import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toStoreError } from './errors.ts';

/** Room for some hundred messages: with less the next burst would fail again. */
const PROBE_BYTES = 1024 * 1024;

/** Rejects with StoreError while the folder does not take a file of some size. */
export async function probeDisk(directory: string): Promise<void> {
  const path = join(directory, '.room');
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(Buffer.alloc(PROBE_BYTES));
      await file.sync();
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  } catch (error) {
    throw toStoreError(error);
  }
}
