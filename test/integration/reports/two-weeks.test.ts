import { beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  FigureGroup,
  Figures,
  Grouping,
  ListedFigure,
} from '#shared/domain/reports/figures.ts';
import type { ReportFilter } from '#shared/domain/reports/figures.ts';
import { dayOf } from '#shared/domain/hours/local-day.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { OutcomeId, TagId } from '#shared/domain/ids.ts';
import { agentTimes } from '#main/core/reports/agent-times.ts';
import { openStore } from '#main/store/open-store.ts';
import { CountingOffice } from '#test/doubles/reports/counting-office.ts';
import { holiday, week } from '#test/doubles/hours/plans.ts';
import { silentLog } from '#test/doubles/log.ts';

/*
 * Two weeks in Berlin, counted by hand: Monday, 23 March to Sunday, 5 April 2026. Open Monday to
 * Friday 9-17 and Saturday 10-13; Good Friday, 3 April, is a holiday; the clocks go forward in the
 * night to Sunday, 29 March. Ben leaves on the 31st. Times are minutes; "wall / open" is by the
 * clock on the wall and within business hours. A first answer within 15 minutes is promised.
 *
 *      customer wrote    first answer        wall / open   other waits      end            wall / open  credit
 *  E1  A  Mon 23 09:00   Ana 09:04             4 /   4     2 / 2 Ana        09:15 Sold 120   15 /  15   Ana
 *  E2  B  Mon 23 16:50   Ben Tue 09:10       980 /  20     6 / 6 Cem        Tue 09:40 Ans. 1010 /  50   Cem
 *         given by Ben to Cem at 09:20
 *  E3  C  Tue 24 18:00   Ana Wed 08:30       870 /   0                      Wed 10:00  -    960 /  60   Ana
 *         the chatbot answered first
 *  E4  D  Wed 25 11:00   phone 11:20          20 /  20                      11:20 phone      20 /  20   phone
 *  E5  D  Wed 25 14:00   Ben 14:01             1 /   1                      14:05 Sold 80.50  5 /   5   Ben
 *         second visit; tag Invoice
 *  E6  E  Thu 26 10:00   nobody                                             10:30 by Ben  -  30 /  30   nobody
 *  E7  F  Sat 28 12:50   Cem Mon 30 09:05   2595 /  15                      Mon 09:30 Ans. 2620 / 40    Cem
 *         44:15 on the clock, one hour of which there was not
 *  E8  G  Thu  2 16:30   Ana Sat 4 10:10    2500 /  40                      Sat 10:40 Sold 2530 /  70   Ana
 *         over the holiday; tag Booking, as E1
 *  E9  H  Mon 30 10:00   Ben 10:03             3 /   3     10 / 10 Cem      Tue 13:15 Ans. 1635 / 675   Cem
 *         Cem gets it when Ben leaves
 *  E10 J  Wed  1 09:00   Ana 09:50            50 /  50                      10:00 Not int.   60 /  60   Ana
 *         an answer of 09:30 was refused by WhatsApp
 *  E11 K  Wed  1 15:00   Cem 16:10            70 /  70                      open
 *         the host was off until 16:00
 *  E12 L  Fri  3 11:00   nobody                                             open: missed after a day
 *  E13 A  Tue 31 10:00 by Ana; A wrote at 10:20, Ana 10:25: 5 / 5           10:31 Ans.       31 /  31   Ana
 *         second visit; closed as Sold at 10:30, which she took back
 */

