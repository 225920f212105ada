import { Secret, TOTP } from 'otpauth';
import type { OneTimeCodes } from '#main/core/ports/system.ts';

/** What every authenticator app understands (RFC 6238 with RFC 4226's shortest code). */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** RFC 4226: a shared secret of 160 bits. */
const SECRET_BYTES = 20;
/** RFC 6238: one step of delay either way. */
const WINDOW = 1;

export const oneTimeCodes: OneTimeCodes = {
  newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
  step(secret, code, now) {
    if (!/^\d{6}$/.test(code)) return null;
    const totp = new TOTP({ ...SHAPE, secret });
    const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
    return delta === null ? null : Math.floor(now / 1_000 / SHAPE.period) + delta;
  },
  uri: (secret, label, issuer) => new TOTP({ ...SHAPE, secret, label, issuer }).toString(),
};
