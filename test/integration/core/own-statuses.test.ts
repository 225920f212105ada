import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import { MOST_OWN_STATUSES } from '#shared/domain/own-statuses.ts';
import { ownStatusOf } from '#shared/domain/presence.ts';
import { settingsFileOf } from '#shared/domain/settings-file.ts';
import { partsOf } from '#shared/domain/settings-changes.ts';
import { StaffedOffice } from '#test/doubles/core/staffed-office.ts';

let staffed: StaffedOffice;

beforeEach(async () => {
  staffed = await StaffedOffice.open();
});
afterEach(() => staffed.office.remove());

const handlers = () => staffed.office.core.handlers;
const labels = () => staffed.office.store.read.labels.get();
const presence = () => staffed.office.store.read.presence.get(staffed.ben.id);

/** What colleagues see. */
function seen(): string {
  const now = presence();
  if (now === null) return 'offline';
  return ownStatusOf(now, labels().ownStatuses)?.name ?? now.status;
}

async function aStatus(name = 'Lunch', isHere = false): Promise<OwnStatus> {
  const ownStatus = { id: null, name, colour: 'orange', isHere, isRetired: false } as const;
  const saved = await handlers()['own-status.save']({ ownStatus }, staffed.ana);
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.ownStatus;
}

const change = (before: OwnStatus, to: Partial<OwnStatus>) =>
  handlers()['own-status.save']({ ownStatus: { ...before, ...to }, seen: before }, staffed.ana);

const choose = ({ id }: OwnStatus) =>
  handlers()['presence.set']({ status: { ownStatusId: id } }, staffed.ben);

describe('a status of the office’s own', () => {
  test('is what the office says that it means, and is seen by its name', async () => {
    const [lunch, phone] = [await aStatus(), await aStatus('On the phone', true)];
    await staffed.connect();
    await choose(lunch);
    expect(staffed.status()).toBe('on-break');
    expect(seen()).toBe('Lunch');
    await choose(phone);
    expect(staffed.status()).toBe('online');
    expect(seen()).toBe('On the phone');
    await staffed.choose('online');
    expect(seen()).toBe('online');
  });

  test('chosen again is no change, and when it began is when it was chosen', async () => {
    const [phone, other] = [await aStatus('On the phone', true), await aStatus('Visit', true)];
    await staffed.connect();
    const online = presence()?.since;
    await staffed.seconds(600);
    await choose(phone);
    const began = staffed.office.clock.now();
    await staffed.seconds(60);
    await choose(phone);
    expect(presence()).toMatchObject({ since: online, own: { id: phone.id, since: began } });
    expect(staffed.facts()).toHaveLength(2);
    await choose(other);
    expect(presence()?.own).toEqual({ id: other.id, since: began + 60_000 });
  });

  test('outlasts a lost connection and a restart of the host, not signing out', async () => {
    const lunch = await aStatus();
    const screen = await staffed.connect();
    await choose(lunch);
    await staffed.lose(screen);
    await staffed.seconds(61);
    expect(seen()).toBe('offline');
    await staffed.connect();
    expect(seen()).toBe('Lunch');
    await staffed.restart(5);
    expect(seen()).toBe('Lunch');
    await staffed.connect();
    expect(seen()).toBe('Lunch');
    await staffed.signOut();
    expect(presence()).toMatchObject({ status: 'offline', own: null });
    staffed.token = await staffed.signIn('Ben');
    await staffed.connect();
    expect(seen()).toBe('online');
  });

  test('is away when nobody touches a screen only where it counts as here, and comes back', async () => {
    const [lunch, phone] = [await aStatus(), await aStatus('On the phone', true)];
    const screen = await staffed.connect();
    await choose(lunch);
    await staffed.leaveAlone(screen);
    expect(seen()).toBe('Lunch');
    await staffed.leaveAlone(screen, false);
    await choose(phone);
    await staffed.leaveAlone(screen);
    expect(seen()).toBe('away');
    await staffed.leaveAlone(screen, false);
    expect(seen()).toBe('On the phone');
  });

  test('that is retired or unknown is refused to whoever chooses it', async () => {
    const lunch = await aStatus();
    await staffed.connect();
    await change(lunch, { isRetired: true });
    expect(await choose(lunch)).toMatchObject({ code: 'not-found' });
    expect(await choose({ ...lunch, id: 77 as OwnStatus['id'] })).toMatchObject({
      code: 'not-found',
    });
    expect(seen()).toBe('online');
  });
});

