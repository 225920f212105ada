import type { AgentId } from '#shared/domain/ids.ts';
import type { Reads } from '../ports/reads.ts';

/**
 * Online: not away, not on break. In a unit of work by what the units before it said, which may be
 * of the same commit: nobody is told of those yet.
 */
export function isAvailable({ presence }: Pick<Reads, 'presence'>, agentId: AgentId): boolean {
  return presence.get(agentId)?.status === 'online';
}
