import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { holdDataFolder } from '#main/store/data-folder.ts';
import { openStore } from '#main/store/open-store.ts';
import { silentLog } from '#test/doubles/log.ts';
import { anAgent } from '#test/doubles/store/builders.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

const ENTRY = fileURLToPath(new URL('../../../main/host.ts', import.meta.url));

let directory: string;

beforeEach(async () => {
  directory = temporaryFolder();
  const store = openStore({ directory, log: silentLog });
  await store.write((tx) => tx.state.putAgent(anAgent(1, { name: 'Ana' })));
  await openBackupFiles(directory).make('daily', Date.UTC(2026, 0, 15));
  await store.write((tx) => tx.state.putAgent(anAgent(2, { name: 'Ben' })));
  await store.close();
});

const host = (...args: string[]) =>
  spawnSync(process.execPath, [ENTRY, '--data', directory, ...args], { encoding: 'utf8' });

function people(): string[] {
  const store = openStore({ directory, log: silentLog });
  const names = store.read.agents.all().map(({ name }) => name);
  void store.close();
  return names;
}

test.each([[['--restore-backup']], [['--restore-backup', 'latest']]])(
  '%j restores the newest backup, says what became of the rest, and ends',
  (args) => {
    const { status, stdout, stderr } = host(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [aside] = readdirSync(directory).filter((name) => name.startsWith('deskline-set-aside'));
    expect(stdout).toContain('Restored ');
    expect(stdout).toContain(`kept as ${join(directory, aside ?? '')}`);
    expect(stdout).toContain('Start Deskline now');
    expect(people()).toEqual(['Ana']);
  },
);

test('a folder stands for the newest backup in it', () => {
  expect(host('--restore-backup', join(directory, 'backups')).status).toBe(0);
  expect(people()).toEqual(['Ana']);
});

test.each([
  ['a file that is not there', 'nowhere.db', 'does not exist'],
  ['a file that is no backup', 'notes.db', 'damaged or no backup'],
  ['a folder without backups', '.', 'There is no backup in'],
])('%s is refused with a sentence, and nothing changes', (_, name, words) => {
  writeFileSync(join(directory, 'notes.db'), 'notes '.repeat(1_000));
  const { status, stdout, stderr } = host('--restore-backup', join(directory, name));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(people()).toEqual(['Ana', 'Ben']);
});

test('an option in the place of the file is refused', () => {
  const { status, stderr } = host('--restore-backup', '--port', '8000');
  expect(status).toBe(2);
  expect(stderr).toContain('--restore-backup needs a value');
});

test('while the host runs nothing is restored', () => {
  const release = holdDataFolder(directory);
  const { status, stderr } = host('--restore-backup', 'latest');
  release();
  expect(status).toBe(2);
  expect(stderr).toContain('Deskline is running');
});

test('a folder that is not there is not made', () => {
  const { status, stderr } = host('--data', join(directory, 'nowhere'), '--restore-backup');
  expect(status).toBe(2);
  expect(stderr).toContain('--data DIR');
  expect(readdirSync(directory)).not.toContain('nowhere');
});
