import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { integrityProblems } from '#main/store/integrity.ts';
import { temporaryFolder, temporaryStore } from '#test/doubles/store/temporary-store.ts';

const FILLER = fileURLToPath(
  new URL('../../doubles/store/disk-filling-process.ts', import.meta.url),
);

interface Disk {
  readonly name: string;
  /** What the store makes of its being full. */
  readonly code: string;
  readonly start: (directory: string) => ChildProcess;
  readonly makeRoom: (directory: string, filler: ChildProcess) => void;
}

const node = (directory: string, shell: string) =>
  spawn('sh', ['-c', `${shell} exec "$0" "$@"`, process.execPath, FILLER, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

const ballast = (directory: string) => join(directory, 'ballast');

const smallDisk: Disk = {
  name: 'a full disk',
  code: 'disk-full',
  start(directory) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'deskline-test', directory]);
    onTestFinished(() => void execFileSync('umount', [directory]));
    writeFileSync(ballast(directory), Buffer.alloc(4 * 1024 * 1024));
    return node(directory, '');
  },
  makeRoom: (directory) => rmSync(ballast(directory)),
};

/** Needs no rights: the largest size of a file, as a quota would have it. */
const limitedFile: Disk = {
  name: 'a file that must not grow',
  code: 'io',
  start: (directory) => node(directory, `trap '' XFSZ; ulimit -S -f 8192;`),
  makeRoom: (_directory, { pid }) =>
    void execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:']),
};

const mayMount = process.getuid?.() === 0;

test.each(mayMount ? [smallDisk, limitedFile] : [limitedFile])(
  '$name refuses a write, keeps what was acknowledged, and takes the next when there is room',
  async ({ code, start, makeRoom }) => {
    const directory = temporaryFolder();
    const filler = start(directory);
    const exited = once(filler, 'exit');
    if (filler.stdout === null || filler.stdin === null) throw new Error('no pipes');
    const lines = createInterface({ input: filler.stdout })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value ?? 'null') as unknown;

    const refused = await next();
    expect(refused).toMatchObject({ code });
    const { stored, readable } = refused as { stored: number; readable: number };
    expect(readable).toBe(stored);
    expect(stored).toBeGreaterThan(10);

    makeRoom(directory, filler);
    filler.stdin.write('go on\n');
    expect(await next()).toEqual({ stored: stored + 1 });
    expect((await exited)[0]).toBe(0);

    const store = temporaryStore(directory);
    expect(store.read.messages.lastId()).toBe(stored + 1);
    await store.close();
    expect(integrityProblems(join(directory, 'deskline.db'))).toEqual([]);
  },
);
