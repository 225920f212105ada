import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { agentStatusSchema } from '#shared/domain/presence.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import { Office } from '#test/doubles/core/office.ts';
import { runs } from '#test/doubles/property-runs.ts';

const GRACE_S = 60;
/** The model looks at the world so often. */
const TICK_S = 5;
/** Each agent is signed in on two PCs, and may have several screens on each. */
const who = fc.nat(1);
const pc = fc.nat(1);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('connect' as const), who, pc }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lose' as const), who, at: fc.nat(3) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('idle' as const),
      who,
      at: fc.nat(3),
      isIdle: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      who,
      at: fc.nat(3),
      status: fc.constantFrom(...agentStatusSchema.options),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign out' as const), who, pc }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      s: fc.integer({ min: 1, max: 18 }).map((steps) => steps * TICK_S),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart' as const),
      s: fc.nat(30).map((steps) => steps * TICK_S),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface ModelScreen {
  readonly pc: number | null;
  readonly screen: Screen | null;
  isIdle: boolean | null;
  /** In seconds; null while it is connected. */
  lostAt: number | null;
}

/** What an agent is by what was said of presence, without anything that makes it quick. */
class ModelAgent {
  screens: ModelScreen[] = [];
  chosen: AgentStatus | null = null;
  status: AgentStatus = 'offline';
  /** Seconds spent in each status. */
  readonly spent: Record<AgentStatus, number> = { online: 0, away: 0, 'on-break': 0, offline: 0 };

  get live(): ModelScreen[] {
    return this.screens.filter(({ lostAt }) => lostAt === null);
  }

  connect(screen: Screen, onPc: number): void {
    const lost = this.screens.find(({ lostAt }) => lostAt !== null);
    this.screens = this.screens.filter((other) => other !== lost);
    this.screens.push({ pc: onPc, screen, isIdle: null, lostAt: null });
    this.derive();
  }

  signOut(fromPc: number): void {
    this.screens = this.live.filter((screen) => screen.pc !== fromPc);
    if (this.screens.length === 0) this.chosen = null;
    this.derive();
  }

  choose(status: AgentStatus, screen: ModelScreen): void {
    screen.isIdle = false;
    this.chosen = status === 'online' ? null : status;
    this.status = status;
  }

  /** A moment passes. */
  tick(now: number): void {
    this.spent[this.status] += TICK_S;
    this.screens = this.screens.filter(({ lostAt }) => lostAt === null || now - lostAt < GRACE_S);
    this.derive();
  }

  derive(): void {
    if (this.screens.length === 0) this.status = 'offline';
    else if (this.chosen !== null) this.status = this.chosen;
    else if (this.screens.some(({ isIdle }) => isIdle === false)) this.status = 'online';
    else if (this.status === 'offline') this.status = 'online';
    else if (this.screens.every(({ isIdle }) => isIdle === true)) this.status = 'away';
  }
}

class Run {
  office: Office;
  readonly agents: readonly Agent[];
  readonly models = [new ModelAgent(), new ModelAgent()];
  readonly #tokens = new Map<string, string>();
  readonly #startedAt: number;

  private constructor(office: Office, agents: readonly Agent[]) {
    this.office = office;
    this.agents = agents;
    this.#startedAt = office.clock.now();
  }

  static async start(): Promise<Run> {
    const office = await Office.open();
    return new Run(office, await office.hire('Ana', 'Ben'));
  }

  get #now(): number {
    return (this.office.clock.now() - this.#startedAt) / 1_000;
  }

  async do(step: Step): Promise<void> {
    if (step.do === 'wait') return this.#wait(step.s);
    if (step.do === 'restart') return this.#restart(step.s);
    const model = this.models[step.who]!;
    const agent = this.agents[step.who]!;
    const { core } = this.office;
    if (step.do === 'connect') {
      const token = await this.#token(agent, step.pc);
      const screen = core.presence.connected(agent.id, core.accounts.digest(token));
      model.connect(screen, step.pc);
    } else if (step.do === 'sign out') {
      const token = await this.#token(agent, step.pc);
      await core.accounts.signOut(token);
      this.#tokens.delete(`${agent.id} ${step.pc}`);
      model.signOut(step.pc);
    } else {
      const own = model.live[step.at % Math.max(1, model.live.length)];
      if (!own?.screen) return;
      if (step.do === 'lose') {
        own.screen.release();
        own.lostAt = this.#now;
      } else if (step.do === 'set') {
        await core.handlers['presence.set']({ status: step.status }, agent, own.screen);
        model.choose(step.status, own);
      } else {
        const { isIdle } = step;
        await core.handlers['presence.idle']({ isIdle }, agent, own.screen);
        own.isIdle = isIdle;
        model.derive();
      }
    }
    await this.office.settled();
  }

  check(): void {
    for (const [index, { id }] of this.agents.entries()) {
      const { status } = this.models[index]!;
      expect(this.office.core.presence.statusOf(id)).toBe(status);
      expect(this.office.store.read.presence.get(id)?.status ?? 'offline').toBe(status);
    }
  }

  /** What a report would say, from nothing but the journal. */
  checkTimes(): void {
    const entries = this.office.store.read.journal.after(0 as Seq, 100_000);
    for (const [index, { id }] of this.agents.entries()) {
      const spent: Record<AgentStatus, number> = { online: 0, away: 0, 'on-break': 0, offline: 0 };
      let status: AgentStatus = 'offline';
      let since = this.#startedAt;
      const until = (at: number) => {
        spent[status] += (at - since) / 1_000;
        since = at;
      };
      for (const { at, fact } of entries) {
        if (fact.kind !== 'agent.status-changed' || fact.agentId !== id) continue;
        until(fact.since ?? at);
        status = fact.status;
      }
      until(this.office.clock.now());
      expect(spent).toEqual(this.models[index]!.spent);
    }
  }

  async #wait(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += TICK_S) {
      await this.office.clock.advance(TICK_S * 1_000);
      for (const model of this.models) model.tick(this.#now);
    }
    await this.office.settled();
  }

  /** Everybody loses their screens; nobody is offline for that before the grace time is over. */
  async #restart(offSeconds: number): Promise<void> {
    const before = this.office;
    await before.close();
    for (const model of this.models) {
      model.screens = model.status === 'offline' ? [] : [awaited(this.#now)];
    }
    for (let second = 0; second < offSeconds; second += TICK_S) {
      before.clock.sleep(TICK_S * 1_000);
      for (const model of this.models) model.tick(this.#now);
    }
    // Those who are expected get the whole grace time to come back to a host that is there.
    for (const model of this.models) {
      if (model.status !== 'offline') model.screens = [awaited(this.#now)];
    }
    this.office = await Office.open(before);
    await this.office.settled();
  }

  async #token({ id, name }: Agent, onPc: number): Promise<string> {
    const key = `${id} ${onPc}`;
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const password = 'correct horse';
    const result = await this.office.core.accounts.signIn({ name, password }, 'test');
    if (!result.ok) throw new Error(result.message);
    this.#tokens.set(key, result.value.token);
    return result.value.token;
  }
}

const awaited = (now: number): ModelScreen => ({
  pc: null,
  screen: null,
  isIdle: null,
  lostAt: now,
});

test('whatever happens, everybody is what a naive model says, and so are the times of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
      const run = await Run.start();
      try {
        for (const each of steps) {
          await run.do(each);
          run.check();
        }
        run.checkTimes();
      } finally {
        await run.office.remove();
      }
    }),
    runs(50),
  );
});
