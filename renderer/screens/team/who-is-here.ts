import type { Agent } from '#shared/domain/agent.ts';
import { agentStatusSchema } from '#shared/domain/presence.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';

/** Who can answer first, then the others as soon as they may be back; each by name. */
export function whoIsHere(
  agents: readonly Agent[],
  statusOf: (id: Agent['id']) => AgentStatus,
): Agent[] {
  const rank = ({ id }: Agent) => agentStatusSchema.options.indexOf(statusOf(id));
  return [...agents].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
