import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Sessions } from './sessions.ts';

/** Somebody touches this screen: its session is not locked, nor ended after the shift. */
export function activeHandler(sessions: Sessions): CommandHandler<'session.active'> {
  return async (_params, _caller, screen) => {
    if (screen) await sessions.used(screen.digest);
    return ok({});
  };
}
