import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { chooseAgent, obstacleOf } from '#shared/domain/routing.ts';
import type { Candidate, RoutingRules } from '#shared/domain/routing.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { ListCursor } from '#shared/protocol/commands/conversation.ts';
import type { OfficeHours } from '../hours/office-hours.ts';
import type { Unit } from '../journal/ledger.ts';
import { give } from '../ownership/transfer.ts';
import type { Page, Reads } from '../ports/store.ts';
import type { WhoIsHere } from '../presence/presence.ts';

const PAGE = 200;

type Place = Omit<Candidate, 'gaveItBack'>;

/** Who is here, and whose hours it is, at one moment. */
export interface Moment {
  readonly presence: Pick<WhoIsHere, 'isAvailable'>;
  readonly hours: Pick<OfficeHours, 'isOpenAt' | 'isWorking'>;
  readonly at: number;
}

export function rulesOf({ routing }: Settings): RoutingRules {
  const { mode, capacity, includesAdmins } = routing;
  return { mode, capacity, includesAdmins };
}

/** What somebody who works here has to do now. */
export function placeOf({ conversations }: Reads, moment: Moment, { id, role }: Agent): Place {
  const { presence, hours, at } = moment;
  const open = conversations.ownedBy(id).filter(({ state }) => state === 'open').length;
  const isWorking = hours.isWorking(id, at);
  return { id, role, isOnline: presence.isAvailable(id), isWorking, open };
}

/**
 * Gives out what waits, the oldest first, for as long as somebody may take one more. What came while
 * its hours are over waits for them to begin.
 */
export function shareOut(unit: Unit, moment: Moment, rules: RoutingRules): void {
  if (rules.mode === 'manual') return;
  const everybody = unit.tx.agents.all().map((agent) => placeOf(unit.tx, moment, agent));
  const places = new Map(everybody.map((place) => [place.id, place]));
  const isAnybodyFree = () =>
    [...places.values()].some(
      (place) => obstacleOf({ ...place, gaveItBack: false }, rules) === null,
    );
  for (const conversation of waiting(unit.tx)) {
    if (!isAnybodyFree()) return;
    if (conversation.contact.isBlocked) continue;
    if (!moment.hours.isOpenAt(moment.at, conversation.tags)) continue;
    const back = gaveItBack(unit.tx, conversation);
    const candidates = [...places.values()].map((place) => ({
      ...place,
      gaveItBack: back.has(place.id),
    }));
    const { toId } = chooseAgent(candidates, rules, lastServed(unit.tx));
    const place = toId === null ? undefined : places.get(toId);
    if (toId === null || place === undefined) continue;
    const why = rules.mode === 'least-busy' ? 'least-busy' : 'next-in-turn';
    give(unit, conversation, { toId, tagId: null, why, noteId: null }, null);
    unit.tx.setMark('last-served', toId);
    places.set(toId, { ...place, open: place.open + 1 });
  }
}

/** The longest wait first. */
function* waiting({ conversations }: Reads): Iterable<Conversation> {
  const whose = { agentId: 0 as AgentId };
  let after: ListCursor | null = null;
  do {
    const page: Page<Conversation> = conversations.page('waiting', whose, after, PAGE);
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

function lastServed({ marks }: Reads): AgentId | null {
  return marks.get('last-served') as AgentId | null;
}

/** Who put it back into the queue in this episode, or did not open it: it is not theirs again. */
function gaveItBack({ journal }: Reads, { id }: Conversation): ReadonlySet<AgentId> {
  const entries = journal.handling([id], 0, Number.MAX_SAFE_INTEGER);
  const begun = entries.findLastIndex(({ fact }) => fact.kind === 'conversation.closed');
  const back = new Set<AgentId>();
  for (const { fact } of entries.slice(begun + 1)) {
    if (fact.kind !== 'conversation.transferred' || fact.toId !== null) continue;
    if (fact.fromId !== null && fact.why !== 'owner-left') back.add(fact.fromId);
  }
  return back;
}
