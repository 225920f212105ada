import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#main/store/open-store.ts';
import { createPasswordHasher } from '#main/system/passwords.ts';
import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { holiday, week } from '../hours/plans.ts';
import { silentLog } from '../log.ts';
import { CountingOffice } from './counting-office.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NAMES = ['Ana', 'Ben', 'Cleo'];
const CUSTOMERS = [
  'Mia',
  'Tom',
  'Ida',
  'Leo',
  'Eva',
  'Max',
  'Zoe',
  'Kai',
  'Uma',
  'Jan',
  'Pia',
  'Noa',
];

/** A data folder with weeks of work in it, up to now: always the same, for the same `now`. */
export async function busyWeeks(days: number, now: number, password: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'deskline-weeks-'));
  const store = openStore({ directory, log: silentLog });
  const office = new CountingOffice(store);
  office.setTime(now - (days + 1) * DAY);
  const agents = (await office.hire(...NAMES)) as [Agent, Agent, Agent];
  const hash = await createPasswordHasher().hash(password);
  await store.write((tx) => {
    for (const { id } of agents) tx.setPassword(id, { hash: hash, isTemporary: false });
  });
  await office.plan({
    week: week('09:00-18:00', '10:00-13:00'),
    holidays: [holiday('Founders’ day', '2026-11-11')],
  });
  await office.surveys();
  const [ana] = agents;
  const outcomes = [
    await office.outcome(ana, 'Sold', true),
    await office.outcome(ana, 'Answered', false),
    await office.outcome(ana, 'Not interested', false),
  ];
  const tags = [await office.tag(ana, 'Booking'), await office.tag(ana, 'Invoice')];
  const random = createSeededRandom('busy weeks');
  const given = createSeededRandom('what customers think');
  const upTo = (most: number) => Math.floor(random.next() * most);
  for (let day = days; day >= 0; day -= 1) {
    const morning = Math.floor((now - day * DAY) / DAY) * DAY + 8 * 60 * MINUTE;
    for (const agent of agents) {
      if (morning < now) await office.setTime(morning).becomes(agent, 'online');
    }
    let at = morning;
    for (let chat = 6 + upTo(8); chat > 0; chat -= 1) {
      at += upTo(40) * MINUTE;
      if (at + 120 * MINUTE > now) break;
      const customer = CUSTOMERS[upTo(CUSTOMERS.length)]!;
      const agent = agents[Math.min(upTo(4), 2)]!;
      await office.setTime(at).writes(customer);
      if (upTo(6) === 0) await office.botBegins(customer);
      if (upTo(3) === 0) await office.tagWith(agent, customer, tags[upTo(2)]!);
      if (upTo(12) === 0) {
        await office.setTime(at + 3 * MINUTE).onPhone(customer);
        continue;
      }
      if (upTo(10) > 0) await office.setTime(at + (1 + upTo(25)) * MINUTE).replies(agent, customer);
      if (upTo(2) === 0) await office.setTime(at + 30 * MINUTE).writes(customer);
      if (upTo(8) === 0) await office.transfer(agent, customer, agents[upTo(3)]!);
      const { ownerId } = office.chat(customer);
      const owner = agents.find(({ id }) => id === ownerId) ?? agent;
      if (ownerId === null) await office.claim(owner, customer);
      else await office.setTime(at + (32 + upTo(9)) * MINUTE).replies(owner, customer);
      const outcomeId = outcomes[upTo(3)]!;
      const value = outcomeId === outcomes[0] ? { value: 1_000 + upTo(40_000) } : {};
      await office.setTime(at + 45 * MINUTE).close(owner, customer, { outcomeId, ...value });
      await office.setTime(office.clock.now() + 2 * MINUTE).asks();
      // Most of them answer, and most of those like it.
      const score = Math.ceil(Math.sqrt(given.next()) * 7);
      const isAsked = store.read.surveys.open(office.chat(customer).id)?.phase === 'asked';
      if (isAsked && score <= 5) {
        await office.setTime(office.clock.now() + MINUTE).rates(customer, score);
        await office.asks();
      }
      at = office.clock.now();
    }
    for (const agent of agents) {
      const evening = Math.max(office.clock.now(), morning + 9 * 60 * MINUTE);
      if (evening < now) await office.setTime(evening).becomes(agent, 'offline');
    }
  }
  if (office.clock.now() < now - 20 * MINUTE) office.setTime(now - 20 * MINUTE);
  await office.writes('Sam');
  await store.close();
  return directory;
}
