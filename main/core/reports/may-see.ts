import type { Agent } from '#shared/domain/agent.ts';
import { can } from '#shared/domain/rights.ts';

/** Whose figures somebody sees: everybody's, or one's own. The only place that decides it. */
export function figuresFor({ id, role }: Agent): 'everybody' | Agent['id'] {
  return can(role, 'see-every-report') ? 'everybody' : id;
}

/**
 * The agent that a report is narrowed down to, of whom was asked for; undefined: nobody in
 * particular; null: not for this caller.
 */
export function narrowedTo(caller: Agent, asked: number | undefined): number | undefined | null {
  const own = figuresFor(caller);
  if (own === 'everybody') return asked;
  return asked === undefined || asked === own ? own : null;
}
