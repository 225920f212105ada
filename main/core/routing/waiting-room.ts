import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { chooseAgent, obstacleOf } from '#shared/domain/routing.ts';
import type { Candidate, RoutingRules } from '#shared/domain/routing.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { ListCursor } from '#shared/protocol/commands/conversation.ts';
import type { Unit } from '../journal/ledger.ts';
import { give } from '../ownership/transfer.ts';
import type { Page, Reads } from '../ports/store.ts';
import type { WhoIsHere } from '../presence/presence.ts';

const PAGE = 200;

type Place = Omit<Candidate, 'gaveItBack'>;
type Presence = Pick<WhoIsHere, 'isAvailable'>;

export function rulesOf({ routing }: Settings): RoutingRules {
  const { mode, capacity, includesAdmins } = routing;
  return { mode, capacity, includesAdmins };
}

/** What somebody who works here has to do now. */
export function placeOf({ conversations }: Reads, presence: Presence, { id, role }: Agent): Place {
  const open = conversations.ownedBy(id).filter(({ state }) => state === 'open').length;
  return { id, role, isOnline: presence.isAvailable(id), open };
}

/** Gives out what waits, the oldest first, for as long as somebody may take one more. */
export function shareOut(unit: Unit, presence: Presence, rules: RoutingRules): void {
  if (rules.mode === 'manual') return;
  const everybody = unit.tx.agents.all().map((agent) => placeOf(unit.tx, presence, agent));
  const places = new Map(everybody.map((place) => [place.id, place]));
  const isAnybodyFree = () =>
    [...places.values()].some(
      (place) => obstacleOf({ ...place, gaveItBack: false }, rules) === null,
    );
  for (const conversation of waiting(unit.tx)) {
    if (!isAnybodyFree()) return;
    if (conversation.contact.isBlocked) continue;
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
