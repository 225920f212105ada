import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { week } from '#test/doubles/hours/plans.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';

const minute = 60_000;

let office: Office;
let hub: OfficeHub;
let ana: Agent;
let ben: Agent;
let token: string;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  hub = await OfficeHub.open(office);
  token = await hub.tokenOf(ben);
});
afterEach(async () => {
  await hub.close();
  await office.remove();
});

const choose = (name: SettingName, value: SettingValue) =>
  office.core.handlers['settings.change']({ name, value }, ana);
const stateOf = async () => (await office.core.accounts.sessionState(token)).name;
const unlock = (password: string) => office.core.accounts.unlock({ password }, token);
/** Somebody touches a screen of this session. */
function touches(agent: Agent, digest: string): Promise<unknown> {
  const screen: Screen = { agentId: agent.id, digest, release: () => undefined };
  return office.core.handlers['session.active']({}, agent, screen);
}
async function pass(minutes: number): Promise<void> {
  await office.clock.advance(minutes * minute);
  await office.settled();
}

describe('a session that nobody touches', () => {
  test('is never locked unless the office wants that', async () => {
    await pass(8 * 60);
    expect(await stateOf()).toBe('open');
  });

  test('is locked after the minutes of the settings, and one that is used is not', async () => {
    await choose('sessions.lockMinutes', 10);
    const screen = await hub.signedIn(ben);
    await pass(6);
    expect(await hub.ask(screen, 'session.active', {})).toMatchObject({ ok: true });
    await pass(6);
    expect(await stateOf()).toBe('open');
    await pass(5);
    expect((await screen.next('locked')).me).toMatchObject({ name: 'Ben' });
    expect(await stateOf()).toBe('locked');
    expect(await office.core.accounts.authenticate(token)).toBeNull();
  });

  test('is locked also when the host was off meanwhile, and stays so when the setting goes', async () => {
    await choose('sessions.lockMinutes', 10);
    await hub.close();
    await office.close();
    office.clock.sleep(20 * minute);
    office = await Office.open(office);
    hub = await OfficeHub.open(office);
    expect(await stateOf()).toBe('locked');
    await choose('sessions.lockMinutes', 0);
    expect(await stateOf()).toBe('locked');
  });

  test('is not locked when somebody comes back while the one before it is', async () => {
    await choose('sessions.lockMinutes', 10);
    const all = [await hub.signedIn(ana), await hub.signedIn(ben)];
    expect(all).toHaveLength(2);
    const sessions = office.store.read.sessions.all();
    const backs: Promise<unknown>[] = [];
    const stop = office.core.accounts.onLock(({ digest, agentId }) => {
      stop();
      const other = sessions.find((each) => each.tokenHash !== digest && each.agentId !== agentId)!;
      const person = other.agentId === ana.id ? ana : ben;
      backs.push(touches(person, other.tokenHash));
    });
    await pass(10);
    await Promise.all(backs);
    const locked = office.store.read.sessions.all().filter(({ isLocked }) => isLocked);
    expect(backs).toHaveLength(1);
    expect(locked).toHaveLength(sessions.length - 1);
  });

  test('is locked on a full disk as well', async () => {
    await choose('sessions.lockMinutes', 10);
    office.clock.sleep(20 * minute);
    office.disk.breakWith('disk-full');
    expect(await stateOf()).toBe('locked');
    expect(await office.core.accounts.authenticate(token)).toBeNull();
    const screen = await hub.knock();
    screen.hello({ token });
    expect(await screen.next('locked')).toMatchObject({ me: { name: 'Ben' } });
  });
});

