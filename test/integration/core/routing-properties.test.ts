import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId, ConversationId, TagId } from '#shared/domain/ids.ts';
import { isAgentFact } from '#shared/domain/agent.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { withoutSkillModes } from '#shared/domain/routing.ts';
import { SharingOffice } from '#test/doubles/core/sharing-office.ts';
import { runs } from '#test/doubles/property-runs.ts';

const STANDARD = 2;
const MINUTE = 60_000;

type Step =
  | { readonly do: 'write' | 'close' | 'put back'; readonly customer: number }
  | { readonly do: 'tag'; readonly customer: number; readonly tag: number }
  | { readonly do: 'here' | 'break' | 'leave' | 'return'; readonly who: number }
  | { readonly do: 'capacity'; readonly who: number; readonly capacity: number | null }
  | { readonly do: 'skill'; readonly who: number; readonly tag: number }
  | { readonly do: 'restart' | 'mode' }
  | { readonly do: 'pass'; readonly minutes: number };

const customer = fc.integer({ min: 1, max: 6 });
const who = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), customer }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close', 'put back'), customer }) },
  fc.record({ do: fc.constant('tag' as const), customer, tag: fc.nat(1) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('here', 'break'), who }) },
  fc.record({ do: fc.constantFrom('leave', 'return'), who }),
  fc.record({ do: fc.constant('capacity' as const), who, capacity: fc.option(fc.nat(3)) }),
  fc.record({ do: fc.constant('skill' as const), who, tag: fc.nat(1) }),
  fc.record({ do: fc.constantFrom('restart', 'mode') }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.nat(8) }),
);

/** What the journal alone says of who is there and who has what. */
class Known {
  readonly agents = new Map<AgentId, Agent>();
  readonly online = new Set<AgentId>();
  readonly owners = new Map<ConversationId, AgentId | null>();
  readonly putBack = new Set<ConversationId>();

  open(id: AgentId): number {
    return [...this.owners.values()].filter((owner) => owner === id).length;
  }

  hasRoom(id: AgentId): boolean {
    const agent = this.agents.get(id);
    if (agent === undefined || agent.isDeactivated || agent.role === 'admin') return false;
    return this.online.has(id) && this.open(id) < (agent.capacity ?? STANDARD);
  }

  apply(fact: Fact): void {
    if (isAgentFact(fact)) this.agents.set(fact.agent.id, fact.agent);
    if (fact.kind === 'agent.status-changed') {
      if (fact.status === 'online') this.online.add(fact.agentId);
      else this.online.delete(fact.agentId);
    }
    if (fact.kind === 'conversation.closed') {
      this.owners.set(fact.conversationId, null);
      this.putBack.delete(fact.conversationId);
    }
    if (fact.kind !== 'conversation.transferred') return;
    if (fact.why === 'next-in-turn' || fact.why === 'least-busy') this.#expectFit(fact);
    if (fact.toId === null) this.putBack.add(fact.conversationId);
    this.owners.set(fact.conversationId, fact.toId);
  }

  #expectFit({ toId, skill }: Extract<Fact, { kind: 'conversation.transferred' }>): void {
    if (toId === null) throw new Error('given to nobody');
    expect(this.hasRoom(toId), 'whoever is given one can take it').toBe(true);
    if (skill?.how === 'knows-it') expect(this.agents.get(toId)?.skills).toContain(skill.tagId);
  }
}

class Play {
  readonly #known = new Known();
  readonly #screens = new Map<AgentId, Screen>();
  readonly #office: SharingOffice;
  readonly #tags: readonly TagId[];
  #read = 0;

  constructor(office: SharingOffice, tags: readonly TagId[]) {
    this.#office = office;
    this.#tags = tags;
  }

