import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StaffedOffice } from '#test/doubles/core/staffed-office.ts';

let staffed: StaffedOffice;

beforeEach(async () => {
  staffed = await StaffedOffice.open();
});
afterEach(() => staffed.office.remove());

describe('screens that come and go', () => {
  test('the first one makes an agent online, the second changes nothing', async () => {
    expect(staffed.status()).toBe('offline');
    await staffed.connect();
    expect(staffed.status()).toBe('online');
    expect(staffed.office.core.presence.statusOf(staffed.ana.id)).toBe('offline');
    await staffed.connect();
    expect(staffed.changes()).toEqual(['online (connected)']);
  });

  test('a short break in the network changes nothing, and leaves nothing behind', async () => {
    const screen = await staffed.connect();
    await staffed.seconds(100);
    await staffed.lose(screen);
    await staffed.seconds(59);
    const again = await staffed.connect();
    await staffed.seconds(600);
    expect(staffed.changes()).toEqual(['online (connected)']);
    await staffed.lose(again);
    await staffed.seconds(61);
    expect(staffed.status()).toBe('offline');
  });

  test('without any for longer than the grace time an agent is offline', async () => {
    const one = await staffed.connect();
    const other = await staffed.connect();
    await staffed.lose(one);
    await staffed.seconds(600);
    expect(staffed.status()).toBe('online');
    await staffed.lose(other);
    await staffed.seconds(59.9);
    expect(staffed.status()).toBe('online');
    await staffed.seconds(0.1);
    expect(staffed.changes()).toEqual(['online (connected)', 'offline (disconnected)']);
  });

  test('the grace time is a setting', async () => {
    const grace = { name: 'presence.graceSeconds', value: 5 };
    await staffed.office.core.handlers['settings.change'](grace, staffed.ana);
    await staffed.lose(await staffed.connect());
    await staffed.seconds(5);
    expect(staffed.status()).toBe('offline');
  });

  test('the same screen lost twice is lost once', async () => {
    const screen = await staffed.connect();
    await staffed.connect();
    screen.release();
    screen.release();
    await staffed.seconds(600);
    expect(staffed.status()).toBe('online');
  });
});

describe('a window beside the inbox', () => {
  const besides = () => {
    const { presence, accounts } = staffed.office.core;
    return presence.beside(staffed.ben.id, accounts.digest(staffed.token));
  };

  test('makes nobody online, and keeps nobody from being away or offline', async () => {
    const settings = besides();
    await staffed.seconds(1);
    expect(staffed.status()).toBe('offline');
    const inbox = await staffed.connect();
    await staffed.leaveAlone(settings, false);
    await staffed.leaveAlone(inbox);
    expect(staffed.status()).toBe('away');
    await staffed.leaveAlone(settings, false);
    expect(staffed.status()).toBe('away');
    await staffed.lose(inbox);
    await staffed.seconds(60);
    expect(staffed.status()).toBe('offline');
  });

  test('is waited for by nobody when the inbox closes for good, and takes no place of a lost one', async () => {
    const inbox = await staffed.connect();
    await staffed.lose(besides());
    await staffed.office.core.handlers['presence.closes']({}, staffed.ben, inbox);
    await staffed.office.settled();
    expect(staffed.facts().at(-1)).toMatchObject({ status: 'offline', hasDecided: true });
    await staffed.lose(await staffed.connect());
    besides();
    await staffed.seconds(60);
    expect(staffed.status()).toBe('offline');
  });

  test('that is gone is told of once', async () => {
    const { presence } = staffed.office.core;
    const gone: string[] = [];
    presence.onGone(({ digest }) => gone.push(digest));
    const settings = presence.beside(staffed.ben.id, 'settings');
    settings.release();
    settings.release();
    expect(gone).toEqual(['settings']);
  });
});

describe('signing out', () => {
  test('is offline at once, whatever was lost a moment ago', async () => {
    await staffed.lose(await staffed.connect());
    await staffed.connect();
    await staffed.signOut();
    expect(staffed.status()).toBe('offline');
    expect(staffed.facts().at(-1)).toMatchObject({ why: 'signed-out', by: staffed.ben.id });
  });

  test('during a break in the network too', async () => {
    await staffed.lose(await staffed.connect());
    await staffed.signOut();
    expect(staffed.status()).toBe('offline');
    await staffed.seconds(600);
    expect(staffed.changes()).toEqual(['online (connected)', 'offline (signed-out)']);
  });

  test('on one PC leaves the other', async () => {
    await staffed.connect();
    await staffed.connect(staffed.ben, await staffed.signIn('Ben'));
    await staffed.signOut();
    await staffed.seconds(600);
    expect(staffed.changes()).toEqual(['online (connected)']);
  });

  test('ends what was chosen, also for somebody who is offline already', async () => {
    const screen = await staffed.connect();
    await staffed.choose('on-break', screen);
    await staffed.lose(screen);
    await staffed.seconds(61);
    await staffed.signOut();
    staffed.token = await staffed.signIn('Ben');
    await staffed.connect();
    expect(staffed.status()).toBe('online');
  });
});

