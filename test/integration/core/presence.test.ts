import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { ChosenStatus } from '#shared/domain/presence.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent;
let token: string;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  token = await signIn('Ben');
});
afterEach(() => office.remove());

async function signIn(name: string): Promise<string> {
  const result = await office.core.accounts.signIn({ name, password: 'correct horse' }, 'test');
  if (!result.ok) throw new Error(result.message);
  return result.value.token;
}

async function connect(agent = ben, session = token): Promise<Screen> {
  const { presence, accounts } = office.core;
  const screen = presence.connected(agent.id, accounts.digest(session));
  await office.settled();
  return screen;
}
const lose = async (screen: Screen) => {
  screen.release();
  await office.settled();
};
const choose = (status: ChosenStatus, screen?: Screen) =>
  office.core.handlers['presence.set']({ status }, ben, screen);
const leaveAlone = async (screen: Screen, isIdle = true) => {
  await office.core.handlers['presence.idle']({ isIdle }, ben, screen);
  await office.settled();
};
const signOut = async () => {
  await office.core.accounts.signOut(token);
  await office.settled();
};
const seconds = (count: number) => office.clock.advance(count * 1_000);
const status = (agent = ben) => office.core.presence.statusOf(agent.id);
const facts = () =>
  office.store.read.journal.after(0 as Seq, 1_000).flatMap(({ at, by, fact }) => {
    return fact.kind === 'agent.status-changed' ? [{ at, by, ...fact }] : [];
  });
const changes = () => facts().map(({ status, why }) => `${status} (${why})`);

describe('screens that come and go', () => {
  test('the first one makes an agent online, the second changes nothing', async () => {
    expect(status()).toBe('offline');
    await connect();
    expect(status()).toBe('online');
    expect(office.core.presence.isAvailable(ben.id)).toBe(true);
    expect(office.core.presence.isAvailable(ana.id)).toBe(false);
    await connect();
    expect(changes()).toEqual(['online (connected)']);
  });

  test('a short break in the network changes nothing, and leaves nothing behind', async () => {
    const screen = await connect();
    await seconds(100);
    await lose(screen);
    await seconds(59);
    const again = await connect();
    await seconds(600);
    expect(changes()).toEqual(['online (connected)']);
    await lose(again);
    await seconds(61);
    expect(status()).toBe('offline');
  });

  test('without any for longer than the grace time an agent is offline', async () => {
    const one = await connect();
    const other = await connect();
    await lose(one);
    await seconds(600);
    expect(status()).toBe('online');
    await lose(other);
    await seconds(59.9);
    expect(status()).toBe('online');
    await seconds(0.1);
    expect(changes()).toEqual(['online (connected)', 'offline (disconnected)']);
  });

  test('the grace time is a setting', async () => {
    const grace = { name: 'presence.graceSeconds', value: 5 };
    await office.core.handlers['settings.change'](grace, ana);
    await lose(await connect());
    await seconds(5);
    expect(status()).toBe('offline');
  });

  test('the same screen lost twice is lost once', async () => {
    const screen = await connect();
    await connect();
    screen.release();
    screen.release();
    await seconds(600);
    expect(status()).toBe('online');
  });
});

describe('signing out', () => {
  test('is offline at once, whatever was lost a moment ago', async () => {
    await lose(await connect());
    await connect();
    await signOut();
    expect(status()).toBe('offline');
    expect(facts().at(-1)).toMatchObject({ why: 'signed-out', by: ben.id });
  });

  test('during a break in the network too', async () => {
    await lose(await connect());
    await signOut();
    expect(status()).toBe('offline');
    await seconds(600);
    expect(changes()).toEqual(['online (connected)', 'offline (signed-out)']);
  });

  test('on one PC leaves the other', async () => {
    await connect();
    await connect(ben, await signIn('Ben'));
    await signOut();
    await seconds(600);
    expect(changes()).toEqual(['online (connected)']);
  });

  test('ends what was chosen, also for somebody who is offline already', async () => {
    const screen = await connect();
    await choose('on-break', screen);
    await lose(screen);
    await seconds(61);
    await signOut();
    token = await signIn('Ben');
    await connect();
    expect(status()).toBe('online');
  });
});

