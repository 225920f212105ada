import { z } from 'zod';
import type { Role } from './agent.ts';
import type { SkillUsed } from './handling.ts';
import type { AgentId, TagId } from './ids.ts';
import { can } from './rights.ts';

/** How the office shares out what waits; `manual`: people pick it themselves. */
export const routingModes = ['manual', 'round-robin', 'least-busy'] as const;
export type RoutingMode = (typeof routingModes)[number];

/** What becomes of a chat about something that nobody knows who could get it now. */
export const withoutSkillModes = ['anybody', 'anybody-later', 'wait'] as const;

export interface RoutingRules {
  readonly mode: RoutingMode;
  /** Open chats that the host gives to one person at most who has no number of their own. */
  readonly capacity: number;
  /** Admins and supervisors are given chats, too. */
  readonly includesAdmins: boolean;
  readonly withoutSkill: (typeof withoutSkillModes)[number];
  /** With `anybody-later`: so long a chat waits for those who know what it is about, in ms. */
  readonly patienceMs: number;
}

/** Somebody who might get a chat. */
export interface Candidate {
  readonly id: AgentId;
  readonly role: Role;
  readonly skills: readonly TagId[];
  /** Open chats that they take at most; null: as many as the rules say. */
  readonly capacity: number | null;
  readonly isDeactivated: boolean;
  /** Not away, not on break. */
  readonly isOnline: boolean;
  /** It is within their hours. */
  readonly isWorking: boolean;
  /** Chats they have open now; snoozed ones do not count. */
  readonly open: number;
  /** They had this chat in this episode, and it went back into the queue. */
  readonly gaveItBack: boolean;
  /** When the host last gave them one, in any measure that grows; 0: never. */
  readonly servedAt: number;
}

/** A chat that somebody is looked for. */
export interface RoutedChat {
  readonly tags: readonly TagId[];
  /** Who comes before everybody else: the customer came back to them. */
  readonly lastOwnerId: AgentId | null;
  /** For how long it has been in the queue, in ms. */
  readonly waitedMs: number;
  /** It is within the hours of what it is about. */
  readonly isOpen: boolean;
}

/** Why somebody does not get a chat, whoever else does. */
const ownObstacles = [
  'deactivated',
  'not-an-agent',
  'not-online',
  'off-hours',
  'gave-it-back',
  'full',
] as const;
type OwnObstacle = (typeof ownObstacles)[number];

export const obstacleSchema = z.enum([
  ...ownObstacles,
  /** Nobody gets it now: it is outside the hours. */
  'closed',
  /** Nobody gets it: people pick by hand. */
  'by-hand',
  /** The last owner does. */
  'after-last-owner',
  /** It goes to those who know what it is about, or waits for them. */
  'lacks-skill',
  'has-more-open',
  'not-their-turn',
]);
export type Obstacle = z.infer<typeof obstacleSchema>;

export interface RoutingDecision {
  /** Null: it waits in the queue. */
  readonly toId: AgentId | null;
  readonly why: 'last-owner' | 'next-in-turn' | 'least-busy' | null;
  readonly skill: SkillUsed | null;
  /** It waits for somebody who knows this; `forMs`: so long at most; null: until they can. */
  readonly waitsFor: { readonly tagId: TagId; readonly forMs: number | null } | null;
  /** Of everybody who does not get it. */
  readonly obstacles: ReadonlyMap<AgentId, Obstacle>;
}

export function obstacleOf(candidate: Candidate, rules: RoutingRules): OwnObstacle | null {
  if (candidate.isDeactivated) return 'deactivated';
  if (!can(candidate.role, 'is-given-chats') && !rules.includesAdmins) return 'not-an-agent';
  if (!candidate.isOnline) return 'not-online';
  if (!candidate.isWorking) return 'off-hours';
  if (candidate.gaveItBack) return 'gave-it-back';
  return candidate.open >= capacityOf(candidate, rules) ? 'full' : null;
}

function capacityOf({ capacity }: Candidate, rules: RoutingRules): number {
  return capacity ?? rules.capacity;
}

/**
 * Who gets a chat, in this order: the last owner; else, where people do not pick by hand, somebody
 * who knows what it is about; else anybody, when the office wants that. Among several: who was
 * served longest ago, or who has the fewest open chats, and among equals likewise. Nobody above
 * capacity, nobody who is not online, nobody outside their hours. Everybody else is explained.
 */
