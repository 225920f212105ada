import { passwordJudge } from '#shared/domain/password-strength.ts';
import type { PasswordWeakness } from '#shared/domain/password-strength.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { PasswordHasher } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';

export type WeakPassword = Failure<'weak-password'> & { readonly weakness: PasswordWeakness };

/** The hash of a password for whoever has this name; a failure when it would be guessed. */
export type HashNewPassword = (
  password: string,
  name: string,
) => Promise<Result<string, WeakPassword>>;

/** Screens judge while somebody types; what counts is this. */
export function newPasswordHasher(
  passwords: PasswordHasher,
  settings: CurrentSettings,
): HashNewPassword {
  return async (password, name) => {
    const judge = await passwordJudge();
    const { weakness } = judge(password, [name, settings.current().office.name]);
    if (weakness !== null) return weak(weakness);
    return ok(await passwords.hash(password));
  };
}

function weak(weakness: PasswordWeakness): WeakPassword {
  const message = 'This password is easy to guess; take a few words that have nothing in common.';
  return fail('weak-password', message, { weakness });
}