  async take(what: Step): Promise<void> {
    await this.#do(what).catch((error: unknown) => {
      // A customer who never wrote has no chat to do anything with.
      if (!(error instanceof Error && error.message.includes('never wrote'))) throw error;
    });
    await this.#office.settled();
    for (const fact of this.#office.facts().slice(this.#read)) this.#known.apply(fact);
    this.#read = this.#office.facts().length;
    this.#expectDrained();
  }

  /** What nothing is special about waits only while nobody has room, or for what was put back. */
  #expectDrained(): void {
    const isPlain = (id: ConversationId, tags: readonly TagId[]) =>
      tags.length === 0 && !this.#known.putBack.has(id);
    const waiting = this.#office.office
      .conversations()
      .filter(({ state, id, tags }) => state === 'waiting' && isPlain(id, tags));
    if (waiting.length === 0) return;
    for (const id of this.#known.agents.keys()) expect(this.#known.hasRoom(id)).toBe(false);
  }

  async #do(what: Step): Promise<void> {
    const office = this.#office;
    switch (what.do) {
      case 'write':
        return office.write(what.customer);
      case 'close':
      case 'put back': {
        const owner = this.#person(office.chat(what.customer).ownerId);
        if (owner === undefined) return;
        return what.do === 'close'
          ? office.closes(owner, what.customer)
          : office.putsBack(owner, what.customer);
      }
      case 'tag':
        return office.tag(what.customer, this.#tag(what.tag));
      case 'here':
      case 'break':
        return this.#sit(this.#team()[what.who]!, what.do === 'here' ? 'online' : 'on-break');
      case 'leave':
      case 'return': {
        const { id: agentId } = this.#team()[what.who]!;
        const chatsTo = { type: 'queue' } as const;
        if (what.do === 'return') {
          await office.handlers['agent.reactivate']({ agentId }, office.ana);
        } else {
          await office.handlers['agent.deactivate']({ agentId, chatsTo }, office.ana);
        }
        return;
      }
      case 'capacity':
        return office.change(this.#team()[what.who]!, { capacity: what.capacity });
      case 'skill':
        return office.change(this.#team()[what.who]!, { skills: [this.#tag(what.tag)] });
      case 'mode': {
        const { mode } = office.office.core.settings.current().routing;
        return office.set('routing.mode', mode === 'least-busy' ? 'round-robin' : 'least-busy');
      }
      case 'restart':
        this.#screens.clear();
        return office.restart();
      case 'pass':
        return office.pass(what.minutes * MINUTE);
    }
  }

  async #sit(agent: Agent, status: 'online' | 'on-break'): Promise<void> {
    const { presence } = this.#office.office.core;
    const known = this.#screens.get(agent.id);
    const screen = known ?? presence.connected(agent.id, `screen of ${agent.name}`);
    this.#screens.set(agent.id, screen);
    await this.#office.settled();
    await this.#office.handlers['presence.set']({ status }, agent, screen);
  }

  #team(): readonly Agent[] {
    return [...this.#office.office.store.read.agents.all()].filter(({ role }) => role === 'agent');
  }

  #person(id: AgentId | null): Agent | undefined {
    return this.#team().find((agent) => agent.id === id);
  }

  #tag(index: number): TagId {
    return this.#tags[index]!;
  }
}

test('whatever happens, nobody is given more than they can take, and nobody with room is left without', async () => {
  const mode = fc.constantFrom(...withoutSkillModes);
  const play = fc.array(step, { minLength: 10, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(play, mode, async (steps, withoutSkill) => {
      const office = await SharingOffice.open();
      try {
        await office.office.hire('Dora');
        await office.set('routing.capacity', STANDARD);
        await office.set('routing.withoutSkill', withoutSkill);
        const tags = [await office.saveTag('Sales'), await office.saveTag('Repairs')];
        const game = new Play(office, tags);
        for (const each of steps) await game.take(each);
      } finally {
        await office.office.remove();
      }
    }),
    runs(25),
  );
}, 180_000);

test('the longest wait is given out first, however many come to wait and whoever comes when', async () => {
  const order = fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 3 });
  await fc.assert(
    fc.asyncProperty(order, fc.nat(3), async (customers, capacity) => {
      const office = await SharingOffice.open();
      try {
        await office.write(...customers);
        await office.change(office.ben, { capacity });
        await office.sitsDown(office.ben);
        const given = office.owners(...customers).map((owner) => owner !== null);
        const expected = customers.map((_, index) => index < capacity);
        expect(given).toEqual(expected);
        await office.sitsDown(office.cleo);
        const transfers = office.transfers().map(({ conversationId }) => conversationId);
        expect(transfers).toEqual(customers.map((customer) => office.chat(customer).id));
      } finally {
        await office.office.remove();
      }
    }),
    runs(10),
  );
}, 120_000);

test('in turn, nobody who was there all the time has two more than another, across restarts', async () => {
  const chats = fc.array(fc.boolean(), { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(chats, async (restarts) => {
      const office = await SharingOffice.open();
      try {
        const [dora] = await office.office.hire('Dora');
        const team = [office.ben, office.cleo, dora!];
        for (const agent of team) await office.sitsDown(agent);
        for (const [index, isRestart] of restarts.entries()) {
          if (isRestart) await office.restart();
          await office.write(100 + index);
        }
        const counts = team.map(
          ({ id }) => office.transfers().filter(({ toId }) => toId === id).length,
        );
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(restarts.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      } finally {
        await office.office.remove();
      }
    }),
    runs(8),
  );
}, 120_000);
