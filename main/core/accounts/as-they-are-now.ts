import type { Agent } from '#shared/domain/agent.ts';
import { can } from '#shared/domain/rights.ts';
import { commands, isCommandName } from '#shared/protocol/commands/index.ts';
import { fail } from '#shared/util/result.ts';
import type { CommandHandlers, Screen } from '../api.ts';
import type { Reads } from '../ports/reads.ts';
import { forbidden } from './forbidden.ts';

type Handle = (params: never, caller: Agent, screen?: Screen) => Promise<unknown>;

/**
 * The handlers for callers as they are when they ask: a connection knows who they were when it was
 * opened, and somebody may have changed their role or let them go since. Whoever lacks the right
 * that a command needs gets no further than this (I8).
 */
export function asTheyAreNow(read: Reads, handlers: CommandHandlers): CommandHandlers {
  const guarded = Object.entries<Handle>(handlers as unknown as Record<string, Handle>).map(
    ([name, handle]): [string, Handle] => {
      const needs = isCommandName(name) ? commands[name].needs : undefined;
      return [
        name,
        async (params, { id }, screen) => {
          const caller = read.agents.get(id);
          if (caller === null || caller.isDeactivated) return hasLeft();
          if (needs !== undefined && !can(caller.role, needs)) return forbidden(needs);
          return handle(params, caller, screen);
        },
      ];
    },
  );
  return Object.fromEntries(guarded) as unknown as CommandHandlers;
}

function hasLeft() {
  return fail('forbidden', 'This account is deactivated; ask an admin.');
}
