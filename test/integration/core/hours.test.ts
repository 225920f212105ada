import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { OfficePlan } from '#shared/domain/hours/plan.ts';
import type { Seq, TagId } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { holiday, own, plan, week } from '#test/doubles/hours/plans.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let office: Office;
let ana: Agent;
let ben: Agent;
/** In Berlin it is Thursday, 10:00. */
let now: number;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  now = office.clock.now();
});
afterEach(() => office.remove());

const hours = () => office.core.hours;
const save = (change: Partial<OfficePlan>, who = ana) =>
  office.core.handlers['hours.save']({ plan: change }, who);
const override = (isOpen: boolean, until: number, who = ana) =>
  office.core.handlers['hours.override']({ override: { isOpen, until } }, who);
const facts = (): { by: number | null; fact: Fact }[] =>
  office.store.read.journal
    .after(0 as Seq, 1_000)
    .filter(({ fact }) => fact.kind.startsWith('hours.'))
    .map(({ by, fact }) => ({ by, fact }));

async function reopen(): Promise<void> {
  const before = office;
  await before.close();
  office = await Office.open(before);
}

const workdays = plan({ week: week('09:00-12:00 14:00-18:00') });

test('until an admin configures hours the office is open and everybody works', async () => {
  await office.clock.advance(15 * HOUR);
  expect(hours().current.isSet).toBe(false);
  expect(hours().isOpenAt(office.clock.now())).toBe(true);
  expect(hours().isWorking(ben.id, office.clock.now())).toBe(true);
  expect(hours().closedSince(office.clock.now())).toBeNull();
  expect(hours().nextChange(office.clock.now())).toBeNull();
});

