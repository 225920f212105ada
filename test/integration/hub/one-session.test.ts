import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import type { HubClient } from '#shared/client/types.ts';
import { httpFailureSchema, sessionSchema } from '#shared/protocol/http.ts';
import { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { postJson } from '#test/doubles/hub/post-json.ts';
import type { JsonAnswer } from '#test/doubles/hub/post-json.ts';
import { statusOf } from '#test/doubles/hub/running-hub.ts';
import { silentLog } from '#test/doubles/log.ts';
import { agentClient } from '#test/faults/agent-client.ts';

const PASSWORD = 'three grey heron feathers';
const credentials = { name: 'Ana', password: PASSWORD, keep: 'token' };

let directory: string;
let host: RunningHost;
let ca: string;
let first: HubClient;
let clients: HubClient[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-one-session-'));
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
  const code = host.setupCode ?? '';
  const answer = await post('/api/setup', { ...credentials, code }, 'Mozilla Firefox/140.0');
  first = screenOf(tokenIn(answer));
  await statusOf(first, 'online');
});

afterEach(async () => {
  for (const client of clients) client.stop();
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

const post = (path: string, body: object, device: string, cookie?: string) =>
  postJson({ port: host.port, ca }, path, body, {
    'user-agent': device,
    ...(cookie !== undefined && { cookie }),
  });

function tokenIn(answer: JsonAnswer): string {
  const { token } = sessionSchema.parse(answer.body);
  if (token === null) throw new Error('no token');
  return token;
}

function screenOf(token: string): HubClient {
  const client = agentClient(() => ({ port: host.port, ca }), token);
  clients.push(client);
  return client;
}

test('a second sign-in is told of the first, and changes nothing for it', async () => {
  const refused = await post('/api/sign-in', credentials, 'Safari/26');
  expect(refused.status).toBe(409);
  expect(httpFailureSchema.parse(refused.body)).toMatchObject({
    code: 'signed-in-elsewhere',
    sessions: [{ device: 'Mozilla Firefox/140.0', address: '127.0.0.1' }],
  });
  expect(refused.headers['set-cookie']).toBeUndefined();
  expect(await first.command('settings.get', {})).toMatchObject({ ok: true });
});

test('the first screen says why it ends, at once, and also when it only comes back', async () => {
  const ended = statusOf(first, 'ended');
  const token = tokenIn(
    await post('/api/sign-in', { ...credentials, endOthers: true }, 'Safari/26'),
  );
  const why = { name: 'ended', code: 'signed-out', end: { why: 'elsewhere', device: 'Safari/26' } };
  expect(await ended).toEqual(why);
  first.start();
  expect(await statusOf(first, 'ended')).toEqual(why);
  const second = screenOf(token);
  await statusOf(second, 'online');
});

test('two windows with one cookie are one session, whoever of them signs in', async () => {
  const body = { ...credentials, keep: 'cookie', endOthers: true };
  const cookieOf = ({ headers }: JsonAnswer) => headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  const cookie = cookieOf(await post('/api/sign-in', body, 'Firefox/1'));
  const screen = screenOf(cookie.split('=')[1] ?? '');
  await statusOf(screen, 'online');
  const again = await post('/api/sign-in', { ...body, endOthers: false }, 'Firefox/1', cookie);
  expect([again.status, cookieOf(again)]).toEqual([200, cookie]);
  expect(await screen.command('settings.get', {})).toMatchObject({ ok: true });
});

test('a cookie of nobody’s session is as good as none', async () => {
  const stale = await post('/api/sign-in', credentials, 'Firefox/1', '__Host-deskline=made-up');
  expect(stale.status).toBe(409);
});
