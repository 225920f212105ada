import { TOTP } from 'otpauth';

/** What the app on somebody's phone shows at that time. */
export function codeOf(secret: string, at: number): string {
  return new TOTP({ secret }).generate({ timestamp: at });
}
