import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replayInto } from '#main/core/reports/replay.ts';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/store/open-store.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { ALWAYS_OPEN } from '#shared/domain/hours/plan.ts';
import type { MessageId, OutcomeId, Seq } from '#shared/domain/ids.ts';
import type { FigureGroup, Figures, Spread } from '#shared/domain/reports/figures.ts';
import { week } from '#test/doubles/hours/plans.ts';
import { silentLog } from '#test/doubles/log.ts';
import { CountingOffice } from '#test/doubles/reports/counting-office.ts';
import { answersOf, openTime, tell } from '#test/doubles/reports/naive-count.ts';
import type { Told } from '#test/doubles/reports/naive-count.ts';
import { dumpState } from '#test/doubles/store/dump-state.ts';
import { runs } from '#test/doubles/property-runs.ts';

const MINUTE = 60_000;
const kinds = [
  'writes',
  'writes',
  'late',
  'reply',
  'reply',
  'unsettled reply',
  'refused',
  'phone',
  'claim',
  'close',
  'close',
  'undo',
  'visit',
  'visit',
  'asked',
  'rates',
  'rates',
  'refused question',
  'transfer',
  'bot',
  'plan',
] as const;

interface Step {
  readonly do: (typeof kinds)[number];
  readonly customer: number;
  readonly agent: number;
  readonly minutes: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...kinds),
  customer: fc.nat(2),
  agent: fc.nat(2),
  minutes: fc.oneof(fc.nat(20), fc.nat(900)),
});

const plans = [week('09:00-17:00', '10:00-13:00'), week('08:30-12:00 14:00-18:00'), null];

async function act(
  office: CountingOffice,
  agents: readonly Agent[],
  outcomes: readonly OutcomeId[],
  unsettled: MessageId[],
  each: Step,
): Promise<void> {
  office.setTime(office.clock.now() + each.minutes * MINUTE);
  const customer = 'ABC'.charAt(each.customer);
  const agent = agents[each.agent]!;
  if (each.do === 'plan') return office.plan({ week: plans[each.agent]! });
  if (each.do === 'writes') return office.writes(customer);
  const now = office.clock.now();
  if (each.do === 'late') return office.writes(customer, { at: now - each.agent * 7 * MINUTE });
  const chat = office.find(customer);
  if (chat === null) return;
  switch (each.do) {
    case 'reply':
      await office.replies(agent, customer);
      return;
    case 'unsettled reply': {
      const message = await office.replies(agent, customer, false);
      if (message !== null) unsettled.push(message.id);
      return;
    }
    case 'refused': {
      const id = unsettled.shift();
      if (id !== undefined) await office.delivery(id, 'refused');
      return;
    }
    case 'visit':
      await office.writes(customer);
      await office.replies(agent, customer);
      await office.close(agent, customer);
      office.setTime(office.clock.now() + 2 * MINUTE);
      return office.asks();
    case 'asked':
      return office.asks();
    case 'refused question':
      return office.asks('refused');
    case 'rates':
      return office.rates(customer, 1 + (each.minutes % 5));
    case 'phone':
      return office.onPhone(customer);
    case 'claim':
      await office.claim(agent, customer);
      return;
    case 'close': {
      const outcomeId = outcomes[each.minutes % 3];
      await office.close(agent, customer, outcomeId === undefined ? {} : { outcomeId });
      return;
    }
    case 'undo':
      await office.undo(agent, customer);
      return;
    case 'transfer':
      await office.transfer(agent, customer, agents[(each.agent + 1) % 3]!);
      return;
    case 'bot':
      if (chat.state === 'waiting') await office.botBegins(customer);
  }
}

test('what was counted on the way is what a naive look at the whole journal finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
      const directory = mkdtempSync(join(tmpdir(), 'deskline-naive-'));
      const store = openStore({ directory, log: silentLog });
      const office = new CountingOffice(store);
      // The week in which the clocks of Berlin go forward.
      office.at('2026-03-26 07:00');
      const agents = await office.hire('Ana', 'Ben', 'Cem');
      const won = await office.outcome(agents[0]!, 'Sold', true);
      const lost = await office.outcome(agents[0]!, 'Lost', false);
      await office.plan({ week: plans[0]! });
      await office.surveys();
      const unsettled: MessageId[] = [];
      for (const each of steps) await act(office, agents, [won, lost], unsettled, each);

      const entries = store.read.journal.after(0 as Seq, 100_000);
      const told = tell(entries, ALWAYS_OPEN);
      const leftSince = office.clock.now() - 24 * 60 * MINUTE;
      const ask = (by: 'all' | 'agent') =>
        store.reports.ask({
          ask: 'figures',
          from: 0,
          to: 60_000,
          by,
          filter: {},
          leftSince,
          levelMs: 15 * MINUTE,
        });
      const [all] = (await ask('all')) as [FigureGroup];
      expectSame(all.figures, told, won);
      expectByAgent(await ask('agent'), told);
      await expectListed(store, told, leftSince);

      const copy = mkdtempSync(join(tmpdir(), 'deskline-naive-copy-'));
      const again = openStore({ directory: copy, log: silentLog });
      await replayInto(store, again);
      await again.close();
      await store.close();
      expect(dumpState(copy).reports).toEqual(dumpState(directory).reports);
      expect(dumpState(copy).surveys).toEqual(dumpState(directory).surveys);
      rmSync(directory, { recursive: true, force: true });
      rmSync(copy, { recursive: true, force: true });
    }),
    runs(25),
  );
});

