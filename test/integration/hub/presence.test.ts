import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { STANDARD_OFFICE } from '#shared/domain/office.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { RawScreen } from '#test/doubles/hub/raw-screen.ts';
import { untilReplica } from '#test/doubles/hub/running-hub.ts';
import { silentLog } from '#test/doubles/log.ts';
import { agentClient } from '#test/faults/agent-client.ts';
import { hire } from '#test/doubles/core/hire.ts';

const PASSWORD = 'three grey heron feathers';

interface Person {
  readonly agent: Agent;
  readonly token: string;
}

let directory: string;
let host: RunningHost;
let ca: string;
let ana: Person;
let ben: Person;
let gateway: ScriptedGateway;
let ends: (() => void)[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-presence-'));
  gateway = new ScriptedGateway();
  ends = [];
  host = await startHost({
    dataDirectory: directory,
    address: '127.0.0.1',
    port: 0,
    screensDirectory: null,
    gateway,
    clock: systemClock,
    log: silentLog,
    version: 'test',
  });
  ca = await readFile(join(directory, 'tls', 'host.crt'), 'utf8');
  const { accounts } = host.core;
  const code = host.setupCode ?? '';
  const first = await accounts.setup({ code, name: 'Ana', password: PASSWORD }, 'test');
  if (!first.ok) throw new Error('no admin');
  ana = first.value;
  await hire(host.core, { name: 'Ben', password: PASSWORD, role: 'agent' }, ana.agent);
  const second = await accounts.signIn({ name: 'Ben', password: PASSWORD }, 'test');
  if (!second.ok) throw new Error('no agent');
  ben = second.value;
});