describe('what an agent chooses', () => {
  test('is one fact by them, and none when it is so already', async () => {
    const screen = await connect();
    await choose('on-break', screen);
    await choose('on-break', screen);
    expect(status()).toBe('on-break');
    expect(facts().at(-1)).toMatchObject({ status: 'on-break', why: 'chosen', by: ben.id });
    expect(facts()).toHaveLength(2);
    await choose('online', screen);
    expect(status()).toBe('online');
  });

  test('outlasts a lost connection: who was on break still is', async () => {
    const screen = await connect();
    await choose('on-break', screen);
    await lose(screen);
    await seconds(61);
    expect(status()).toBe('offline');
    await connect();
    expect(changes().slice(-2)).toEqual(['offline (disconnected)', 'on-break (connected)']);
  });

  test('is not changed by use or by the lack of it', async () => {
    const screen = await connect();
    await choose('away', screen);
    await leaveAlone(screen);
    await leaveAlone(screen, false);
    expect(status()).toBe('away');
    await choose('on-break', screen);
    await leaveAlone(screen);
    expect(status()).toBe('on-break');
  });

  test('of somebody who is away already stays when they are back', async () => {
    const screen = await connect();
    await leaveAlone(screen);
    const { at } = facts().at(-1)!;
    await seconds(60);
    await choose('away', screen);
    await leaveAlone(screen, false);
    expect(status()).toBe('away');
    // They are away since they left, not since they said so.
    expect(office.store.read.presence.get(ben.id)).toMatchObject({ since: at, chosen: 'away' });
  });
});

describe('screens that are left alone', () => {
  test('make an agent away, and online again when used', async () => {
    const screen = await connect();
    await leaveAlone(screen);
    await leaveAlone(screen);
    await leaveAlone(screen, false);
    expect(changes()).toEqual(['online (connected)', 'away (idle)', 'online (back)']);
  });

  test('two screens of one agent are one agent: away only when both are', async () => {
    const one = await connect();
    const other = await connect();
    await leaveAlone(one);
    expect(status()).toBe('online');
    await leaveAlone(other);
    expect(status()).toBe('away');
    await leaveAlone(one, false);
    expect(status()).toBe('online');
  });

  test('the one that was used is closed: away when its grace time is over', async () => {
    await leaveAlone(await connect());
    const used = await connect();
    await leaveAlone(used, false);
    await lose(used);
    await seconds(59);
    expect(status()).toBe('online');
    await seconds(1);
    expect(changes()).toEqual([
      'online (connected)',
      'away (idle)',
      'online (back)',
      'away (idle)',
    ]);
  });

  test('stay left alone over a break in the network', async () => {
    const screen = await connect();
    await leaveAlone(screen);
    await lose(screen);
    await seconds(10);
    await leaveAlone(await connect());
    expect(changes()).toEqual(['online (connected)', 'away (idle)']);
  });

  test('somebody who comes to another one is back', async () => {
    await leaveAlone(await connect());
    await leaveAlone(await connect(), false);
    expect(status()).toBe('online');
  });
});

