import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionWatch } from '#main/core/accounts/session-watch.ts';
import { Sessions } from '#main/core/accounts/sessions.ts';
import { Ledger } from '#main/core/journal/ledger.ts';
import { systemRandom } from '#main/system/random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { Office } from '#test/doubles/core/office.ts';
import { silentLog } from '#test/doubles/log.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { BrittleDisk } from '#test/doubles/store/brittle-store.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const visitor = { device: 'Firefox', address: '' };

let office: Office;
let ana: Agent;
let ben: Agent;
let clock: ManualClock;
/** Of the sessions alone: nothing else of the office writes to it. */
let disk: BrittleDisk;
let ledger: Ledger;
let sessions: Sessions;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  clock = new ManualClock();
  disk = new BrittleDisk();
  ledger = new Ledger(disk.wrapStore(office.store), clock);
  const { settings } = office.core;
  sessions = new Sessions({ ledger, clock, random: systemRandom, settings });
});
afterEach(() => office.remove());

const start = (agent: Agent) => ledger.write((unit) => sessions.start(unit, agent, visitor));
const lockedOnes = () => ledger.read.sessions.all().filter(({ isLocked }) => isLocked);

test('a session whose lock cannot be stored keeps no other one open, and is locked when it can', async () => {
  await start(ben);
  const name = 'sessions.lockMinutes';
  await office.core.handlers['settings.change']({ name, value: 10 }, ana);
  const { settings } = office.core;
  const hours = { shiftEnd: () => null };
  const watch = new SessionWatch({ ledger, sessions, hours, settings, clock, log: silentLog });
  watch.start();
  clock.sleep(20 * minute);
  const all = ledger.read.sessions.all();
  expect(all.length).toBeGreaterThan(1);
  disk.breakWith('disk-full');
  disk.onError(() => disk.repair());
  // What is overdue, once.
  await clock.advance(0);
  await watch.idle();
  expect(lockedOnes()).toHaveLength(all.length - 1);
  await clock.advance(15_000);
  await watch.idle();
  expect(lockedOnes()).toHaveLength(all.length);
  watch.stop();
});

test('a sign-in while the time of the office is set ends nobody’s session as unused', async () => {
  const { token } = await start(ben);
  const signingIn = start(ana);
  clock.jump(2 * day);
  await Promise.all([signingIn, sessions.timeMoved(2 * day)]);
  expect(ledger.read.sessions.byTokenHash(sessions.digest(token))).not.toBeNull();
});

test('a time of the office that was set, and is not stored yet, ends nobody’s session', async () => {
  await start(ben);
  const { settings } = office.core;
  let moving = Promise.resolve();
  let isSet = false;
  /** Of somebody who came just now; while the watch looks, the time is set. */
  const shiftEnd = (_: unknown, at: number): number => {
    if (!isSet) {
      isSet = true;
      clock.jump(2 * day);
      moving = sessions.timeMoved(2 * day);
    }
    return at + 8 * 60 * minute;
  };
  const watch = new SessionWatch({
    ledger,
    sessions,
    hours: { shiftEnd },
    settings,
    clock,
    log: silentLog,
  });
  const before = ledger.read.sessions.all().length;
  watch.start();
  clock.sleep(20 * minute);
  await clock.advance(15_000);
  await Promise.all([moving, watch.idle()]);
  expect(isSet).toBe(true);
  expect(ledger.read.sessions.all()).toHaveLength(before);
  watch.stop();
});
