import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Random } from '#main/core/ports/system.ts';

/** The most that one call of the generator can tell apart. */
const STEPS = 2 ** 47;

export const systemRandom: Random = {
  token: (bytes) => randomBytes(bytes).toString('base64url'),
  fraction: () => randomInt(STEPS) / STEPS,
  digest: (token) => createHash('sha256').update(token).digest('hex'),
};
