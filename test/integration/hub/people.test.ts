import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { peopleCommands } from '#shared/protocol/commands/people.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import type { DeltaFrame, WelcomeFrame } from '#shared/protocol/frames.ts';
import { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { RawScreen } from '#test/doubles/hub/raw-screen.ts';
import { silentLog } from '#test/doubles/log.ts';
import { allowSeveralDevices, hire } from '#test/doubles/core/hire.ts';

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
let screens: RawScreen[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-people-'));
  screens = [];
  gateway = new ScriptedGateway();
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
  const first = { code: host.setupCode ?? '', name: 'Ana', password: PASSWORD };
  ana = person(await accounts.setup(first, 'test'));
  await allowSeveralDevices(host.core, ana.agent);
  await hire(host.core, { name: 'Ben', password: PASSWORD, role: 'agent' }, ana.agent);
  ben = person(await accounts.signIn({ name: 'Ben', password: PASSWORD }, 'test'));
});

afterEach(async () => {
  for (const { socket } of screens) socket.terminate();
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

function person(outcome: { readonly ok: boolean; readonly value?: Person }): Person {
  if (outcome.value === undefined) throw new Error('nobody came in');
  return outcome.value;
}

async function knock({ token }: Person, hello: object = {}): Promise<RawScreen> {
  const origin = `https://127.0.0.1:${host.port}`;
  const opened = new RawScreen(`wss://127.0.0.1:${host.port}${HUB_PATH}`, { ca, origin });
  screens.push(opened);
  await opened.opened();
  opened.hello({ token, ...hello });
  return opened;
}

async function screen(whose: Person, hello: object = {}) {
  const opened = await knock(whose, hello);
  return { opened, welcome: await opened.next('welcome') };
}

const change = (wanted: Omit<CommandParams<'agent.change'>, 'agentId'>) =>
  host.core.handlers['agent.change']({ agentId: ben.agent.id, ...wanted }, ana.agent);

async function changed(on: RawScreen): Promise<Agent> {
  for (;;) {
    const { entries }: DeltaFrame = await on.next('delta');
    for (const { fact } of entries) if (fact.kind === 'agent.changed') return fact.agent;
  }
}

const resumeAt = ({ journalId, seq }: WelcomeFrame, upTo = seq) => ({
  resume: { journalId, seq: upTo },
});

test('an agent’s frames manage nobody, whichever of the commands they name', async () => {
  const { opened } = await screen(ben);
  const agentId = ben.agent.id;
  const params = {
    'agent.add': { name: 'Mallory', password: PASSWORD, role: 'admin' },
    'agent.change': { agentId, role: 'admin' },
    'agent.reset-password': { agentId: ana.agent.id, password: PASSWORD },
    'agent.locked': {},
    'agent.second-factors': {},
    'agent.second-factor-off': { agentId },
    'agent.unlock': { agentId },
    'agent.end-sessions': { agentId: ana.agent.id },
    'agent.deactivate': { agentId: ana.agent.id, chatsTo: { type: 'queue' } },
    'agent.reactivate': { agentId },
    'host.addresses': {},
  } satisfies Record<keyof typeof peopleCommands, object>;
  for (const [index, [name, each]] of Object.entries(params).entries()) {
    opened.command(index, name, each);
    expect(await opened.next('result'), name).toMatchObject({ ok: false, code: 'forbidden' });
  }
  expect(opened.frames.some(({ t }) => t === 'bye')).toBe(false);
});

test('what is not as it has to be changes nobody, and the answer says where', async () => {
  const { opened } = await screen(ana);
  const agentId = ben.agent.id;
  const wrong = [
    { agentId, capacity: -1 },
    { agentId, capacity: 201 },
    { agentId, skills: [1, 1] },
    { agentId, role: 'manager' },
    { agentId, name: ' ' },
    { agentId: 'ben' },
  ];
  for (const [index, params] of wrong.entries()) {
    opened.command(index, 'agent.change', params);
    expect(await opened.next('result')).toMatchObject({ code: 'bad-params' });
  }
});

test('what an admin changes is on every screen at once', async () => {
  const [one, two] = [await screen(ana), await screen(ben)];
  await change({ name: 'Benno', capacity: 4 });
  expect(await changed(one.opened)).toMatchObject({ name: 'Benno', capacity: 4 });
  expect(await changed(two.opened)).toMatchObject({ name: 'Benno', capacity: 4 });
});

test('that a password was reset or sessions were ended is for admins to read alone', async () => {
  await change({ capacity: 2 });
  const [admin, agent] = [await screen(ana), await screen(ben)];
  const { handlers } = host.core;
  await hire(host.core, { name: 'Cleo', password: PASSWORD, role: 'agent' }, ana.agent);
  const agentId = person(await host.core.accounts.signIn({ name: 'Cleo', password: PASSWORD }, 'x'))
    .agent.id;
  await handlers['agent.reset-password']({ agentId, password: PASSWORD }, ana.agent);
  await handlers['agent.end-sessions']({ agentId }, ana.agent);
  await change({ capacity: 3 });
  await Promise.all([changed(admin.opened), changed(agent.opened)]);
  const kinds = ({ frames }: RawScreen) =>
    frames
      .flatMap((frame) => (frame.t === 'delta' ? frame.entries : []))
      .map(({ fact }) => fact.kind);
  expect(kinds(admin.opened)).toEqual(
    expect.arrayContaining(['agent.password-reset', 'agent.sessions-ended', 'agent.changed']),
  );
  expect(kinds(agent.opened)).not.toContain('agent.password-reset');
  expect(kinds(agent.opened)).not.toContain('agent.sessions-ended');
});

test('who becomes an admin sees an admin’s things with the next frame, and has none of an agent’s', async () => {
  const { opened, welcome } = await screen(ben);
  await change({ role: 'admin' });
  expect(await opened.closed).toBe(1000);
  const again = await screen(ben, resumeAt(welcome));
  expect(again.welcome).toMatchObject({ mode: 'snapshot', me: { role: 'admin' } });
  again.opened.command(1, 'settings.get', {});
  expect(await again.opened.next('result')).toMatchObject({ ok: true });
  // From then on it resumes as anybody does.
  const later = await screen(ben, resumeAt(again.welcome));
  expect(later.welcome.mode).toBe('resumed');
});

test('a supervisor’s screen is told of neither settings nor the audit log, and gets no code', async () => {
  await change({ role: 'supervisor' });
  const { opened, welcome } = await screen(ben);
  expect(welcome.me.role).toBe('supervisor');
  const { handlers } = host.core;
  await handlers['settings.change']({ name: 'routing.capacity', value: 7 }, ana.agent);
  gateway.emit({
    type: 'link',
    state: { name: 'waiting-for-scan', code: 'SECRET', pairing: null },
  });
  await change({ capacity: 3 });
  await changed(opened);
  expect(JSON.stringify(opened.frames)).not.toContain('SECRET');
  const kinds = opened.frames.flatMap((frame) =>
    frame.t === 'delta' ? frame.entries.map(({ fact }) => fact.kind) : [],
  );
  expect(kinds).not.toContain('settings.changed');
  expect(opened.frames.some((frame) => frame.t === 'number')).toBe(true);
});

test('who is an admin no more gets nothing of one, not even on a connection from before', async () => {
  await change({ role: 'admin' });
  const { opened, welcome } = await screen(ben);
  const demoted = change({ role: 'agent' });
  opened.command(1, 'settings.get', {});
  await demoted;
  expect(await opened.closed).toBe(1000);
  expect(opened.frames.some((frame) => frame.t === 'delta' && tellsOfChange(frame))).toBe(false);
  const again = await screen(ben, resumeAt(welcome));
  expect(again.welcome).toMatchObject({ mode: 'snapshot', me: { role: 'agent' } });
  again.opened.command(1, 'settings.get', {});
  expect(await again.opened.next('result')).toMatchObject({ ok: false, code: 'forbidden' });
});

const tellsOfChange = ({ entries }: DeltaFrame) =>
  entries.some(({ fact }) => fact.kind === 'agent.changed' && fact.agent.role === 'agent');

test('who is deactivated is signed out on every screen, and everybody sees it', async () => {
  const [first, second, admin] = [await screen(ben), await screen(ben), await screen(ana)];
  const chatsTo = { type: 'queue' } as const;
  await host.core.handlers['agent.deactivate']({ agentId: ben.agent.id, chatsTo }, ana.agent);
  for (const { opened } of [first, second]) {
    expect(await opened.next('bye')).toMatchObject({ code: 'signed-out' });
  }
  expect(await changed(admin.opened)).toMatchObject({ isDeactivated: true });
  const later = await knock(ben);
  expect(await later.next('bye')).toMatchObject({ code: 'signed-out' });
});

test('whose sessions end is signed out, but not the screen that asked for it', async () => {
  const [asks, other] = [await screen(ana), await screen(await anotherSession())];
  asks.opened.command(1, 'agent.end-sessions', { agentId: ana.agent.id });
  expect(await asks.opened.next('result')).toMatchObject({ ok: true, value: { count: 1 } });
  expect(await other.opened.next('bye')).toMatchObject({ code: 'signed-out' });
  asks.opened.command(2, 'settings.get', {});
  expect(await asks.opened.next('result')).toMatchObject({ id: 2, ok: true });
});

const anotherSession = async (): Promise<Person> =>
  person(await host.core.accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test'));