function expectSame(figures: Figures, told: readonly Told[], won: OutcomeId): void {
  const ended = told.filter(({ end }) => end !== null);
  const sends = told.flatMap((each) => each.sends).filter((send) => send.refusal === null);
  const answers = told.flatMap(answersOf);
  const firsts = answers.filter(({ isFirst }) => isFirst);
  const isWon = ({ end }: Told) => end?.outcomeId === won;
  const isMissed = (each: Told) => each.left !== null && answersOf(each).length === 0;
  expect(figures).toMatchObject({
    opened: told.length,
    reopened: told.filter(({ isFirst }) => !isFirst).length,
    botCovered: told.filter(({ hasBot }) => hasBot).length,
    closed: ended.length,
    won: told.filter(isWon).length,
    sent: sends.length,
    handled: told.filter((each) => each.sends.some((send) => send.refusal === null)).length,
    answersOnPhone: answers.filter(({ by }) => by === 0).length,
    answeredOfOpened: firsts.length,
    ...ratings(told),
  });
  expect(figures.missed).toBeGreaterThanOrEqual(ended.filter(isMissed).length);
  expectSpread(figures.reply, answers.map(durations));
  expectSpread(figures.first, firsts.map(durations));
  expectSpread(
    figures.resolution,
    ended.map((each) => durations({ since: each.start, at: each.end!.at, plan: each.plan })),
  );
}

/** What customers were asked, and said. */
function ratings(told: readonly Told[]) {
  const asked = told.flatMap((each) => each.asked ?? []);
  const scores = [1, 2, 3, 4, 5].map(
    (score) => asked.filter((each) => each.score === score).length,
  );
  const rated = asked.filter(({ score }) => score !== null).length;
  return { asked: asked.length, rated, scores };
}

/** The lines of the lists are what was said, one by one, and add up to their figures. */
async function expectListed(store: Store, told: readonly Told[], leftSince: number): Promise<void> {
  const all = { ask: 'list', from: 0, to: 60_000, filter: {}, leftSince } as const;
  const list = (figure: 'asked' | 'rated') =>
    store.reports.ask({ ...all, figure, offset: 0, limit: 200 });
  const asked = told.flatMap((each) => each.asked ?? []);
  const sorted = (scores: readonly (number | null)[]) =>
    scores.map((score) => score ?? 0).sort((one, other) => one - other);
  const lines = await list('asked');
  expect(sorted(lines.rows.map(({ score }) => score))).toEqual(
    sorted(asked.map(({ score }) => score)),
  );
  expect(lines.sum).toBe(asked.length);
  expect((await list('rated')).sum).toBe(ratings(told).rated);
}

function durations(each: { since: number; at: number; plan: Told['plan'] }) {
  // What was written later than the answer, by WhatsApp's clock, took no time.
  const open = openTime(each.plan, each.since, each.at);
  return { wall: Math.max(0, each.at - each.since), open };
}

function expectSpread(found: Spread, all: readonly { wall: number; open: number }[]): void {
  const rank = (values: number[], share: number) =>
    values.sort((one, other) => one - other)[Math.ceil(share * values.length) - 1] ?? null;
  for (const clock of ['wall', 'open'] as const) {
    const values = all.map((each) => each[clock]);
    expectNear(found[clock].median, rank(values, 0.5));
    expectNear(found[clock].p90, rank(values, 0.9));
  }
  expect(found.n).toBe(all.length);
}

function expectByAgent(groups: readonly FigureGroup[], told: readonly Told[]): void {
  for (const by of [0, 1, 2, 3]) {
    const figures: Partial<Figures> = groups.find(({ key }) => key === by)?.figures ?? {};
    const { sent = 0, reply } = figures;
    const sends = told.flatMap((each) => each.sends);
    expect(sent).toBe(sends.filter((send) => send.by === by && send.refusal === null).length);
    const answers = told.flatMap(answersOf).filter((answer) => answer.by === by);
    expect(reply?.n ?? 0).toBe(answers.length);
    const closed = told.filter(({ asked }) => asked?.by === by);
    const { asked = 0, rated = 0, scores = [0, 0, 0, 0, 0] } = figures;
    expect({ asked, rated, scores }).toEqual(ratings(closed));
  }
}

/** Answers come a millisecond after what they answer, at the earliest. */
function expectNear(found: number | null, expected: number | null): void {
  if (found === null || expected === null) expect(found).toBe(expected);
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(100);
}
