import { readFile, rm } from 'node:fs/promises';
import type { SafeStorage } from 'electron';
import type { Log } from '#main/core/ports/system.ts';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { errorCode } from '#main/system/error-code.ts';

/** Something of this PC's that nobody else is to read. */
export interface KeptSecret {
  /** Null: there is none. */
  current(): string | null;
  save(secret: string): Promise<void>;
  clear(): Promise<void>;
}

type Encryption = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

interface KeptSecretOptions {
  /** Absolute path of the file; holds nothing but the encrypted secret. */
  readonly path: string;
  /** Where the system encrypts nothing: in memory alone, or in that file as it is, for this account. */
  readonly unencrypted: 'memory' | 'file';
  readonly encryption: Encryption;
  readonly log: Log;
}

/** Reads what was kept. */
export async function openKeptSecret(options: KeptSecretOptions): Promise<KeptSecret> {
  const { path, unencrypted, encryption, log } = options;
  const isEncrypted = await encryption.isAsyncEncryptionAvailable();
  const isKept = isEncrypted || unencrypted === 'file';
  if (!isKept) {
    log.warn({}, 'This system keeps no secrets: agents sign in again after each start.');
  }
  let secret = isKept ? await readSecret(options, isEncrypted) : null;
  // One after the other, so that the file ends up with what was said last.
  let written: Promise<void> = Promise.resolve();
  const afterwards = (step: () => Promise<void>): Promise<void> => {
    const done = written.then(step);
    written = done.catch(() => undefined);
    return done;
  };

  return {
    current: () => secret,
    save(value) {
      secret = value;
      if (!isKept) return Promise.resolve();
      return afterwards(async () => {
        const data = isEncrypted ? await encryption.encryptStringAsync(value) : value;
        await writeFileAtomic(path, data, 0o600);
      });
    },
    clear() {
      secret = null;
      return afterwards(() => rm(path, { force: true }));
    },
  };
}

async function readSecret(
  { path, encryption, log }: KeptSecretOptions,
  isEncrypted: boolean,
): Promise<string | null> {
  try {
    const data = await readFile(path);
    if (!isEncrypted) return data.toString('utf8');
    const { result } = await encryption.decryptStringAsync(data);
    return result;
  } catch (error) {
    // Not worth keeping: signing in, or joining, makes a new one.
    if (errorCode(error) !== 'ENOENT') log.warn({ error, path }, 'A kept secret cannot be read.');
    return null;
  }
}
