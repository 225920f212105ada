import { passwordJudge } from '#shared/domain/password-strength.ts';
import type { PasswordJudge, PasswordStrength } from '#shared/domain/password-strength.ts';

let judge = $state.raw<PasswordJudge | null>(null);

/** Its word lists come when somebody is about to choose a password. The host judges in any case. */
export async function loadJudge(): Promise<void> {
  // Without it the host says what is wrong.
  judge = await passwordJudge().catch(() => null);
}

/** Null while nobody can say. */
export function strengthOf(password: string, words: readonly string[]): PasswordStrength | null {
  return password === '' ? null : (judge?.(password, words) ?? null);
}
