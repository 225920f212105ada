import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { openStore } from '#main/store/open-store.ts';
import { rescueSchema, statusSchema } from '#shared/protocol/http.ts';
import { startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { HostOffice } from '#test/doubles/host-office.ts';
import { silentLog } from '#test/doubles/log.ts';
import { anAgent } from '#test/doubles/store/builders.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

const NO_BROWSER = ['--browser', '/no/such/browser'];

let directory: string;
let host: HostUnderTest | null = null;

/** A data folder with a backup of Ana, and Ben who came later, whose database is damaged. */
beforeEach(async () => {
  directory = temporaryFolder();
  const store = openStore({ directory, log: silentLog });
  await store.write((tx) => tx.state.putAgent(anAgent(1, { name: 'Ana' })));
  await openBackupFiles(directory).make('daily', Date.UTC(2026, 0, 15));
  await store.write((tx) => tx.state.putAgent(anAgent(2, { name: 'Ben' })));
  await store.close();
  damage();
});

afterEach(async () => {
  await host?.stop();
  host = null;
});

const database = () => join(directory, 'deskline.db');

/** Pages in the middle, which no opening of the file looks at. */
function damage(): void {
  const bytes = readFileSync(database());
  bytes.fill(0xa5, 4_096 * 12, 4_096 * 20);
  writeFileSync(database(), bytes);
}

async function start(): Promise<HostUnderTest> {
  host = await startHostProcess(NO_BROWSER, directory);
  return host;
}

const asides = () => readdirSync(directory).filter((name) => name.startsWith('deskline-set-aside'));

async function people(): Promise<string[]> {
  await host?.stop();
  const store = openStore({ directory, log: silentLog });
  const names = store.read.agents.all().map(({ name }) => name);
  await store.close();
  return names;
}

test('a damaged database is set aside and reported, and the last good backup takes its place when somebody says so', async () => {
  const damaged = readFileSync(database());
  const { url, setupCode: code, output, printed } = await start();
  const [aside = ''] = asides();
  expect(readFileSync(join(directory, aside)).equals(damaged)).toBe(true);
  expect(output()).toContain('The database is damaged');
  expect(output()).toContain(join(directory, aside));
  expect(output()).toContain(code ?? 'no code');
  expect(output()).toContain('--restore-backup latest');

  expect(statusSchema.parse((await ask(url, '/api/status')).body).needsRescue).toBe(true);
  const { backups, setAside } = rescueSchema.parse((await ask(url, '/api/rescue')).body);
  expect(setAside).toBe(aside);
  const choice = { type: 'restore', name: backups[0]?.name };
  const wrong = await ask(url, '/api/rescue', { code: 'AAAA-BBBB', choice });
  expect(wrong.status).toBe(403);
  const right = await ask(url, '/api/rescue', { code: code?.toLowerCase(), choice });
  expect(right.status).toBe(200);
  await printed('Deskline is running');
  expect(statusSchema.parse((await ask(url, '/api/status')).body)).toMatchObject({
    needsRescue: false,
    needsSetup: false,
  });
  expect(await people()).toEqual(['Ana']);
});

test('until somebody has chosen, no start begins with an empty database', async () => {
  await start();
  expect(await host?.stop()).toBe(0);
  await start();
  expect(host?.output()).toContain('The database is damaged');
  expect(asides()).toHaveLength(1);
  expect(readdirSync(directory)).not.toContain('deskline.db');
});

test('starting empty is one of the choices, and keeps what there was', async () => {
  const { url, setupCode: code, printed } = await start();
  const answer = await ask(url, '/api/rescue', { code, choice: { type: 'start-empty' } });
  expect(answer.status).toBe(200);
  await printed('Deskline is running');
  expect(statusSchema.parse((await ask(url, '/api/status')).body).needsSetup).toBe(true);
  expect(asides()).toHaveLength(1);
  expect(await people()).toEqual([]);
});

test('a backup that is damaged too is refused with a sentence, and another choice is open', async () => {
  const [name = ''] = readdirSync(join(directory, 'backups'));
  writeFileSync(
    join(directory, 'backups', name),
    readFileSync(join(directory, 'backups', name)).subarray(0, 50_000),
  );
  const { url, setupCode: code } = await start();
  for (const chosen of [name, '../deskline.db']) {
    const answer = await ask(url, '/api/rescue', {
      code,
      choice: { type: 'restore', name: chosen },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-restored' } });
  }
  const empty = await ask(url, '/api/rescue', { code, choice: { type: 'start-empty' } });
  expect(empty.status).toBe(200);
});

test('a file that is no database at all is set aside as well', async () => {
  writeFileSync(database(), 'not a database '.repeat(1_000));
  await start();
  expect(host?.output()).toContain('The database is damaged');
  expect(asides()).toHaveLength(1);
});

test('damage while it runs: every screen says so, nothing is written any more, and the next start offers a backup', async () => {
  rmSync(directory, { recursive: true });
  const office = await HostOffice.open(directory);
  const id = await office.waiting();
  const made = await office.ana.command('backup.make', {});
  expect(made.ok).toBe(true);
  // Most of it is still in the WAL.
  for (const [path, from] of [
    [database(), 4_096],
    [`${database()}-wal`, 32],
  ] as const) {
    const bytes = readFileSync(path);
    bytes.fill(0xa5, from);
    writeFileSync(path, bytes, { flag: 'r+' });
  }
  // What SQLite holds in its memory is whole: only what it has to read anew shows the damage.
  await Promise.all([
    office.ana.loadView('mine'),
    office.ana.command('contact.details', { conversationId: id }),
    office.ana.command('number.history', { before: null, limit: 50 }),
    office.ana.command('search', { text: 'hello', limit: 20 }),
  ]);
  await office.troubled('damaged');
  await office.isRefused(id, 'Into nowhere', 'storage-trouble');
  await office.close();

  host = await startHostProcess(['--demo'], directory);
  expect(host.output()).toContain('The last good backup is from');
});

function ask(url: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, url),
      {
        method: body === undefined ? 'GET' : 'POST',
        ca: readFileSync(join(directory, 'tls', 'host.crt'), 'utf8'),
        agent: false,
        headers: { 'content-type': 'application/json', origin: url },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
