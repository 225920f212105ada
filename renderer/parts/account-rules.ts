import { t } from '#renderer/i18n/index.ts';
import { agentNameSchema } from '#shared/domain/agent.ts';
import type { PasswordStrength } from '#shared/domain/password-strength.ts';

const SHORTEST = 10;
const LONGEST = 128;

/** What is wrong with a name, in words; null: nothing. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return t.welcome.fields.nameMissing;
  return agentNameSchema.safeParse(name).success ? null : t.welcome.fields.nameInvalid;
}

/** What is wrong with a new password, in words; null: nothing. */
export function passwordProblem(
  password: string,
  strength: PasswordStrength | null,
): string | null {
  if (password === '') return t.welcome.fields.passwordMissing;
  if (password.length < SHORTEST) return t.welcome.fields.passwordShort(SHORTEST - password.length);
  if (password.length > LONGEST) return t.welcome.fields.passwordLong;
  const weakness = strength?.weakness ?? null;
  return weakness === null ? null : t.password.weak[weakness];
}

// No letters or digits that are taken for one another when read out or written down.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A password of about 79 bits that can be read out over a desk: `hk4m-9wxp-t3ba-zz7q`. */
export function makePassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[below(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A random whole number below `limit` (at most 256), each equally likely. */
function below(limit: number): number {
  const fair = 256 - (256 % limit);
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? fair) >= fair);
  return (byte[0] ?? 0) % limit;
}