const MINUTE = 60_000;
let office: CountingOffice;
let ana: Agent, ben: Agent, cem: Agent;
let sold: OutcomeId, answered: OutcomeId, notInterested: OutcomeId;
let booking: TagId, invoice: TagId;

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'deskline-weeks-'));
  const store = openStore({ directory, log: silentLog });
  office = new CountingOffice(store);
  office.at('2026-03-20 12:00');
  [ana, ben, cem] = (await office.hire('Ana', 'Ben', 'Cem')) as [Agent, Agent, Agent];
  await office.plan({
    week: week('09:00-17:00', '10:00-13:00'),
    holidays: [holiday('Good Friday', '2026-04-03')],
  });
  sold = await office.outcome(ana, 'Sold', true);
  answered = await office.outcome(ana, 'Answered', false);
  notInterested = await office.outcome(ana, 'Not interested', false);
  booking = await office.tag(ana, 'Booking');
  invoice = await office.tag(ana, 'Invoice');
  // Said before the number was linked: counted nowhere.
  await office.at('2026-03-23 08:00').writesBeforeLink('Z');

  const on = (day: string) => (time: string) => office.at(`2026-${day} ${time}`);
  let at = on('03-23');
  await at('08:50').becomes(ana, 'online');
  await at('09:00').writes('A');
  await at('09:04').replies(ana, 'A');
  await at('09:05').tagWith(ana, 'A', booking);
  await at('09:10').writes('A');
  await at('09:12').replies(ana, 'A');
  await at('09:15').close(ana, 'A', { outcomeId: sold, value: 12_000 });
  await at('12:00').becomes(ana, 'on-break');
  await at('12:30').becomes(ana, 'online');
  await at('16:50').writes('B');
  await at('17:10').becomes(ana, 'offline');

  at = on('03-24');
  await at('09:00').becomes(ben, 'online');
  await at('09:10').replies(ben, 'B');
  await at('09:20').transfer(ben, 'B', cem);
  await at('09:30').writes('B');
  await at('09:36').replies(cem, 'B');
  await at('09:40').close(cem, 'B', { outcomeId: answered });
  // The host was off from noon on: at three it says since when Ben was not here.
  const gone = at('12:01').clock.now();
  await at('15:00').becomes(ben, 'offline', gone);
  await at('18:00').writes('C');
  await office.botBegins('C');

  at = on('03-25');
  await at('08:30').replies(ana, 'C');
  await at('10:00').close(ana, 'C');
  await at('11:00').writes('D');
  await at('11:20').onPhone('D');
  await at('14:00').writes('D');
  await at('14:01').replies(ben, 'D');
  await at('14:02').tagWith(ben, 'D', invoice);
  await at('14:05').close(ben, 'D', { outcomeId: sold, value: 8_050 });

  at = on('03-26');
  await at('10:00').writes('E');
  await at('10:05').claim(ben, 'E');
  await at('10:30').close(ben, 'E');

  at = on('03-28');
  await at('12:50').writes('F');
  await at('22:00').becomes(cem, 'online');
  await on('03-29')('04:00').becomes(cem, 'offline');

  at = on('03-30');
  await at('09:05').replies(cem, 'F');
  await at('09:30').close(cem, 'F', { outcomeId: answered });
  await at('10:00').writes('H');
  await at('10:03').replies(ben, 'H');

  at = on('03-31');
  await at('10:00').claim(ana, 'A');
  await at('10:02').replies(ana, 'A');
  await at('10:20').writes('A');
  await at('10:25').replies(ana, 'A');
  await at('10:30').close(ana, 'A', { outcomeId: sold, value: 1_950 });
  await at('10:30').undo(ana, 'A');
  await at('10:31').close(ana, 'A', { outcomeId: answered });
  await at('12:00').leaves(ana, ben, cem);
  await at('13:00').writes('H');
  await at('13:10').replies(cem, 'H');
  await at('13:15').close(cem, 'H', { outcomeId: answered });

  at = on('04-01');
  await at('09:00').writes('J');
  const refused = await at('09:30').replies(ana, 'J', false);
  await at('09:31').delivery(refused!.id, 'refused');
  await at('09:50').replies(ana, 'J');
  await at('10:00').close(ana, 'J', { outcomeId: notInterested });
  const written = at('15:00').clock.now();
  await at('16:00').writes('K', { at: written });
  await at('16:10').replies(cem, 'K');

  await on('04-02')('16:30').writes('G');
  await on('04-03')('11:00').writes('L');
  at = on('04-04');
  await at('10:10').replies(ana, 'G');
  await at('10:15').tagWith(ana, 'G', booking);
  await at('10:40').close(ana, 'G', { outcomeId: sold });
  on('04-06')('00:00');
  return async () => store.close();
});

const RANGE = { from: dayOf('2026-03-23'), to: dayOf('2026-04-05') };

async function groups(
  by: Grouping,
  filter: ReportFilter = {},
  range = RANGE,
): Promise<readonly FigureGroup[]> {
  const leftSince = office.clock.now() - 24 * 60 * MINUTE;
  const asked = { ask: 'figures', ...range, by, filter, leftSince, levelMs: 15 * MINUTE } as const;
  return await office.store.reports.ask(asked);
}

async function figures(filter: ReportFilter = {}, range = RANGE): Promise<Figures> {
  const [group] = await groups('all', filter, range);
  return group!.figures;
}

/** A figure of each group, by its key; zero is left out. */
async function by(
  grouping: Grouping,
  of: (figures: Figures) => number,
): Promise<Record<string, number>> {
  const all = await groups(grouping);
  const some = all.filter((each) => of(each.figures) !== 0);
  return Object.fromEntries(
    some.map((each): [string, number] => [`${each.key}`, of(each.figures)]),
  );
}

