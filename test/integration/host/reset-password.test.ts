import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdDataFolder } from '#main/store/data-folder.ts';
import { openStore } from '#main/store/open-store.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { postJson } from '#test/doubles/hub/post-json.ts';
import { statusOf } from '#test/doubles/hub/running-hub.ts';
import { silentLog } from '#test/doubles/log.ts';
import { agentClient, tokenFrom } from '#test/faults/agent-client.ts';

const ENTRY = fileURLToPath(new URL('../../../main/host.ts', import.meta.url));
const PASSWORD = 'three grey heron feathers';
const OWN = 'nine paper windmills';

let directory: string;
let running: HostUnderTest | null;
/** Of Ana, the admin, signed in. */
let token: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-reset-'));
  await start();
  const code = running?.setupCode ?? '';
  token = await tokenFrom(await address(), { name: 'Ana', password: PASSWORD, code });
});

afterEach(async () => {
  await running?.stop();
  await rm(directory, { recursive: true, force: true });
});

async function start(): Promise<void> {
  running = await startHostProcess(['--browser', '/nowhere'], directory);
}

async function stop(): Promise<void> {
  await running?.stop();
  running = null;
}

async function address() {
  const ca = await readFile(join(directory, 'tls', 'host.crt'), 'utf8');
  return { port: Number(new URL(running?.url ?? '').port), ca };
}

function reset(name: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [ENTRY, '--data', directory, '--reset-password', name]);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

const passwordIn = (out: string): string =>
  /^ {2}((?:[a-z0-9]{4}-){3}[a-z0-9]{4})$/m.exec(out)?.[1] ?? '';

/** What a visitor gets with it: nothing, then a session after a password of their own. */
async function opensWith(temporary: string): Promise<void> {
  const entry = { name: 'Ana', password: temporary, keep: 'token' };
  const answer = await postJson(await address(), '/api/sign-in', entry);
  expect(answer).toMatchObject({ status: 403, body: { code: 'must-change-password' } });
  const own = { name: 'Ana', password: temporary, newPassword: OWN };
  expect(await tokenFrom(await address(), own)).toMatch(/./);
  const old = await postJson(await address(), '/api/sign-in', { ...entry, password: PASSWORD });
  expect(old.status).toBe(401);
}

function resets() {
  const store = openStore({ directory, log: silentLog });
  const entries = store.read.journal.after(0 as Seq, 1_000);
  void store.close();
  return entries.filter(({ fact }) => fact.kind === 'agent.password-reset');
}

test('while the host runs it prints a password once, ends the sessions at once and is on record', async () => {
  const where = await address();
  const screen = agentClient(() => where, token);
  await statusOf(screen, 'online');
  const ended = statusOf(screen, 'ended');
  const { code, out, err } = await reset('ana');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Ana signs in once with this temporary password');
  expect(await ended).toMatchObject({ end: { why: 'password-reset' } });
  await opensWith(passwordIn(out));
  await stop();
  expect(resets()).toMatchObject([{ by: null, fact: { onHost: true } }]);
  expect(readFileSync(join(directory, 'logs', 'host.log'), 'utf8')).not.toContain(passwordIn(out));
});

test('while it does not run the same is done in its folder', async () => {
  await stop();
  expect(existsSync(join(directory, 'recovery.json'))).toBe(false);
  const { code, out } = await reset('Ana');
  expect(code).toBe(0);
  expect(out).toContain('signed out everywhere');
  expect(resets()).toMatchObject([{ by: null, fact: { onHost: true } }]);
  await start();
  await opensWith(passwordIn(out));
});

test.each([true, false])('a wrong name lists who there is (running: %s)', async (runs) => {
  if (!runs) await stop();
  const { code, out, err } = await reset('Anna');
  expect([code, out]).toEqual([2, '']);
  expect(err).toBe('Nobody is called Anna. There are: Ana.\n');
});

test('a host that does not answer is to be ended first', async () => {
  await stop();
  const release = holdDataFolder(directory);
  const { code, err } = await reset('Ana');
  release();
  expect(code).toBe(2);
  expect(err).toContain('end it, then do this again');
});

test('a folder without a database stays empty', async () => {
  await stop();
  await rm(directory, { recursive: true });
  const { code, err } = await reset('Ana');
  expect(code).toBe(2);
  expect(err).toContain('There is no Deskline in');
  expect(existsSync(directory)).toBe(false);
});

test('nobody without the key of this run resets anything, and nobody else reads it', async () => {
  const file = join(directory, 'recovery.json');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  const where = await address();
  const body = { name: 'Ana', password: 'seven quiet lanterns' };
  for (const authorization of ['', 'Bearer ', 'Bearer guessed', `Bearer ${token}`]) {
    const answer = await postJson(where, '/api/recovery', body, { authorization });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  }
  const before = readFileSync(file, 'utf8');
  await stop();
  await start();
  expect(readFileSync(file, 'utf8')).not.toBe(before);
});
