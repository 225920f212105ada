import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';

const ORDER: readonly AgentStatus[] = ['online', 'away', 'on-break', 'offline'];

/** Who can answer soonest first; the others keep their order. */
export function byPresence<A extends Pick<Agent, 'id'>>(
  agents: readonly A[],
  statusOf: (id: AgentId) => AgentStatus,
): readonly A[] {
  const place = ({ id }: A) => ORDER.indexOf(statusOf(id));
  return agents.toSorted((a, b) => place(a) - place(b));
}
