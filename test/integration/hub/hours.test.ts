import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { SignedIn } from '#main/core/api.ts';
import { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { everyDay, holiday, own, week } from '#test/doubles/hours/plans.ts';
import { untilReplica } from '#test/doubles/hub/running-hub.ts';
import { silentLog } from '#test/doubles/log.ts';
import { agentClient } from '#test/faults/agent-client.ts';
import { allowSeveralDevices, hire } from '#test/doubles/core/hire.ts';

const PASSWORD = 'three grey heron feathers';
const HOUR = 60 * 60_000;

let directory: string;
let host: RunningHost;
let ca: string;
let clients: HubClient[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-hours-'));
  clients = [];
  host = await startHost({
    dataDirectory: directory,
    address: '127.0.0.1',
    port: 0,
    screensDirectory: null,
    gateway: new ScriptedGateway(),
    clock: systemClock,
    log: silentLog,
    version: 'test',
  });
  ca = await readFile(join(directory, 'tls', 'host.crt'), 'utf8');
  const { accounts } = host.core;
  const admin = await accounts.setup(
    { code: host.setupCode ?? '', name: 'Ana', password: PASSWORD },
    'test',
  );
  if (!admin.ok) throw new Error('no admin');
  await allowSeveralDevices(host.core, admin.value.agent);
  const ben = { name: 'Ben', password: PASSWORD, role: 'agent' } as const;
  await hire(host.core, ben, admin.value.agent);
});

afterEach(async () => {
  for (const client of clients) client.stop();
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

async function screenOf(name: string): Promise<HubClient & { readonly who: SignedIn['agent'] }> {
  const signedIn = await host.core.accounts.signIn({ name, password: PASSWORD }, 'test');
  if (!signedIn.ok) throw new Error(`${name} cannot sign in`);
  const { agent, token } = signedIn.value;
  const client = agentClient(() => ({ port: host.port, ca }), token);
  clients.push(client);
  await untilReplica(client, () => client.replica.me !== null);
  return Object.assign(client, { who: agent });
}

test('what an admin decides about the hours is on every screen, and on those that come later', async () => {
  const [ana, ben] = [await screenOf('Ana'), await screenOf('Ben')];
  expect(ben.replica.hours).toMatchObject({ isSet: false, office: { isOpen: true } });
  const until = Date.now() + HOUR;
  await ana.command('hours.override', { override: { isOpen: false, until } });
  await untilReplica(ben, () => !ben.replica.hours.office.isOpen);
  expect(ben.replica.hours.office).toEqual({
    isOpen: false,
    until,
    because: { kind: 'override' },
  });
  const later = await screenOf('Ben');
  expect(later.replica.hours).toEqual(ben.replica.hours);

  await ana.command('hours.override', { override: null });
  await untilReplica(ben, () => ben.replica.hours.office.isOpen);
  await ana.command('hours.save-own', {
    owner: { kind: 'agent', id: ben.who.id },
    plan: own({ week: everyDay('') }),
  });
  await untilReplica(ben, () => ben.replica.hours.agents.length > 0);
  expect(ben.replica.hours.agents).toEqual([
    { agentId: ben.who.id, isOpen: false, until: null, because: null },
  ]);
});

test('an agent is told neither the plans nor who changed them', async () => {
  const [ana, ben] = [await screenOf('Ana'), await screenOf('Ben')];
  const heard: string[] = [];
  host.core.sync.on((delta) =>
    heard.push(...host.core.sync.forRole(delta, 'agent').entries.map(({ fact }) => fact.kind)),
  );
  const holidays = [holiday('Takeover talks', '2099-05-01')];
  await ana.command('hours.save', { plan: { week: week('09:00-17:00'), holidays } });
  await untilReplica(ben, () => ben.replica.hours.isSet);
  expect(JSON.stringify(ben.replica.hours)).not.toContain('Takeover talks');
  expect(heard).toEqual([]);
  expect(await ben.command('hours.get', {})).toMatchObject({ ok: false, code: 'forbidden' });
});

test.each([
  ['times that overlap', { week: everyDay('09:00-12:00 11:00-13:00') }, 'do not overlap'],
  ['a time zone that there is not', { timeZone: 'Europe/Atlantis' }, 'no IANA time zone'],
  ['an offset for a time zone', { timeZone: '+02:00' }, 'no IANA time zone'],
  [
    'a day that there is not',
    { holidays: [holiday('Leap', '2026-02-29')] },
    'There is no such day.',
  ],
  [
    'an end before the beginning',
    { holidays: [holiday('Summer', '2026-07-14', '2026-07-01')] },
    'It ends before it begins.',
  ],
  [
    'a date twice',
    { specialDays: ['a', 'b'].map((name) => ({ date: '2026-12-24', name, spans: [] })) },
    'A day is there once.',
  ],
])('%s is refused with what is wrong, and nothing changes', async (_, plan, why) => {
  const ana = await screenOf('Ana');
  const reply = await ana.command('hours.save', { plan });
  expect(reply).toMatchObject({ ok: false, code: 'bad-params' });
  expect(!reply.ok && reply.message).toContain(why);
  expect(ana.replica.hours.isSet).toBe(false);
});
