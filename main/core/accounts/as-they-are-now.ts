import type { Agent } from '#shared/domain/agent.ts';
import { fail } from '#shared/util/result.ts';
import type { CommandHandlers, Screen } from '../api.ts';
import type { Reads } from '../ports/store.ts';

type Handle = (params: never, caller: Agent, screen?: Screen) => Promise<unknown>;

/**
 * The handlers for callers as they are when they ask: a connection knows who they were when it was
 * opened, and somebody may have changed their role or let them go since (I8).
 */
export function asTheyAreNow(read: Reads, handlers: CommandHandlers): CommandHandlers {
  const guarded = Object.entries<Handle>(handlers as unknown as Record<string, Handle>).map(
    ([name, handle]): [string, Handle] => [
      name,
      async (params, { id }, screen) => {
        const caller = read.agents.get(id);
        return caller?.isDeactivated === false ? handle(params, caller, screen) : hasLeft();
      },
    ],
  );
  return Object.fromEntries(guarded) as unknown as CommandHandlers;
}

function hasLeft() {
  return fail('forbidden', 'This account is deactivated; ask an admin.');
}
