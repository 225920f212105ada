import type { Agent } from '#shared/domain/agent.ts';
import { isTalking } from '#shared/domain/bot/part.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { obstacleOf, route } from '#shared/domain/routing.ts';
import type { Candidate, RoutingDecision, RoutingRules } from '#shared/domain/routing.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { ListCursor } from '#shared/protocol/commands/conversation.ts';
import type { Unit } from '../journal/ledger.ts';
import { give } from '../ownership/transfer.ts';
import { isAvailable } from '../presence/is-available.ts';
import type { MarkName } from '../ports/records.ts';
import type { Page, Reads } from '../ports/reads.ts';
import { stayOf } from './stay.ts';
import type { Moment } from './moment.ts';

const PAGE = 200;
const MINUTE_MS = 60_000;

type Place = Omit<Candidate, 'gaveItBack'>;
export type Places = ReadonlyMap<AgentId, Place>;

export function rulesOf({ routing }: Settings): RoutingRules {
  const { mode, capacity, includesAdmins, withoutSkill, skillMinutes } = routing;
  return { mode, capacity, includesAdmins, withoutSkill, patienceMs: skillMinutes * MINUTE_MS };
}

/** Everybody, and what they have to do now. */
export function placesOf(read: Reads, moment: Moment): Map<AgentId, Place> {
  return new Map(read.agents.all().map((agent) => [agent.id, placeOf(read, moment, agent)]));
}

function placeOf(read: Reads, { hours, at }: Moment, agent: Agent): Place {
  const { id, role, skills, capacity, isDeactivated } = agent;
  const { conversations, marks } = read;
  return {
    id,
    role,
    skills,
    capacity,
    isDeactivated,
    isOnline: isAvailable(read, id),
    isWorking: hours.isWorking(id, at),
    open: conversations.ownedBy(id).filter(({ state }) => state === 'open').length,
    servedAt: marks.get(servedMark(id)) ?? 0,
  };
}

/** What somebody is looked for: a chat that waits, or one that would. */
export interface Wanted {
  readonly tags: Conversation['tags'];
  /** Null: it would be here from now on only. */
  readonly waiting: Conversation | null;
  readonly lastOwnerId: AgentId | null;
}

/** The decision, for what waits and for the question of what would happen. */
export function lookFor(
  read: Reads,
  places: Places,
  { tags, waiting, lastOwnerId }: Wanted,
  rules: RoutingRules,
  { hours, at }: Moment,
): RoutingDecision {
  const stay = waiting === null ? null : stayOf(read, waiting);
  const candidates = [...places.values()].map((place) => ({
    ...place,
    gaveItBack: stay?.gaveItBack.has(place.id) ?? false,
  }));
  const waitedMs = stay === null ? 0 : at - stay.since;
  return route(
    { tags, lastOwnerId, waitedMs, isOpen: hours.isOpenAt(at, tags) },
    candidates,
    rules,
  );
}

/**
 * Gives out what waits, the oldest first, for as long as somebody may take one more. What came while
 * its hours are over waits for them to begin, what is about something for those who know it.
 *
 * @returns after how long, in ms, some of it has waited for those long enough; null: none
 */
export function shareOut(unit: Unit, moment: Moment, rules: RoutingRules): number | null {
  if (rules.mode === 'manual') return null;
  const places = placesOf(unit.tx, moment);
  const isAnybodyFree = () =>
    [...places.values()].some(
      (place) => obstacleOf({ ...place, gaveItBack: false }, rules) === null,
    );
  let patience: number | null = null;
  for (const waiting of waitingIn(unit.tx)) {
    if (!isAnybodyFree()) break;
    if (waiting.contact.isBlocked || isTalking(waiting.bot)) continue;
    const wanted = { tags: waiting.tags, waiting, lastOwnerId: null };
    const decision = lookFor(unit.tx, places, wanted, rules, moment);
    const left = decision.waitsFor?.forMs ?? null;
    if (left !== null) patience = Math.min(patience ?? left, left);
    const place = decision.toId === null ? undefined : places.get(decision.toId);
    if (place === undefined) continue;
    places.set(place.id, {
      ...place,
      open: place.open + 1,
      servedAt: serve(unit, waiting, decision),
    });
  }
  return patience;
}

/** Gives it to whom the decision names, and remembers that they were served. */
export function serve(
  unit: Unit,
  conversation: Conversation,
  { toId, why, skill }: RoutingDecision,
): number {
  if (toId === null || why === null) return 0;
  const given = { toId, tagId: null, why, skill: skill ?? undefined, noteId: null };
  give(unit, conversation, given, null);
  const servedAt = unit.tx.journal.head();
  // Back with who had it is nobody's turn.
  if (why !== 'last-owner') unit.tx.setMark(servedMark(toId), servedAt);
  return servedAt;
}

function servedMark(id: AgentId): MarkName {
  return `served-${id}`;
}

/** The longest wait first. */
function* waitingIn({ conversations }: Reads): Iterable<Conversation> {
  const whose = { agentId: 0 as AgentId };
  let after: ListCursor | null = null;
  do {
    const page: Page<Conversation> = conversations.page('waiting', whose, after, PAGE);
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
