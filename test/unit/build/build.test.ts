import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isFresh } from '#build/fresh-build.ts';
import { closingLine } from '#build/test-counts.ts';

describe('the closing line of a test run', () => {
  const report = { numPassedTests: 12, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

  test('counts what passed and failed, and what was skipped only when something was', () => {
    expect(closingLine(report, true)).toBe('12 passed, 0 failed');
    expect(closingLine({ ...report, numFailedTests: 2 }, false)).toBe('12 passed, 2 failed');
    expect(closingLine({ ...report, numPendingTests: 3, numTodoTests: 1 }, true)).toBe(
      '12 passed, 0 failed, 4 skipped',
    );
  });

  test('of a run that broke outside its tests is not green', () => {
    expect(closingLine(report, false)).toBe('12 passed, 1 failed');
    expect(closingLine({}, false)).toBe('0 passed, 1 failed');
  });
});

describe('a build', () => {
  let project: string;
  const OUTPUTS = [
    'out/renderer/index.html',
    'out/main/index.js',
    'out/main/host.js',
    'out/preload/index.cjs',
  ];
  const SOURCES = ['renderer/ui/Button.svelte', 'shared/util/result.ts', 'main/hub/hub.ts'];

  /** Seconds after an arbitrary beginning. */
  async function touch(path: string, seconds: number): Promise<void> {
    const full = join(project, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, '');
    const at = 1_700_000_000 + seconds;
    await utimes(full, at, at);
    for (let folder = dirname(full); folder !== project; folder = dirname(folder)) {
      await utimes(folder, at, at);
    }
  }

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'deskline-build-'));
    for (const path of SOURCES) await touch(path, 0);
    for (const path of OUTPUTS) await touch(path, 10);
  });
  afterEach(() => rm(project, { recursive: true, force: true }));

  test('is fresh while no source is newer', () => {
    expect(isFresh('screens', project)).toBe(true);
    expect(isFresh('desktop', project)).toBe(true);
  });

  test('is stale once a source of it is newer', async () => {
    await touch('main/hub/hub.ts', 20);
    expect(isFresh('desktop', project)).toBe(false);
    expect(isFresh('screens', project)).toBe(true);
    await touch('renderer/ui/Button.svelte', 20);
    expect(isFresh('screens', project)).toBe(false);
  });

  test('is stale once a source is gone', async () => {
    await rm(join(project, 'shared/util/result.ts'));
    expect(isFresh('screens', project)).toBe(false);
  });

  test.each(OUTPUTS)('is stale without %s', async (path) => {
    await rm(join(project, path));
    expect(isFresh('desktop', project)).toBe(false);
  });
});
