import { readFile, rm } from 'node:fs/promises';
import type { SafeStorage } from 'electron';
import type { Log } from '#main/core/ports/system.ts';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { errorCode } from '#main/system/error-code.ts';

/** The session of the agent who is signed in on this PC. */
export interface SessionToken {
  /** The token, or null when nobody is signed in. */
  current(): string | null;
  save(token: string): Promise<void>;
  clear(): Promise<void>;
}

type Encryption = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

interface SessionTokenOptions {
  /** Absolute path of the file; holds nothing but the encrypted token. */
  readonly path: string;
  readonly encryption: Encryption;
  readonly log: Log;
}

/** Reads what was kept. Where the system offers no encryption the token lives in memory alone. */
export async function openSessionToken(options: SessionTokenOptions): Promise<SessionToken> {
  const { path, encryption, log } = options;
  const isEncrypted = await encryption.isAsyncEncryptionAvailable();
  if (!isEncrypted) {
    log.warn({}, 'This system keeps no secrets: agents sign in again after each start.');
  }
  let token = isEncrypted ? await readToken(options) : null;
  // One after the other, so that the file ends up with what was said last.
  let written: Promise<void> = Promise.resolve();
  const afterwards = (step: () => Promise<void>): Promise<void> => {
    const done = written.then(step);
    written = done.catch(() => undefined);
    return done;
  };

  return {
    current: () => token,
    save(value) {
      token = value;
      if (!isEncrypted) return Promise.resolve();
      return afterwards(async () => {
        await writeFileAtomic(path, await encryption.encryptStringAsync(value), 0o600);
      });
    },
    clear() {
      token = null;
      return afterwards(() => rm(path, { force: true }));
    },
  };
}

async function readToken({ path, encryption, log }: SessionTokenOptions): Promise<string | null> {
  try {
    const { result } = await encryption.decryptStringAsync(await readFile(path));
    return result;
  } catch (error) {
    // Not worth keeping: signing in again makes a new one.
    if (errorCode(error) !== 'ENOENT') log.warn({ error }, 'The kept session cannot be read.');
    return null;
  }
}
