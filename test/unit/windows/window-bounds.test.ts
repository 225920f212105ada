import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeptBounds } from '#main/windows/kept-bounds.ts';
import { settingsBounds } from '#main/windows/window-bounds.ts';
import type { Bounds } from '#main/windows/window-bounds.ts';
import { createRecordingLog } from '#test/doubles/log.ts';

const DESK: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
/** To the left of the main display. */
const SIDE: Bounds = { x: -1280, y: 100, width: 1280, height: 984 };
const MAIN: Bounds = { x: 100, y: 80, width: 1280, height: 800 };

describe('the window of the settings opens', () => {
  test('the first time over the middle of the one it opens from', () => {
    const where = settingsBounds({ kept: null, opener: MAIN, areas: [DESK, SIDE] });
    expect(where).toEqual({ x: 200, y: 100, width: 1080, height: 760 });
  });

  test('on the display of that one', () => {
    const opener = { ...MAIN, x: -1200, y: 150 };
    const where = settingsBounds({ kept: null, opener, areas: [DESK, SIDE] });
    expect(where).toMatchObject({ x: -1100, width: 1080 });
  });

  test('where it was, with the size that it had', () => {
    const kept = { x: -1000, y: 300, width: 700, height: 600 };
    expect(settingsBounds({ kept, opener: MAIN, areas: [DESK, SIDE] })).toEqual(kept);
  });

  test('over the other one again, with its size, when its display is unplugged', () => {
    const kept = { x: -1000, y: 300, width: 700, height: 600 };
    const where = settingsBounds({ kept, opener: MAIN, areas: [DESK] });
    expect(where).toEqual({ x: 390, y: 180, width: 700, height: 600 });
  });

  test('where the system wants it when no display is known', () => {
    expect(settingsBounds({ kept: null, opener: MAIN, areas: [] })).toBeNull();
  });

  const bounds = fc.record({
    x: fc.integer({ min: -5_000, max: 5_000 }),
    y: fc.integer({ min: -5_000, max: 5_000 }),
    width: fc.integer({ min: 1, max: 6_000 }),
    height: fc.integer({ min: 1, max: 6_000 }),
  });

  test('whole on one display, whatever was kept and wherever the other one is', () => {
    fc.assert(
      fc.property(
        fc.option(bounds),
        fc.option(bounds),
        fc.array(bounds, { minLength: 1, maxLength: 3 }),
        (kept, opener, areas) => {
          const where = settingsBounds({ kept, opener, areas });
          expect(where && areas.some((area) => isWithin(where, area))).toBe(true);
        },
      ),
    );
  });
});

function isWithin(inner: Bounds, outer: Bounds): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

describe('where a window was', () => {
  let directory: string;
  let path: string;
  let log: ReturnType<typeof createRecordingLog>;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskline-bounds-'));
    path = join(directory, 'settings-window.json');
    log = createRecordingLog();
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test('is kept over the end of the program, the last one said', async () => {
    const bounds = await openKeptBounds({ path, log });
    expect(bounds.current()).toBeNull();
    bounds.keep(DESK);
    bounds.keep(MAIN);
    expect(bounds.current()).toEqual(MAIN);
    await bounds.settled();
    expect((await openKeptBounds({ path, log })).current()).toEqual(MAIN);
    expect(log.lines).toEqual([]);
  });

  test.each(['{', '{"x":1}', '{"x":"1","y":2,"width":3,"height":4}'])(
    'in a file that says %s is unknown, and the log says so',
    async (text) => {
      await writeFile(path, text);
      expect((await openKeptBounds({ path, log })).current()).toBeNull();
      expect(log.lines[0]?.what).toBe('Where a window was cannot be read.');
    },
  );

  test('on a disk that takes nothing is known until the program ends', async () => {
    const bounds = await openKeptBounds({ path: join(directory, 'nowhere', 'file'), log });
    bounds.keep(MAIN);
    await bounds.settled();
    expect(bounds.current()).toEqual(MAIN);
    expect(log.lines[0]?.what).toBe('Where a window was could not be kept.');
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});