export function route(
  chat: RoutedChat,
  candidates: readonly Candidate[],
  rules: RoutingRules,
): RoutingDecision {
  const able = candidates.filter((candidate) => obstacleOf(candidate, rules) === null);
  const nobody = (obstacle: Obstacle): RoutingDecision => ({
    ...NOBODY,
    obstacles: obstaclesOf(candidates, rules, () => obstacle),
  });
  if (!chat.isOpen) return nobody('closed');
  const last = candidates.find(({ id }) => id === chat.lastOwnerId);
  if (last !== undefined && obstacleOf(last, { ...rules, includesAdmins: true }) === null) {
    const obstacles = obstaclesOf(candidates, rules, () => 'after-last-owner', last.id);
    return { ...NOBODY, toId: last.id, why: 'last-owner', obstacles };
  }
  if (rules.mode === 'manual') return nobody('by-hand');

  const known = expertise(chat, candidates, rules);
  const experts = able.filter(({ id }) => known.experts.has(id));
  const [tagId] = known.tags;
  if (tagId === undefined) return among(able, candidates, rules, null);
  if (experts.length > 0) return among(experts, candidates, rules, known.tags);
  const forMs = rules.withoutSkill === 'wait' ? null : rules.patienceMs - chat.waitedMs;
  if (rules.withoutSkill !== 'anybody' && (forMs === null || forMs > 0)) {
    return { ...nobody('lacks-skill'), waitsFor: { tagId, forMs } };
  }
  const how = rules.withoutSkill === 'anybody' ? 'nobody-there' : 'nobody-came';
  const decision = among(able, candidates, rules, null);
  return decision.toId === null ? decision : { ...decision, skill: { tagId, how } };
}

const NOBODY = { toId: null, why: null, skill: null, waitsFor: null } as const;

/** Who might get it because of what it is about, now or later; without tags it is no matter. */
function expertise(
  { tags }: RoutedChat,
  candidates: readonly Candidate[],
  rules: RoutingRules,
): { readonly tags: readonly TagId[]; readonly experts: ReadonlySet<AgentId> } {
  const experts = candidates.filter(
    (one) => isEverGiven(one, rules) && one.skills.some((skill) => tags.includes(skill)),
  );
  const known = tags.filter((tag) => experts.some(({ skills }) => skills.includes(tag)));
  return { tags: known, experts: new Set(experts.map(({ id }) => id)) };
}

/** For whom it makes sense to wait. */
function isEverGiven(candidate: Candidate, rules: RoutingRules): boolean {
  const isHere = { ...candidate, isOnline: true, isWorking: true, open: 0 };
  return obstacleOf(isHere, rules) === null;
}

/** The next of those who can get it; `tags`: what they were chosen for. */
function among(
  pool: readonly Candidate[],
  candidates: readonly Candidate[],
  rules: RoutingRules,
  tags: readonly TagId[] | null,
): RoutingDecision {
  const isByLoad = rules.mode === 'least-busy';
  const [first] = pool.toSorted(
    (a, b) => (isByLoad ? a.open - b.open : 0) || a.servedAt - b.servedAt || a.id - b.id,
  );
  if (first === undefined) {
    return { ...NOBODY, obstacles: obstaclesOf(candidates, rules, () => 'not-their-turn') };
  }
  const relative = ({ id, open }: Candidate): Obstacle => {
    if (!pool.some((one) => one.id === id)) return 'lacks-skill';
    return isByLoad && open > first.open ? 'has-more-open' : 'not-their-turn';
  };
  const tagId = tags?.find((tag) => first.skills.includes(tag));
  return {
    toId: first.id,
    why: isByLoad ? 'least-busy' : 'next-in-turn',
    skill: tagId === undefined ? null : { tagId, how: 'knows-it' },
    waitsFor: null,
    obstacles: obstaclesOf(candidates, rules, relative, first.id),
  };
}

/** Everybody's own reason; `otherwise`: why not, of those who could get it. */
function obstaclesOf(
  candidates: readonly Candidate[],
  rules: RoutingRules,
  otherwise: (candidate: Candidate) => Obstacle,
  chosen: AgentId | null = null,
): ReadonlyMap<AgentId, Obstacle> {
  const others = candidates.filter(({ id }) => id !== chosen);
  return new Map(others.map((one) => [one.id, obstacleOf(one, rules) ?? otherwise(one)]));
}
