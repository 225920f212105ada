import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { prepareDataDirectory, screensDirectory } from '#main/system/paths.ts';
import { openRotatingFile } from '#main/system/rotating-file.ts';
import { productVersion } from '#main/system/version.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-system-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const isPosix = process.platform !== 'win32';

describe('the data folder', () => {
  test('is made with all folders above it, for its owner alone', async () => {
    const path = join(folder, 'a', 'b');
    expect(await prepareDataDirectory(path)).toEqual({ ok: true, value: path });
    if (isPosix) expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect(await readdir(path)).toEqual([]);
  });

  test('that exists is used as it is', async () => {
    await writeFile(join(folder, 'kept'), 'x');
    expect(await prepareDataDirectory(folder)).toEqual({ ok: true, value: folder });
    expect(await readdir(folder)).toEqual(['kept']);
  });

  test('is refused in a sentence when a file is in its place', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'x');
    for (const refused of [path, join(path, 'below')]) {
      const result = await prepareDataDirectory(refused);
      expect(result).toMatchObject({ ok: false, code: 'data-directory' });
      expect(result.ok ? '' : result.message).toContain('There is a file in its place');
    }
  });

  test('is refused, not waited for, where no folder can be made', async () => {
    if (process.platform !== 'linux') return;
    const result = await prepareDataDirectory('/proc/deskline/data');
    expect(result.ok ? '' : result.message).toContain('--data DIR');
  });

  test('is refused when nobody may write there', async () => {
    const path = join(folder, 'closed');
    await mkdir(path);
    await chmod(path, 0o500);
    const result = await prepareDataDirectory(path);
    // Root may write anywhere: then it is simply usable.
    const mayWrite = process.getuid?.() === 0 || !isPosix;
    expect(result.ok || result.message).toEqual(
      mayWrite ? true : expect.stringContaining('no permission'),
    );
  });
});

test('the screens are found from the sources, from the bundle and from its chunks', async () => {
  await writeFile(join(folder, 'package.json'), '{}');
  for (const from of ['main/system', 'out/main', 'out/main/chunks']) {
    await mkdir(join(folder, from), { recursive: true });
    expect(screensDirectory(join(folder, from))).toBe(join(folder, 'out', 'renderer'));
  }
});

test('the version is the one in package.json', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8');
  expect(productVersion()).toBe((JSON.parse(text) as { version: string }).version);
});

describe('an atomic write', () => {
  test('replaces the file, for its owner alone, and leaves nothing else', async () => {
    const path = join(folder, 'settings.json');
    await writeFile(path, 'old', { mode: 0o644 });
    await writeFileAtomic(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    if (isPosix) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  test('that fails leaves the old file and no temporary one', async () => {
    const path = join(folder, 'target');
    await mkdir(join(path, 'not-empty'), { recursive: true });
    await expect(writeFileAtomic(path, 'new')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['target']);
  });
});

describe('a rotating file', () => {
  test('keeps the newest lines in at most so many files of about that size', async () => {
    const path = join(folder, 'logs', 'host.log');
    const file = openRotatingFile({ path, maxBytes: 100, files: 3 });
    for (let n = 0; n < 100; n += 1) file.write(`line ${n}\n`);
    file.close();
    const names = await readdir(join(folder, 'logs'));
    expect(names.toSorted()).toEqual(['host.log', 'host.log.1', 'host.log.2']);
    expect(await readFile(path, 'utf8')).toMatch(/line 99\n$/);
    for (const name of names) {
      expect((await stat(join(folder, 'logs', name))).size).toBeLessThan(120);
    }
    const lines = (await Promise.all(['.2', '.1', ''].map((end) => readFile(path + end, 'utf8'))))
      .join('')
      .trim()
      .split('\n');
    const first = Number(lines[0]?.slice(5));
    expect(lines).toEqual(lines.map((_, index) => `line ${first + index}`));
  });

  test('goes on where an earlier one ended', async () => {
    const path = join(folder, 'host.log');
    for (const line of ['one\n', 'two\n']) {
      const file = openRotatingFile({ path, maxBytes: 100, files: 3 });
      file.write(line);
      file.close();
      file.write('after the end\n');
    }
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  });

  test('loses lines, not the process, when the disk takes nothing', () => {
    if (!existsSync('/dev/full')) return;
    const file = openRotatingFile({ path: '/dev/full', maxBytes: 100, files: 3 });
    file.write('nowhere to go\n');
    file.close();
  });
});
