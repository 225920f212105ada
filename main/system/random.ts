import { createHash, randomBytes } from 'node:crypto';
import type { Random } from '#main/core/ports/system.ts';

export const systemRandom: Random = {
  token: (bytes) => randomBytes(bytes).toString('base64url'),
  digest: (token) => createHash('sha256').update(token).digest('hex'),
};