describe('people who have one that is changed', () => {
  test('are online again when it is retired, in the same moment', async () => {
    const lunch = await aStatus();
    await staffed.connect();
    await choose(lunch);
    await change(lunch, { isRetired: true });
    expect(presence()).toMatchObject({ status: 'online', chosen: null, own: null });
    expect(staffed.facts().at(-1)).toMatchObject({ why: 'retired', by: staffed.ana.id });
    await change({ ...lunch, isRetired: true }, { isRetired: false });
    expect(seen()).toBe('online');
  });

  test('are away where their screens are left alone: nobody is given a chat at lunch', async () => {
    const lunch = await aStatus();
    const screen = await staffed.connect();
    await choose(lunch);
    await staffed.leaveAlone(screen);
    const told: string[] = [];
    staffed.office.core.presence.on(({ status }) => told.push(status));
    await change(lunch, { isRetired: true });
    expect(staffed.status()).toBe('away');
    expect(staffed.changes().slice(-2)).toEqual(['online (retired)', 'away (idle)']);
    await staffed.leaveAlone(screen, false);
    expect(seen()).toBe('online');
    expect(told).toEqual(['online', 'away', 'online']);
  });

  test('are what it means from now on', async () => {
    const lunch = await aStatus();
    await staffed.connect();
    await choose(lunch);
    await change(lunch, { isHere: true });
    expect(staffed.status()).toBe('online');
    expect(seen()).toBe('Lunch');
    await change({ ...lunch, isHere: true }, { isHere: false, name: 'Break at noon' });
    expect(staffed.status()).toBe('on-break');
    expect(seen()).toBe('Break at noon');
  });

  test('stay offline, and come back without it', async () => {
    const lunch = await aStatus();
    const screen = await staffed.connect();
    await choose(lunch);
    await staffed.lose(screen);
    await staffed.seconds(61);
    await change(lunch, { isHere: true });
    expect(seen()).toBe('offline');
    await change({ ...lunch, isHere: true }, { isRetired: true });
    expect(seen()).toBe('offline');
    await staffed.connect();
    expect(seen()).toBe('online');
  });
});

describe('the list of an admin', () => {
  test('has each name once, room for a dozen, and says what two admins made of one', async () => {
    const lunch = await aStatus();
    const again = {
      id: null,
      name: 'LUNCH',
      colour: 'red',
      isHere: true,
      isRetired: false,
    } as const;
    const save = handlers()['own-status.save'];
    expect(await save({ ownStatus: again }, staffed.ana)).toMatchObject({ code: 'name-taken' });
    await change(lunch, { name: 'Noon' });
    expect(await change(lunch, { name: 'Midday', colour: 'red' })).toMatchObject({
      code: 'changed',
      saved: { name: 'Noon' },
      byId: staffed.ana.id,
      differs: ['name'],
    });
    expect(await change(lunch, { isHere: true })).toMatchObject({ ok: true });
    expect(labels().ownStatuses).toEqual([{ ...lunch, name: 'Noon', isHere: true }]);
    for (let count = 2; count <= MOST_OWN_STATUSES; count += 1) await aStatus(`Status ${count}`);
    const more = { ...again, name: 'One more' };
    expect(await save({ ownStatus: more }, staffed.ana)).toMatchObject({ code: 'too-many' });
    const kept = { ...more, isRetired: true };
    expect(await save({ ownStatus: kept }, staffed.ana)).toMatchObject({ ok: true });
  });

  test('forgets one that was made by mistake, unless somebody has it', async () => {
    const lunch = await aStatus();
    await staffed.connect();
    await choose(lunch);
    const remove = () => handlers()['own-status.remove']({ ownStatusId: lunch.id }, staffed.ana);
    expect(await remove()).toMatchObject({ code: 'in-use' });
    await staffed.choose('away');
    expect(await remove()).toMatchObject({ ok: true });
    expect(await remove()).toMatchObject({ ok: true });
    expect(labels().ownStatuses).toEqual([]);
  });

  test('is part of the file of settings, and an import of it can be taken back', async () => {
    const lunch = await aStatus();
    await staffed.connect();
    await choose(lunch);
    const { store, core } = staffed.office;
    const whole = settingsFileOf({
      settings: core.settings.current(),
      labels: labels(),
      hours: store.read.hours.get().office,
      automation: { rules: [], flows: [], agents: [] },
      logo: null,
    });
    const ownStatuses = [
      { name: 'lunch', colour: 'orange', isHere: false, isRetired: true } as const,
      { name: 'Visit', colour: 'red', isHere: true, isRetired: false } as const,
    ];
    const parts = partsOf({ ...whole, ownStatuses }).filter((part) => part.ownStatuses.length > 0);
    expect(parts).toHaveLength(1);
    const done = await handlers()['settings.import']({ file: parts[0]! }, staffed.ana);
    const { importId } = done.ok ? done.value : { importId: null };
    expect(labels().ownStatuses).toMatchObject([{ id: lunch.id, isRetired: true }, ownStatuses[1]]);
    expect(seen()).toBe('online');
    const undo = () => handlers()['settings.undo-import']({ imports: [importId!] }, staffed.ana);
    await choose(labels().ownStatuses[1]!);
    expect(await undo()).toMatchObject({ code: 'in-use', things: [{ name: 'Visit' }] });
    await staffed.choose('online');
    expect(await undo()).toMatchObject({ ok: true });
    expect(labels().ownStatuses).toEqual([lunch]);
  });

  test('cannot be made too long by a file', async () => {
    const ownStatuses = Array.from({ length: MOST_OWN_STATUSES + 1 }, (_, index) => ({
      name: `Status ${index}`,
      colour: 'grey' as const,
      isHere: true,
      isRetired: false,
    }));
    const { store, core } = staffed.office;
    const file = settingsFileOf({
      settings: core.settings.current(),
      labels: labels(),
      hours: store.read.hours.get().office,
      automation: { rules: [], flows: [], agents: [] },
      logo: null,
    });
    const all = { ...file, ownStatuses };
    expect(await handlers()['settings.import']({ file: all }, staffed.ana)).toMatchObject({
      code: 'too-many',
    });
    expect(labels().ownStatuses).toEqual([]);
  });
});
