import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { integrityProblems } from '#main/store/integrity.ts';
import { openStore } from '#main/store/open-store.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import { HostOffice } from '#test/doubles/host-office.ts';
import { silentLog } from '#test/doubles/log.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';
import { found } from '#test/faults/agent-client.ts';

let office: HostOffice;

afterEach(() => office.close());

const NOBODY = 65_534;
const mayMount = process.getuid?.() === 0;

/** A disk of 64 MB of the test's own, as a mount where that is allowed. */
function smallDisk(): string {
  const directory = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=700', 'deskline-test', directory]);
  onTestFinished(() => void execFileSync('umount', ['-l', directory]));
  return directory;
}

/** Takes what is left of the disk, to the last page. */
function fill(path: string): void {
  for (const size of [1024 * 1024, 4 * 1024]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}

test.skipIf(!mayMount)(
  'a full disk: every screen says so, replies are refused and kept, nothing told is gone, and all goes on when there is room',
  async () => {
    const directory = smallDisk();
    office = await HostOffice.open(directory);
    const id = await office.waiting();
    await office.answers(id, 'Before it was full');

    fill(join(directory, 'ballast'));
    const long = `Long ${'and wide '.repeat(400)}`;
    const clientRef = await office.isRefused(id, long, 'storage-trouble');
    await office.troubled('disk-full');
    await office.host.printed('nothing can be stored');
    const told = office.told();

    rmSync(join(directory, 'ballast'));
    await office.troubled(null);
    office.ana.sendHeld(clientRef);
    await found(office.ana, () => office.has(id, long) || null);

    await office.host.kill('SIGKILL');
    const store = openStore({ directory, log: silentLog });
    const gone = [...told].filter(([id, content]) => {
      const stored = store.read.messages.get(id as MessageId);
      return stored === null || JSON.stringify(stored.content) !== content;
    });
    await store.close();
    expect(gone).toEqual([]);
    expect(integrityProblems(join(directory, 'deskline.db'))).toEqual([]);
  },
);

test('a file that must not grow: the same for who may not mount disks', async () => {
  const directory = temporaryFolder();
  office = await HostOffice.open(directory);
  const id = await office.waiting();
  const limit = (size: string) =>
    execFileSync('prlimit', ['--pid', String(office.host.pid), `--fsize=${size}`]);
  limit('4096:unlimited');
  const clientRef = await office.isRefused(id, 'No room for this', 'storage-trouble');
  await office.troubled('io');
  limit('unlimited:unlimited');
  await office.troubled(null);
  office.ana.sendHeld(clientRef);
  await found(office.ana, () => office.has(id, 'No room for this') || null);
});

test('a folder that may not be written to: every screen says so, and all goes on when it may', async () => {
  const directory = temporaryFolder();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(directory, NOBODY, NOBODY);
  office = await HostOffice.open(directory, isRoot ? NOBODY : undefined);
  expect(await upload('one')).toBe(201);
  const media = join(directory, 'media');
  const folders = [media, ...readdirSync(media).map((name) => join(media, name)), directory];
  const allow = (mode: number) => folders.forEach((path) => chmodSync(path, mode));
  allow(0o500);
  expect(await upload('two')).toBe(503);
  await office.troubled('read-only');
  allow(0o700);
  await office.troubled(null);
  expect(await upload('two')).toBe(201);
});

/** A file as a screen sends one; resolves with the status of the answer. */
function upload(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port, ca } = office.address;
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        ca,
        path: '/media',
        method: 'PUT',
        agent: false,
        headers: { authorization: `Bearer ${office.token}`, 'content-type': 'image/png' },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(Buffer.from(text));
  });
}