describe('what an agent chooses', () => {
  test('is one fact by them, and none when it is so already', async () => {
    const screen = await staffed.connect();
    await staffed.choose('on-break', screen);
    await staffed.choose('on-break', screen);
    expect(staffed.status()).toBe('on-break');
    expect(staffed.facts().at(-1)).toMatchObject({
      status: 'on-break',
      why: 'chosen',
      by: staffed.ben.id,
    });
    expect(staffed.facts()).toHaveLength(2);
    await staffed.choose('online', screen);
    expect(staffed.status()).toBe('online');
  });

  test('outlasts a lost connection: who was on break still is', async () => {
    const screen = await staffed.connect();
    await staffed.choose('on-break', screen);
    await staffed.lose(screen);
    await staffed.seconds(61);
    expect(staffed.status()).toBe('offline');
    await staffed.connect();
    expect(staffed.changes().slice(-2)).toEqual(['offline (disconnected)', 'on-break (connected)']);
  });

  test('is not changed by use or by the lack of it', async () => {
    const screen = await staffed.connect();
    await staffed.choose('away', screen);
    await staffed.leaveAlone(screen);
    await staffed.leaveAlone(screen, false);
    expect(staffed.status()).toBe('away');
    await staffed.choose('on-break', screen);
    await staffed.leaveAlone(screen);
    expect(staffed.status()).toBe('on-break');
  });

  test('of somebody who is away already stays when they are back', async () => {
    const screen = await staffed.connect();
    await staffed.leaveAlone(screen);
    const { at } = staffed.facts().at(-1)!;
    await staffed.seconds(60);
    await staffed.choose('away', screen);
    await staffed.leaveAlone(screen, false);
    expect(staffed.status()).toBe('away');
    // They are away since they left, not since they said so.
    expect(staffed.office.store.read.presence.get(staffed.ben.id)).toMatchObject({
      since: at,
      chosen: 'away',
    });
  });
});

describe('screens that are left alone', () => {
  test('make an agent away, and online again when used', async () => {
    const screen = await staffed.connect();
    await staffed.leaveAlone(screen);
    await staffed.leaveAlone(screen);
    await staffed.leaveAlone(screen, false);
    expect(staffed.changes()).toEqual(['online (connected)', 'away (idle)', 'online (back)']);
  });

  test('two screens of one agent are one agent: away only when both are', async () => {
    const one = await staffed.connect();
    const other = await staffed.connect();
    await staffed.leaveAlone(one);
    expect(staffed.status()).toBe('online');
    await staffed.leaveAlone(other);
    expect(staffed.status()).toBe('away');
    await staffed.leaveAlone(one, false);
    expect(staffed.status()).toBe('online');
  });

  test('the one that was used is closed: away when its grace time is over', async () => {
    await staffed.leaveAlone(await staffed.connect());
    const used = await staffed.connect();
    await staffed.leaveAlone(used, false);
    await staffed.lose(used);
    await staffed.seconds(59);
    expect(staffed.status()).toBe('online');
    await staffed.seconds(1);
    expect(staffed.changes()).toEqual([
      'online (connected)',
      'away (idle)',
      'online (back)',
      'away (idle)',
    ]);
  });

  test('stay left alone over a break in the network', async () => {
    const screen = await staffed.connect();
    await staffed.leaveAlone(screen);
    await staffed.lose(screen);
    await staffed.seconds(10);
    await staffed.leaveAlone(await staffed.connect());
    expect(staffed.changes()).toEqual(['online (connected)', 'away (idle)']);
  });

  test('somebody who comes to another one is back', async () => {
    await staffed.leaveAlone(await staffed.connect());
    await staffed.leaveAlone(await staffed.connect(), false);
    expect(staffed.status()).toBe('online');
  });
});

test('what a full disk refused is made up for when it takes something again', async () => {
  const screen = await staffed.connect();
  staffed.office.disk.breakWith('disk-full');
  screen.release();
  await staffed.seconds(61);
  expect(staffed.status()).toBe('online');
  staffed.office.disk.repair();
  const isNoted = staffed.office.until((fact) => fact.kind === 'agent.status-changed');
  await staffed.seconds(2);
  await isNoted;
  expect(staffed.status()).toBe('offline');
});

test('listeners hear of each change when it is stored', async () => {
  const heard: string[] = [];
  staffed.office.core.presence.on(({ agentId, status: now }) => {
    expect(staffed.office.store.read.presence.get(agentId)?.status).toBe(now);
    heard.push(now);
  });
  const screen = await staffed.connect();
  await staffed.leaveAlone(screen);
  expect(heard).toEqual(['online', 'away']);
});
