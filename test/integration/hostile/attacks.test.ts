import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HostOffice } from '#test/doubles/host-office.ts';
import type { Attack } from '#test/doubles/hostile/attack.ts';
import { floods } from '#test/doubles/hostile/floods.ts';
import { httpAttacks } from '#test/doubles/hostile/http-attacks.ts';
import { socketAttacks } from '#test/doubles/hostile/socket-attacks.ts';
import { Target } from '#test/doubles/hostile/target.ts';
import { tokenFrom } from '#test/faults/agent-client.ts';

const MEGABYTE = 1024 * 1024;
const MOST_GROWTH = 150 * MEGABYTE;

let directory: string;
let office: HostOffice;
let target: Target;
let bytesBefore: number;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-hostile-'));
  office = await HostOffice.open(directory);
  const password = /Carla, password (\S+)/.exec(office.host.output())?.[1] ?? '';
  const agent = { name: 'Carla', password };
  target = new Target(office.address, agent, await tokenFrom(office.address, agent));
  bytesBefore = await residentBytes();
});

afterAll(async () => {
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

/** Memory of the host's process; zero where the system does not say. */
async function residentBytes(): Promise<number> {
  const status = await readFile(`/proc/${office.host.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Those at work notice nothing: on the connection that they had all along. */
async function honestWork(): Promise<void> {
  for (const screen of office.screens) {
    expect(screen.status.name).toBe('online');
    const found = await screen.command('search', { text: 'hello', limit: 5 });
    expect(found.ok).toBe(true);
  }
}

const attacks: readonly Attack[] = [...httpAttacks, ...socketAttacks];

test('there are as many kinds of bad input as they said', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60);
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
});

test.each(attacks)('$name', async ({ run, gets }) => {
  const came = await run(target);
  if (gets instanceof RegExp) expect(String(came)).toMatch(gets);
  else expect(came).toBe(gets);
  await honestWork();
});

test.each(floods)('$name', async ({ run, gets }) => {
  expect(await run(target)).toBe(gets);
  await honestWork();
});

test('afterwards the host has no more memory than before, nothing in its log and a sound database', async () => {
  const growth = (await residentBytes()) - bytesBefore;
  expect(growth).toBeLessThan(MOST_GROWTH);
  await honestWork();
  await office.close();
  const log = await readFile(join(directory, 'logs', 'host.log'), 'utf8');
  const errors = log.split('\n').filter((line) => /"level":(50|60|"error"|"fatal")/.test(line));
  expect(errors).toEqual([]);
  expect(log).not.toContain(target.token);
  const database = new Database(join(directory, 'deskline.db'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.prepare(`SELECT count(*) FROM agents WHERE name = 'Mallory'`).pluck().get()).toBe(
    0,
  );
  database.close();
});
