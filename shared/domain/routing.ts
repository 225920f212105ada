import type { Role } from './agent.ts';
import type { AgentId } from './ids.ts';

/** How the office shares out what waits; `manual`: people pick it themselves. */
export const routingModes = ['manual', 'round-robin', 'least-busy'] as const;
export type RoutingMode = (typeof routingModes)[number];

export interface RoutingRules {
  readonly mode: RoutingMode;
  /** Open chats that the host gives to one person at most. */
  readonly capacity: number;
  readonly includesAdmins: boolean;
}

/** Somebody who might get a chat. */
export interface Candidate {
  readonly id: AgentId;
  readonly role: Role;
  /** Not away, not on break. */
  readonly isOnline: boolean;
  /** It is within their hours. */
  readonly isWorking: boolean;
  /** Chats they have open now; snoozed ones do not count. */
  readonly open: number;
  /** They had this chat in this episode, and it went back into the queue. */
  readonly gaveItBack: boolean;
}

/** Why somebody does not get it. */
export type Obstacle = 'admin' | 'not-online' | 'off-hours' | 'full' | 'gave-it-back';

export interface RoutingDecision {
  /** Null: it waits in the queue. */
  readonly toId: AgentId | null;
  readonly obstacles: ReadonlyMap<AgentId, Obstacle>;
}

export function obstacleOf(candidate: Candidate, rules: RoutingRules): Obstacle | null {
  if (candidate.role === 'admin' && !rules.includesAdmins) return 'admin';
  if (!candidate.isOnline) return 'not-online';
  if (!candidate.isWorking) return 'off-hours';
  if (candidate.gaveItBack) return 'gave-it-back';
  return candidate.open >= rules.capacity ? 'full' : null;
}

/**
 * Who gets a chat that waits: next in turn (by id, after who got the last one), or whoever has the
 * fewest open chats, and among equals the next in turn. Nobody above capacity, nobody who is not
 * online, nobody outside their hours.
 *
 * @param lastServed who got the last one; null: nobody ever did
 */
export function chooseAgent(
  candidates: readonly Candidate[],
  rules: RoutingRules,
  lastServed: AgentId | null,
): RoutingDecision {
  const obstacles = new Map<AgentId, Obstacle>();
  const able = candidates.filter((candidate) => {
    const obstacle = obstacleOf(candidate, rules);
    if (obstacle !== null) obstacles.set(candidate.id, obstacle);
    return obstacle === null;
  });
  if (rules.mode === 'manual') return { toId: null, obstacles };
  const [first] = able.toSorted(
    (a, b) =>
      (rules.mode === 'least-busy' ? a.open - b.open : 0) ||
      turnOf(a.id, lastServed) - turnOf(b.id, lastServed) ||
      a.id - b.id,
  );
  return { toId: first?.id ?? null, obstacles };
}

/** Those after the last one come before those who have to wait for the next round. */
function turnOf(id: AgentId, lastServed: AgentId | null): number {
  return id > (lastServed ?? 0) ? 0 : 1;
}
