import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '#main/core/ports/system.ts';

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane; the package's default is argon2id. */
const PARAMETERS = {
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** Hashes in PHC format, computed off the main thread. A hash it cannot read matches nothing. */
export function createPasswordHasher(): PasswordHasher {
  return {
    hash: (password) => hash(password, PARAMETERS),
    async verify(stored, password) {
      if (!stored.startsWith('$argon2id$')) return false;
      try {
        return await verify(stored, password);
      } catch {
        return false;
      }
    },
  };
}