afterEach(async () => {
  for (const end of ends) end();
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

function client({ token }: Person): HubClient {
  const address = { port: host.port, ca };
  const made = agentClient(() => address, token);
  ends.push(() => made.stop());
  return made;
}

async function raw({ token }: Person, hello: object = {}): Promise<RawScreen> {
  const origin = `https://127.0.0.1:${host.port}`;
  const screen = new RawScreen(`wss://127.0.0.1:${host.port}${HUB_PATH}`, { ca, origin });
  ends.push(() => screen.socket.terminate());
  await screen.opened();
  screen.hello({ token, ...hello });
  return screen;
}

const sees = (screen: HubClient, { agent }: Person, status: AgentStatus) =>
  untilReplica(screen, () => screen.replica.presence.get(agent.id)?.status === status);

async function waiting(screen: HubClient) {
  gateway.emit({ type: 'message', message: incoming('Hello?') });
  await screen.loadView('all');
  await untilReplica(screen, () => screen.replica.conversations.size > 0);
  return [...screen.replica.conversations.keys()][0]!;
}

describe('who is here', () => {
  test('everybody sees who comes, what they choose, and who signs out', async () => {
    const anas = client(ana);
    await sees(anas, ana, 'online');
    expect(anas.replica.presence.has(ben.agent.id)).toBe(false);
    const bens = client(ben);
    await sees(anas, ben, 'online');
    await bens.command('presence.set', { status: 'on-break' });
    await sees(anas, ben, 'on-break');
    await bens.command('presence.set', { status: 'online' });
    await bens.command('presence.idle', { isIdle: true });
    await sees(anas, ben, 'away');
    await host.core.accounts.signOut(ben.token);
    await sees(anas, ben, 'offline');
    expect(bens.status).toMatchObject({ name: 'ended', code: 'signed-out' });
  });

  test('each screen speaks for itself alone: one that is used keeps its agent online', async () => {
    const anas = client(ana);
    const [one, other] = [client(ben), client(ben)];
    await sees(anas, ben, 'online');
    await one.command('presence.idle', { isIdle: true });
    await other.command('presence.idle', { isIdle: false });
    expect(host.core.presence.statusOf(ben.agent.id)).toBe('online');
    await other.command('presence.idle', { isIdle: true });
    await sees(anas, ben, 'away');
  });

  test('a window that says it stands beside another one brings nobody online', async () => {
    const anas = client(ana);
    await sees(anas, ana, 'online');
    const beside = await raw(ben, { isBeside: true });
    await beside.next('welcome');
    expect(host.core.presence.all().map(({ agentId }) => agentId)).toEqual([ana.agent.id]);
    client(ben);
    await sees(anas, ben, 'online');
  });

  test('a status is only ever of the one who says it (I8)', async () => {
    await raw(ana);
    const screen = await raw(ben);
    await screen.next('welcome');
    screen.command(1, 'presence.set', { status: 'on-break', agentId: ana.agent.id });
    await screen.next('result');
    expect(host.core.presence.statusOf(ana.agent.id)).toBe('online');
    screen.command(2, 'presence.set', { status: 'asleep' });
    expect(await screen.next('result')).toMatchObject({ ok: false, code: 'bad-params' });
    expect(host.core.presence.statusOf(ben.agent.id)).toBe('on-break');
  });

  test('who resumes knows what who never left knows (I6)', async () => {
    const [stays, leaves] = [client(ana), client(ana)];
    await Promise.all([sees(stays, ana, 'online'), sees(leaves, ana, 'online')]);
    leaves.stop();
    const bens = client(ben);
    await sees(stays, ben, 'online');
    await bens.command('presence.set', { status: 'away' });
    await bens.command('presence.set', { status: 'on-break' });
    await sees(stays, ben, 'on-break');
    leaves.start();
    await sees(leaves, ben, 'on-break');
    const fresh = client(ana);
    await sees(fresh, ben, 'on-break');
    expect(leaves.replica.presence).toEqual(stays.replica.presence);
    expect(fresh.replica.presence).toEqual(stays.replica.presence);
  });
});

describe('what screens know of the settings', () => {
  const change = (value: number) =>
    host.core.handlers['settings.change']({ name: 'presence.awayMinutes', value }, ana.agent);

  test("is the welcome's, and a change reaches every screen at once, also an agent's", async () => {
    const [anas, bens] = [client(ana), client(ben)];
    await Promise.all([sees(anas, ben, 'online'), sees(bens, ana, 'online')]);
    expect(bens.replica.office.presence.awayMinutes).toBe(10);
    await change(3);
    for (const screen of [anas, bens]) {
      await untilReplica(screen, () => screen.replica.office.presence.awayMinutes === 3);
    }
    const later = client(ben);
    await untilReplica(later, () => later.replica.office.presence.awayMinutes === 3);
  });

  test('agents get nothing else of the settings, and other changes are no news to them', async () => {
    const screen = await raw(ben);
    const { office } = await screen.next('welcome');
    expect(office).toEqual(STANDARD_OFFICE);
    const other = { name: 'backups.secondFolder', value: '/srv/copies' };
    await host.core.handlers['settings.change'](other, ana.agent);
    await change(7);
    expect(await screen.next('office')).toEqual({
      t: 'office',
      office: { ...STANDARD_OFFICE, presence: { awayMinutes: 7 } },
    });
    expect(screen.frames.filter(({ t }) => t === 'office')).toHaveLength(1);
    expect(JSON.stringify(screen.frames)).not.toContain('/srv/copies');
  });
});

describe('who is answering', () => {
  test('is one frame for each change, to every screen, and part of a later welcome', async () => {
    const anas = client(ana);
    const conversationId = await waiting(anas);
    const screen = await raw(ana);
    await screen.next('welcome');
    const bens = client(ben);
    await sees(anas, ben, 'online');
    const types = (isTyping: boolean) =>
      bens.command('conversation.typing', { conversationId, isTyping });
    await types(true);
    await types(true);
    await untilReplica(anas, () => anas.replica.answering.has(conversationId));
    expect(anas.replica.answering.get(conversationId)).toEqual([ben.agent.id]);
    const later = await raw(ana);
    expect((await later.next('welcome')).answering).toEqual([
      { conversationId, agentIds: [ben.agent.id] },
    ]);
    await types(false);
    await untilReplica(anas, () => !anas.replica.answering.has(conversationId));
    for (const agentIds of [[ben.agent.id], []]) {
      expect(await screen.next('answering')).toEqual({ t: 'answering', conversationId, agentIds });
    }
    expect(screen.frames.filter(({ t }) => t === 'answering')).toHaveLength(2);
  });

  test('ends when the one who writes loses the connection', async () => {
    const anas = client(ana);
    const conversationId = await waiting(anas);
    const screen = await raw(ben);
    await screen.next('welcome');
    screen.command(1, 'conversation.typing', { conversationId, isTyping: true });
    await untilReplica(anas, () => anas.replica.answering.has(conversationId));
    screen.socket.terminate();
    await untilReplica(anas, () => !anas.replica.answering.has(conversationId));
  });

  test('is forgotten while offline and known again afterwards', async () => {
    const anas = client(ana);
    const bens = client(ben);
    const conversationId = await waiting(anas);
    await sees(anas, ben, 'online');
    await bens.command('conversation.typing', { conversationId, isTyping: true });
    await untilReplica(anas, () => anas.replica.answering.has(conversationId));
    anas.stop();
    expect(anas.replica.answering.size).toBe(0);
    anas.start();
    await untilReplica(anas, () => anas.replica.answering.has(conversationId));
  });
});
