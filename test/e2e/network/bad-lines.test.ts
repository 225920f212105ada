import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLanPossible } from '#test/doubles/network/is-lan-possible.ts';
import { expectInvariants, expectSameScreens, settle } from '#test/doubles/network/judge.ts';
import type { Report } from '#test/doubles/network/judge.ts';
import { LanOffice } from '#test/doubles/network/lan-office.ts';
import { lookInto } from '#test/doubles/network/stored.ts';
import { SILENCE_MS } from '#test/doubles/network/troubles.ts';
import { pause } from '#test/faults/office/until.ts';

/** A PC that is busy with other tests is later than the clock says. */
const SLACK_MS = 5_000;
/** The host is heard this often. */
const HEARTBEAT_MS = 10_000;

let office: LanOffice;
const reports: Report[] = [];
let count = 0;

beforeAll(async () => {
  if (isLanPossible) office = await LanOffice.open(1);
});
afterAll(async () => {
  if (isLanPossible) await office.close();
});

const deskAt = (index: number) => {
  const desk = office.desks[index];
  if (desk === undefined) throw new Error('Nobody sits there.');
  return desk;
};

/** Each of the first three writes answers to a customer of their own. */
async function everybodyWrites(each: number): Promise<readonly string[]> {
  const texts = [0, 1, 2].map((desk) =>
    Array.from({ length: each }, () => `Answer ${(count += 1)} of desk ${desk}`),
  );
  await Promise.all(texts.map((own, chat) => deskAt(chat).do('write', { chat, texts: own })));
  return texts.flat();
}

const reportsNow = () => Promise.all(office.desks.map((desk) => desk.do('report')));

/** All of them once, those of each desk in their order. */
function expectHandedOver(texts: readonly string[]): void {
  const all = office.outside.handedOver.map(({ text }) => text);
  const those = all.filter((text) => texts.includes(text));
  const byDesk = (some: readonly string[]) =>
    [0, 1, 2].map((desk) => some.filter((text) => text.endsWith(`desk ${desk}`)));
  expect(byDesk(those)).toEqual(byDesk(texts));
}

const blips = {
  'of the network': () => office.lan.cut(null),
  'of the cable at the desks': () => office.lan.unplug('desks'),
  "of the host's cable": () => office.lan.unplug('host'),
};

test.runIf(isLanPossible).each(Object.entries(blips))(
  'a blip of one second, %s, loses nothing, doubles nothing and shows nobody as away',
  async (_, begin) => {
    await settle(office);
    reports.push(...(await reportsNow()));
    const before = lookInto(office.directory).statusChanges;

    const end = await begin();
    const texts = await everybodyWrites(3);
    office.outside.write(3, 0);
    await pause(1_000);
    await end();
    await settle(office);

    expectHandedOver(texts);
    await expectSameScreens(office);
    expect(lookInto(office.directory).statusChanges).toBe(before);
    const since = await reportsNow();
    expect(since.flatMap(({ statuses }) => statuses)).toEqual([]);
    reports.push(...since);
  },
);

test.runIf(isLanPossible)(
  'a half-open connection, whichever way is dead, is noticed by the heartbeat and resumed',
  async () => {
    await settle(office);
    reports.push(...(await reportsNow()));
    const before = lookInto(office.directory).statusChanges;

    const ways = [['to host', 'to screen'], ['to screen'], ['to host']] as const;
    const mend = await Promise.all(ways.map((each, desk) => office.lan.cut(desk, each)));
    const texts = await everybodyWrites(2);
    office.outside.write(3, 0);
    const noticed = await Promise.all(ways.map((_, desk) => deskAt(desk).do('until', 'offline')));
    for (const ms of noticed) expect(ms).toBeLessThan(SILENCE_MS + SLACK_MS);
    // Nobody told these; the third was told by the host, which heard nothing of it.
    for (const ms of noticed.slice(0, 2)) {
      expect(ms).toBeGreaterThan(SILENCE_MS - HEARTBEAT_MS - SLACK_MS);
    }
    await Promise.all(mend.map((each) => each()));
    await settle(office);

    expectHandedOver(texts);
    await expectSameScreens(office);
    expect(lookInto(office.directory).statusChanges).toBe(before);
    const since = await reportsNow();
    for (const { modes, statuses } of since.slice(0, ways.length)) {
      expect(statuses).toContain('offline');
      expect(modes.at(-1)).toBe('resumed');
    }
    // Whose line was good noticed nothing.
    for (const { statuses } of since.slice(ways.length)) expect(statuses).toEqual([]);
    reports.push(...since);
  },
);

test.runIf(isLanPossible)(
  'a host that is killed while answers arrive has all it said it has, and everybody is back',
  async () => {
    await settle(office);
    reports.push(...(await reportsNow()));
    const texts = await everybodyWrites(4);
    await office.killHost();
    office.outside.write(3, 0);
    await office.startHost();
    await settle(office);
    await expectSameScreens(office);
    reports.push(...(await reportsNow()));
    await office.end();
    await expectInvariants(office, reports);
    const written = reports.flatMap((report) => report.written);
    expect(written).toEqual(expect.arrayContaining([...texts]));
  },
);