const minutes = ({ n, wall, open }: Figures['first']) => ({
  n,
  wall: [wall.median, wall.p90].map((ms) => ms! / MINUTE),
  open: [open.median, open.p90].map((ms) => ms! / MINUTE),
});

describe('two weeks, counted by hand', () => {
  test('episodes', async () => {
    expect(await figures()).toMatchObject({
      opened: 13,
      reopened: 2, // E5, E13
      botCovered: 1, // E3
      answeredOfOpened: 11, // all but E6, E12
      closedOfOpened: 11, // all but E11, E12
      wonOfOpened: 3, // E1, E5, E8
      closed: 11,
      missed: 2, // E6, E12
      won: 3,
      handled: 11, // all but E6, E12
      sent: 15, // Ana 7, Ben 3, Cem 4, phone 1
      answersOnPhone: 1, // E4
      transfersIn: 2, // E2, E9: Cem
      transfersOut: 2, // E2, E9: Ben
    });
  });

  test('first answers, answers and ends', async () => {
    const all = await figures();
    // 1 3 4 5 20 [50] 70 870 980 [2500] 2595; 0 1 3 4 5 [15] 20 20 40 [50] 70
    expect(minutes(all.first)).toEqual({ n: 11, wall: [50, 2500], open: [15, 50] });
    // 1 2 3 4 5 6 [10] 20 50 70 870 980 [2500] 2595; 0 1 2 3 4 5 [6] 10 15 20 20 40 [50] 70
    expect(minutes(all.reply)).toEqual({ n: 14, wall: [10, 2500], open: [6, 50] });
    // 5 15 20 30 31 [60] 960 1010 1635 [2530] 2620; 5 15 20 30 31 [40] 50 60 60 [70] 675
    expect(minutes(all.resolution)).toEqual({ n: 11, wall: [60, 2530], open: [40, 70] });
    // Up to 1, 5, 15, 30 minutes, 1 hour, 4 hours, a day, more.
    expect(all.reply.wall.buckets).toEqual([1, 4, 2, 1, 1, 1, 2, 2]);
  });

  test('what is promised: eleven first answers and two that never came', async () => {
    // Wall: E1, E5, E9, E13. Open: also E3 and E7.
    expect((await figures()).level).toEqual({ of: 13, within: 4, openWithin: 6 });
  });

  test('outcomes and what they brought in', async () => {
    const { outcomes, values } = await figures();
    expect(new Map(outcomes.map(({ outcomeId, n }) => [outcomeId, n]))).toEqual(
      new Map<OutcomeId | null, number>([
        [sold, 3],
        [answered, 4], // E2, E7, E9, E13
        [notInterested, 1],
        [null, 3], // E3, E4, E6
      ]),
    );
    expect(values).toEqual([{ currency: 'EUR', amount: 20_050, n: 2 }]);
  });

  test('by agent: credit to who sent', async () => {
    const [a, b, c] = [ana.id, ben.id, cem.id];
    expect(await by('agent', ({ sent }) => sent)).toEqual({ 0: 1, [a]: 7, [b]: 3, [c]: 4 });
    expect(await by('agent', ({ handled }) => handled)).toEqual({ 0: 1, [a]: 5, [b]: 3, [c]: 4 });
    expect(await by('agent', ({ closed }) => closed)).toEqual({
      null: 1, // E6
      0: 1, // E4
      [a]: 5, // E1, E3, E8, E10, E13
      [b]: 1, // E5
      [c]: 3, // E2, E7, E9
    });
    expect(await by('agent', ({ won }) => won)).toEqual({ [a]: 2, [b]: 1 });
    expect(await by('agent', ({ transfersIn }) => transfersIn)).toEqual({ [c]: 2 });
    expect(await by('agent', ({ transfersOut }) => transfersOut)).toEqual({ [b]: 2 });
    const first = new Map((await groups('agent')).map(({ key, figures: f }) => [key, f.first]));
    expect(minutes(first.get(a)!)).toEqual({ n: 5, wall: [50, 2500], open: [5, 50] });
    expect(minutes(first.get(b)!)).toEqual({ n: 3, wall: [3, 980], open: [3, 20] });
    expect(minutes(first.get(c)!)).toEqual({ n: 2, wall: [70, 2595], open: [15, 70] });
    expect(minutes(first.get(0)!)).toEqual({ n: 1, wall: [20, 20], open: [20, 20] });
  });

  test('by weekday, hour, visit, tag and day', async () => {
    const opened = ({ opened: n }: Figures) => n;
    expect(await by('weekday', opened)).toEqual({ 0: 3, 1: 2, 2: 4, 3: 2, 4: 1, 5: 1 });
    const hours = { 9: 2, 10: 3, 11: 2, 12: 1, 14: 1, 15: 1, 16: 2, 18: 1 };
    expect(await by('hour', opened)).toEqual(hours);
    expect(await by('slot', opened)).toMatchObject({ 9: 1, 10: 1, 16: 1, [2 * 24 + 15]: 1 });
    expect(await by('visit', opened)).toEqual({ 1: 11, 2: 2 });
    expect(await by('tag', ({ closed }) => closed)).toEqual({
      null: 8,
      [booking]: 2,
      [invoice]: 1,
    });
    expect(await by('tag', ({ won }) => won)).toEqual({ [booking]: 2, [invoice]: 1 });
    expect(await by('day', ({ closed }) => closed)).toEqual({
      [dayOf('2026-03-23')]: 1,
      [dayOf('2026-03-24')]: 1,
      [dayOf('2026-03-25')]: 3,
      [dayOf('2026-03-26')]: 1,
      [dayOf('2026-03-30')]: 1,
      [dayOf('2026-03-31')]: 2,
      [dayOf('2026-04-01')]: 1,
      [dayOf('2026-04-04')]: 1,
    });
  });

  test('one week alone, and one topic', async () => {
    const first = { from: dayOf('2026-03-23'), to: dayOf('2026-03-29') };
    const week = await figures({}, first);
    expect(week).toMatchObject({ opened: 7, closed: 6, missed: 1, won: 2, sent: 7 });
    expect(minutes(week.first)).toEqual({ n: 5, wall: [20, 980], open: [4, 20] });
    expect(await figures({ tagId: booking })).toMatchObject({ opened: 2, closed: 2, won: 2 });
    expect(await figures({ agentId: cem.id, weekday: 0 })).toMatchObject({ closed: 2 }); // E2, E9
  });

  test('time in each status, open chats at once and the queue', async () => {
    const time = await office.store.reports.ask({ ask: 'time', ...RANGE, agentId: null });
    const [a, b, c] = agentTimes(time, []);
    const span = (ms: number, openMs: number) => ({ ms: ms * MINUTE, openMs: openMs * MINUTE });
    expect(a).toEqual({
      agentId: ana.id,
      online: span(470, 450),
      away: span(0, 0),
      onBreak: span(30, 30),
      chats: { median: 0, peak: 1, ms: 500 * MINUTE },
    });
    expect(b).toMatchObject({
      online: span(181, 181),
      chats: { median: 0, peak: 1, ms: 181 * MINUTE },
    });
    // Six hours on the clock, of which there were five.
    expect(c).toMatchObject({ online: span(300, 0) });
    const peaks = new Map(time.queue.map(({ day, peak, hour }) => [day, { peak, hour }]));
    expect(peaks.get(dayOf('2026-03-23'))).toEqual({ peak: 1, hour: 9 });
    expect(peaks.get(dayOf('2026-03-27'))).toEqual({ peak: 0, hour: null });
    expect(peaks.get(dayOf('2026-03-29'))).toEqual({ peak: 1, hour: null });
    expect(peaks.get(dayOf('2026-04-03'))).toEqual({ peak: 2, hour: 11 });
    expect(peaks.get(dayOf('2026-04-05'))).toEqual({ peak: 1, hour: null });
  });

  test('every figure opens a list that adds up to it', async () => {
    const all = await figures();
    const expected: Record<ListedFigure, number> = {
      ...(all as unknown as Record<ListedFigure, number>),
      first: all.first.n,
      reply: all.reply.n,
      resolution: all.resolution.n,
      late: 1,
    };
    for (const [figure, sum] of Object.entries(expected)) {
      if (typeof sum !== 'number') continue;
      const list = await listOf(figure as ListedFigure);
      expect(list.sum, figure).toBe(sum);
      expect(
        list.rows.reduce((total, { n }) => total + n, 0),
        figure,
      ).toBe(sum);
    }
    const late = await listOf('late');
    expect(late.rows.map(({ conversationId }) => conversationId)).toEqual([office.chat('K').id]);
  });

  function listOf(figure: ListedFigure) {
    const leftSince = office.clock.now() - 24 * 60 * MINUTE;
    const page = { offset: 0, limit: 100 };
    return office.store.reports.ask({
      ask: 'list',
      ...RANGE,
      filter: {},
      figure,
      leftSince,
      ...page,
    });
  }
});