describe('saving', () => {
  test('is in force at once, says what was before, and is on record with who did it', async () => {
    const before = plan({ timeZone: null });
    expect(await save(workdays)).toEqual({ ok: true, value: { before, after: workdays } });
    expect(hours().nextChange(now)).toEqual({ at: now + 2 * HOUR, isOpen: false });
    expect(facts()).toEqual([
      { by: ana.id, fact: { kind: 'hours.office-changed', before, after: workdays } },
    ]);
    // Undone by saving what was before.
    await save(before);
    expect(hours().current.isSet).toBe(false);
  });

  test('changes what is given and leaves the rest', async () => {
    await save(workdays);
    const holidays = [holiday('Summer', '2026-07-01', '2026-07-14')];
    const saved = await save({ holidays });
    expect(saved).toMatchObject({ value: { after: { ...workdays, holidays } } });
    await save({ week: null });
    expect(office.store.read.hours.get().office).toEqual({ ...workdays, holidays, week: null });
  });

  test('what is as it was is not recorded again', async () => {
    await save(workdays);
    await save({ week: workdays.week });
    expect(facts()).toHaveLength(1);
  });

  test('outlasts the host', async () => {
    await save(workdays);
    await override(false, now + HOUR);
    await reopen();
    expect(hours().isOpenAt(now)).toBe(false);
    expect(hours().isOpenAt(now + HOUR)).toBe(true);
    expect(hours().isOpenAt(now + 3 * HOUR)).toBe(false);
  });

  test('hours of their own are for tags and people that there are', async () => {
    const { handlers } = office.core;
    const tag = { id: null, name: 'Repairs', colour: 'teal', isRetired: false } as const;
    await handlers['tag.save']({ tag }, ana);
    const repairs = 1 as TagId;
    const theirs = own({ week: week('08:00-09:30') });
    const owner = { kind: 'tag', id: repairs } as const;
    await save(workdays);
    expect(await handlers['hours.save-own']({ owner, plan: theirs }, ana)).toEqual({
      ok: true,
      value: { before: null, after: theirs },
    });
    expect(hours().isOpenAt(now, [repairs])).toBe(false);
    expect(hours().current.tags).toMatchObject([{ tagId: repairs, isOpen: false }]);
    await handlers['hours.save-own']({ owner, plan: null }, ana);
    expect(hours().isOpenAt(now, [repairs])).toBe(true);

    const nobody = { kind: 'agent', id: 99 as never } as const;
    expect(await handlers['hours.save-own']({ owner: nobody, plan: theirs }, ana)).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('closed now until', () => {
  test('counts from now on, is told, ends by itself and leaves a trace for reports', async () => {
    await save(workdays);
    const heard: boolean[] = [];
    hours().on(() => heard.push(hours().current.office.isOpen));
    await override(false, now + 30 * MINUTE);
    expect(hours().current.office).toEqual({
      isOpen: false,
      until: now + 30 * MINUTE,
      because: { kind: 'override' },
    });
    await office.clock.advance(40 * MINUTE);
    expect(heard).toEqual([false, true]);
    expect(hours().closedSince(now + 20 * MINUTE)).toBe(now);
    expect(hours().openMsBetween(now, now + 2 * HOUR)).toBe(90 * MINUTE);
  });

  test('is taken back by a second word, and a new one replaces it', async () => {
    await override(false, now + HOUR);
    await office.clock.advance(10 * MINUTE);
    const back = await office.core.handlers['hours.override']({ override: null }, ana);
    expect(back).toMatchObject({
      value: { before: { isOpen: false, until: now + HOUR }, after: null },
    });
    expect(hours().isOpenAt(office.clock.now())).toBe(true);
    await override(false, now + HOUR);
    await override(true, now + 3 * HOUR);
    expect(hours().current.office).toMatchObject({ isOpen: true, because: { kind: 'override' } });
  });

  test('takes a time to come, at most a year away', async () => {
    expect(await override(false, now)).toMatchObject({ code: 'not-valid' });
    expect(await override(false, now + 400 * 24 * HOUR)).toMatchObject({ code: 'not-valid' });
    expect(facts()).toEqual([]);
  });
});

test('agents neither see nor change hours; what they need of it every screen is told', async () => {
  const { handlers } = office.core;
  const refused = { ok: false, code: 'forbidden' };
  expect(await handlers['hours.get']({}, ben)).toMatchObject(refused);
  expect(await save(workdays, ben)).toMatchObject(refused);
  expect(await override(false, now + HOUR, ben)).toMatchObject(refused);
  const owner = { kind: 'agent', id: ben.id } as const;
  expect(await handlers['hours.save-own']({ owner, plan: own() }, ben)).toMatchObject(refused);

  await save(workdays);
  const { welcome, missed } = office.core.sync.open(ben, {
    journalId: office.store.read.journal.id(),
    seq: 0 as Seq,
  });
  expect(welcome.hours).toMatchObject({ isSet: true, office: { isOpen: true } });
  const kinds = missed.flatMap(({ entries }) => entries.map(({ fact }) => fact.kind));
  expect(kinds.filter((kind) => kind.startsWith('hours.'))).toEqual([]);
});

describe('the moment at which it opens or closes', () => {
  beforeEach(async () => {
    await save(workdays);
  });

  test('is told when it is there, once', async () => {
    const heard: number[] = [];
    hours().on(() => heard.push(office.clock.now()));
    await office.clock.advance(9 * HOUR);
    expect(heard).toEqual([now + 2 * HOUR, now + 4 * HOUR, now + 8 * HOUR]);
  });

  test('comes with the correction of the clock, and not with a clock that was set wrong', async () => {
    office.clock.jump(3 * HOUR);
    await office.clock.advance(MINUTE);
    // The office goes on by its own time until WhatsApp's shows which is right.
    expect(hours().current.office.isOpen).toBe(true);
    office.gateway.connect();
    office.core.clock.heard(office.clock.now());
    expect(hours().current.office.isOpen).toBe(false);
  });

  test('comes when the PC wakes after it', async () => {
    office.clock.sleep(3 * HOUR);
    await office.clock.advance(0);
    expect(hours().current.office).toMatchObject({ isOpen: false, until: now + 4 * HOUR });
  });

  test('passed while the host was off: the same closed period as before', async () => {
    await office.clock.advance(2.5 * HOUR);
    const before = hours().closedSince(office.clock.now());
    await reopen();
    expect(hours().current.office.isOpen).toBe(false);
    expect(hours().closedSince(office.clock.now())).toBe(before);
    expect(before).toBe(now + 2 * HOUR);
  });

  test('leaves no timer behind when the host stops', async () => {
    await office.core.stop();
    expect(office.clock.pending).toBe(0);
  });
});