describe('a locked session', () => {
  test('gets nothing of the office, and none of its commands is done', async () => {
    const screen = await hub.signedIn(ben);
    await office.core.accounts.lock(token);
    await screen.next('locked');
    await choose('office.name', 'Miramarina');
    await office.core.handlers['tag.save'](
      { tag: { id: null, name: 'Secret', colour: 'blue', isRetired: false } },
      ana,
    );
    expect(await hub.ask(screen, 'conversation.list', {})).toMatchObject({
      ok: false,
      code: 'locked',
    });
    expect(await hub.ask(screen, 'presence.set', { status: 'on-break' })).toMatchObject({
      code: 'locked',
    });
    expect(office.core.presence.statusOf(ben.id)).toBe('away');
  });

  test('answers a new connection with the lock in place of a welcome', async () => {
    await office.core.accounts.lock(token);
    const screen = await hub.knock();
    screen.hello({ token });
    expect(await screen.next('locked')).toMatchObject({ me: { name: 'Ben' } });
    expect(await hub.ask(screen, 'search', { text: 'a', limit: 5 })).toMatchObject({
      code: 'locked',
    });
  });

  test('opens with the password alone, and its screens come back to a welcome', async () => {
    const client = await hub.client(ben);
    const is = (name: string) =>
      new Promise<void>((resolve) => {
        if (client.status.name === name) return resolve();
        const stop = client.onStatus((status) => {
          if (status.name !== name) return;
          stop();
          resolve();
        });
      });
    await is('online');
    await office.core.accounts.lock(token);
    await is('locked');
    expect(await unlock('guessed')).toMatchObject({ code: 'wrong-credentials' });
    expect(await stateOf()).toBe('locked');
    expect(await unlock('correct horse')).toMatchObject({ ok: true });
    client.retryNow();
    await is('online');
    expect(client.replica.me).toMatchObject({ name: 'Ben' });
  });

  test('is no second way to guess', async () => {
    await office.core.accounts.lock(token);
    for (let count = 0; count < 4; count += 1) await unlock('guessed');
    expect(await unlock('correct horse')).toMatchObject({ code: 'too-many-attempts' });
  });
});

describe('after the shift', () => {
  /** Every day from nine to twelve and from one to five. */
  async function work(): Promise<void> {
    const day = '09:00-12:00 13:00-17:00';
    const plan = { timeZone: 'UTC', week: week(day, day, day) };
    const saved = await office.core.handlers['hours.save']({ plan }, ana);
    if (!saved.ok) throw new Error(JSON.stringify(saved));
  }

  test('a session ends when the grace is over, not in the break, and says why', async () => {
    await work();
    await until(10);
    token = await again();
    await until(12.9);
    expect(await stateOf()).toBe('open');
    await until(17.9);
    expect(await stateOf()).toBe('open');
    await until(18.1);
    expect(await office.core.accounts.sessionState(token)).toEqual({
      name: 'over',
      end: { why: 'shift-over' },
    });
    expect(office.store.read.journal.after(0 as Seq, 1_000).map(({ fact }) => fact)).toContainEqual(
      expect.objectContaining({ kind: 'session.ended', why: 'shift-over' }),
    );
  });

  test('whoever is at work goes on, until ten minutes after the last touch', async () => {
    await work();
    await until(10);
    token = await again();
    const screen = await hub.knock();
    screen.hello({ token });
    await screen.next('welcome');
    await until(17.9);
    for (let times = 0; times < 4; times += 1) {
      await hub.ask(screen, 'session.active', {});
      await pass(9);
      expect(await stateOf()).toBe('open');
    }
    await pass(2);
    expect(await stateOf()).toBe('over');
  });

  test('first hours that are saved in the evening send nobody away who is at work', async () => {
    const screen = await hub.signedIn(ben);
    await until(20);
    await hub.ask(screen, 'session.active', {});
    await work();
    await pass(1);
    expect(await stateOf()).toBe('open');
  });

  test('nobody is sent away who comes back while another session ends', async () => {
    await work();
    await until(10);
    await again();
    await until(17.9);
    const sessions = office.store.read.sessions.of(ben.id).map(({ tokenHash }) => tokenHash);
    const other = Promise.withResolvers<string>();
    const stop = office.core.accounts.onEnded(({ digest }) => {
      const staying = sessions.find((each) => each !== digest);
      if (!sessions.includes(digest) || staying === undefined) return;
      stop();
      void touches(ben, staying).then(() => other.resolve(staying));
    });
    await until(18.1);
    const staying = await other.promise;
    await office.settled();
    expect(office.store.read.sessions.byTokenHash(staying)).not.toBeNull();
  });

  test('who signs in later stays until the end of the next shift, and without hours everybody does', async () => {
    await work();
    await until(20);
    token = await again();
    await until(23.9);
    expect(await stateOf()).toBe('open');
    await choose('sessions.shiftGraceMinutes', 0);
    await pass(20 * 60);
    expect(await stateOf()).toBe('open');
  });

  async function again(): Promise<string> {
    const request = { name: 'Ben', password: 'correct horse' };
    const outcome = await office.core.accounts.signIn(request, 'test');
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.value.token;
  }

  /** Of the same day, by the office's clock; the next one when it is over. */
  async function until(hour: number): Promise<void> {
    const now = office.clock.now();
    const day = Math.floor(now / 86_400_000) * 86_400_000;
    const at = day + hour * 60 * minute;
    await pass(((at > now ? at : at + 86_400_000) - now) / minute);
  }
});
