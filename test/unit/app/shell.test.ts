import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { App } from 'electron';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quitInOrder } from '#main/app/lifecycle.ts';
import { menuTemplate } from '#main/app/menu.ts';
import { prepareShellFolders } from '#main/app/shell-folders.ts';
import { commandArguments, hostArguments, parseShellOptions } from '#main/app/shell-options.ts';
import { parseOptions } from '#main/system/options.ts';
import { createRecordingLog } from '#test/doubles/log.ts';

describe('the command line', () => {
  test('is read alike, packaged and unpacked', () => {
    const packaged = parseShellOptions(['/opt/deskline', '--port=7000', '--data', '/d'], true);
    const unpacked = parseShellOptions(['electron', '.', '--port=7000', '--data', '/d'], false);
    expect(packaged).toEqual(unpacked);
    expect(packaged).toMatchObject({
      value: { options: { port: 7000, dataDirectory: '/d', isDemo: false } },
    });
  });

  test('may carry what launchers and Chromium put there', () => {
    const words = ['electron', '--no-sandbox', '.', '--remote-debugging-port=0', '--demo'];
    expect(parseShellOptions(words, false)).toMatchObject({ value: { options: { isDemo: true } } });
    expect(parseShellOptions(['Deskline', '-psn_0_12345'], true).ok).toBe(true);
  });

  test('with a wrong option is refused', () => {
    expect(parseShellOptions(['electron', '.', '--prot=1'], false)).toMatchObject({
      code: 'bad-option',
    });
  });

  test.each([
    ['--reset-password=--Ana', '--data=/d'],
    ['--restore-backup=/b.db', '--data=/d'],
    ['--rebuild-reports', '--data=/d'],
  ])('%s is passed on to the host program as it was given', (...given) => {
    const request = parseShellOptions(['Deskline', ...given], true);
    if (!request.ok) throw new Error(request.message);
    const { action } = request.value;
    if (action === 'run' || action === 'help' || action === 'version') throw new Error(action);
    expect(parseOptions(commandArguments(request.value), {})).toEqual(request);
  });

  test('comes out of the host the way it went in', () => {
    const given = ['--data=/d', '--port=0', '--host=127.0.0.1', '--browser=/usr/bin/x', '--demo'];
    const request = parseOptions(given, {});
    if (!request.ok || request.value.action !== 'run') throw new Error('not a run');
    expect(hostArguments('/d', request.value.options)).toEqual(given);
    expect(hostArguments('/d', { ...request.value.options, browser: null, isDemo: false })).toEqual(
      given.slice(0, 3),
    );
  });
});

describe('folders', () => {
  test('of a demo that was given none are gone afterwards', async () => {
    const folders = await prepareShellFolders(null);
    if (!folders.ok) throw new Error(folders.message);
    expect(existsSync(folders.value.profile)).toBe(true);
    await folders.value.cleanUp();
    expect(existsSync(folders.value.data)).toBe(false);
  });

  test('that were chosen stay', async () => {
    const data = await mkdtemp(join(tmpdir(), 'deskline-shell-'));
    const folders = await prepareShellFolders(data);
    if (!folders.ok) throw new Error(folders.message);
    await folders.value.cleanUp();
    expect(existsSync(join(data, 'desktop'))).toBe(true);
    await rm(data, { recursive: true });
  });

  test('that cannot be are refused with a sentence', async () => {
    const data = await mkdtemp(join(tmpdir(), 'deskline-shell-'));
    await writeFile(join(data, 'file'), '');
    const folders = await prepareShellFolders(join(data, 'file'));
    expect(folders).toMatchObject({ ok: false, code: 'data-directory' });
    await rm(data, { recursive: true });
  });
});

describe('quitting', () => {
  function program(endAll: () => Promise<void>) {
    const told: string[] = [];
    const log = createRecordingLog();
    const app = Object.assign(new EventEmitter(), {
      quit() {
        let isPrevented = false;
        app.emit('will-quit', { preventDefault: () => (isPrevented = true) });
        told.push(isPrevented ? 'waits' : 'quits');
      },
    });
    quitInOrder({ app: app as unknown as App, endAll, log });
    return { app, told, log };
  }

  test('waits until everything has ended, once, however often it is asked for', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    let times = 0;
    const { app, told } = program(() => {
      times += 1;
      return ended;
    });
    app.quit();
    app.quit();
    expect(told).toEqual(['waits', 'waits']);
    end();
    await expect.poll(() => told).toEqual(['waits', 'waits', 'quits']);
    expect(times).toBe(1);
  });

  test('happens also when something would not end in order, which is logged', async () => {
    const { app, told, log } = program(() => Promise.reject(new Error('stuck')));
    app.quit();
    await expect.poll(() => told).toEqual(['waits', 'quits']);
    expect(log.lines[0]?.what).toBe('Ending did not go in order.');
  });
});

test('the menu has copy and paste on every system, and developer tools only where wanted', () => {
  const roles = (platform: NodeJS.Platform, hasTools: boolean) =>
    JSON.stringify(menuTemplate(platform, hasTools));
  for (const platform of ['darwin', 'win32', 'linux'] as const) {
    expect(roles(platform, false)).toContain('"editMenu"');
    expect(roles(platform, false)).not.toContain('toggleDevTools');
    expect(roles(platform, true)).toContain('toggleDevTools');
  }
  expect(roles('darwin', false)).toContain('"appMenu"');
  expect(roles('win32', false)).not.toContain('"appMenu"');
});
