import type { Replica } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { can } from '#shared/domain/rights.ts';
import type { Right } from '#shared/domain/rights.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Who works here and who sits at this screen. */
export class People {
  me = $state.raw<Agent | null>(null);
  agents = $state.raw<readonly Agent[]>([]);

  constructor(replica: Replica, feed: ReplicaFeed) {
    const read = (): void => {
      this.me = replica.me;
      this.agents = [...replica.agents.values()].sort((a, b) => a.name.localeCompare(b.name));
    };
    read();
    feed.on(({ slices }) => {
      if (slices.has('session') || slices.has('agents') || slices.has('all')) read();
    });
  }

  /** Who works here now: whom anything can be given to. */
  get active(): readonly Agent[] {
    return this.agents.filter(({ isDeactivated }) => !isDeactivated);
  }

  /** Without them nobody could manage people any more. */
  isLastAdmin({ id, role, isDeactivated }: Agent): boolean {
    if (!can(role, 'manage-people') || isDeactivated) return false;
    return !this.active.some((other) => other.id !== id && can(other.role, 'manage-people'));
  }

  /** Whether who sits here has a right. The host asks again. */
  may(right: Right): boolean {
    return this.me !== null && can(this.me.role, right);
  }

  isMe(id: AgentId | null): boolean {
    return id !== null && this.me?.id === id;
  }

  find(id: AgentId | null): Agent | null {
    return this.agents.find((agent) => agent.id === id) ?? null;
  }
}
