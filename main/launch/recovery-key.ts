import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { errorCode } from '#main/system/error-code.ts';

const FILE = 'recovery.json';

/** How a command on the host PC reaches the host that runs there. */
const recoveryKeySchema = z.object({ port: z.int().min(1).max(65_535), key: z.string().min(1) });
export type RecoveryKey = Readonly<z.infer<typeof recoveryKeySchema>>;

/** Only who can read the host's files can read it; the returned function takes it away. */
export async function leaveRecoveryKey(
  directory: string,
  value: RecoveryKey,
): Promise<() => Promise<void>> {
  const path = join(directory, FILE);
  await writeFileAtomic(path, Buffer.from(JSON.stringify(value)), 0o600);
  return () => rm(path, { force: true });
}

/** Null: no host has left one, or not one of this version. */
export async function findRecoveryKey(directory: string): Promise<RecoveryKey | null> {
  try {
    const text = await readFile(join(directory, FILE), 'utf8');
    return recoveryKeySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