describe('a restart of the host', () => {
  const restart = async (offSeconds: number) => {
    const before = office;
    await before.close();
    before.clock.sleep(offSeconds * 1_000);
    office = await Office.open(before);
    await office.settled();
  };

  test('changes nothing for those who come back within the grace time', async () => {
    await connect();
    await restart(20);
    expect(status()).toBe('online');
    await seconds(50);
    await connect();
    await seconds(600);
    expect(changes()).toEqual(['online (connected)']);
  });

  test('makes those offline who do not come back', async () => {
    await connect();
    await choose('on-break');
    await restart(20);
    await seconds(59);
    expect(status()).toBe('on-break');
    await seconds(1);
    expect(status()).toBe('offline');
    await connect();
    expect(status()).toBe('on-break');
  });

  test('after hours: they were offline since it went off, also who comes back at once', async () => {
    await connect();
    await connect(ana, await signIn('Ana'));
    const off = office.clock.now();
    const hours = 8 * 3_600;
    const before = office;
    await before.close();
    before.clock.sleep(hours * 1_000);
    office = await Office.open(before);
    const back = await connect();
    expect(facts().slice(2)).toMatchObject([
      { agentId: ana.id, status: 'offline', since: off + 60_000 },
      { agentId: ben.id, status: 'offline', why: 'disconnected', since: off + 60_000 },
      { agentId: ben.id, status: 'online', why: 'connected', at: off + hours * 1_000 },
    ]);
    expect(office.store.read.presence.get(ana.id)).toMatchObject({ since: off + 60_000 });
    await lose(back);
    await seconds(61);
    expect(facts()).toHaveLength(6);
  });

  test('somebody who was offline before stays so', async () => {
    await lose(await connect());
    await seconds(61);
    await restart(5);
    await seconds(600);
    expect(changes()).toEqual(['online (connected)', 'offline (disconnected)']);
  });

  test('leaves no timer behind', async () => {
    await lose(await connect());
    await office.core.stop();
    expect(office.clock.pending).toBe(0);
  });
});

test('what a full disk refused is made up for when it takes something again', async () => {
  const screen = await connect();
  office.disk.breakWith('disk-full');
  screen.release();
  await seconds(61);
  expect(status()).toBe('online');
  office.disk.repair();
  const isNoted = office.until((fact) => fact.kind === 'agent.status-changed');
  await seconds(2);
  await isNoted;
  expect(status()).toBe('offline');
});

test('listeners hear of each change when it is stored', async () => {
  const heard: string[] = [];
  office.core.presence.on(({ agentId, status: now }) => {
    expect(office.store.read.presence.get(agentId)?.status).toBe(now);
    heard.push(now);
  });
  const screen = await connect();
  await leaveAlone(screen);
  expect(heard).toEqual(['online', 'away']);
});

describe('while the host PC sleeps', () => {
  test('nobody is here but for the grace time; who is there afterwards is as before, and keeps their chats', async () => {
    const owner = { name: 'ownership.whenOwnerLeaves', value: 'queue' };
    await office.core.handlers['settings.change'](owner, ana);
    await leaveAlone(await connect());
    await leaveAlone(await connect(ana, await signIn('Ana')), false);
    office.gateway.emit({ type: 'message', message: incoming('Hello?') });
    await office.settled();
    const { id: conversationId, epoch } = office.conversations()[0]!;
    await office.core.handlers['conversation.claim']({ conversationId, epoch }, ana);
    const before = facts().length;
    const asleep = office.clock.now();
    const hours = 8 * 3_600_000;
    office.clock.sleep(hours);
    await seconds(0);
    await office.settled();
    expect(facts().slice(before)).toMatchObject([
      { agentId: ben.id, status: 'offline', why: 'disconnected' },
      { agentId: ben.id, status: 'online', why: 'connected' },
      { agentId: ben.id, status: 'away', why: 'idle' },
      { agentId: ana.id, status: 'offline', why: 'disconnected' },
      { agentId: ana.id, status: 'online', why: 'connected' },
    ]);
    for (const { status: told, since = 0 } of facts().slice(before)) {
      if (told === 'offline') expect(since - asleep - 60_000).toBeLessThan(5_000);
    }
    await seconds(30);
    expect(office.conversations()[0]).toMatchObject({ ownerId: ana.id, state: 'open' });
  });

  test('a nap shorter than the grace time changes nothing', async () => {
    await connect();
    office.clock.sleep(40_000);
    await seconds(0);
    expect(changes()).toEqual(['online (connected)']);
  });
});
