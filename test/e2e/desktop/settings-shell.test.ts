import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { HOST_ENTRY } from '#test/doubles/electron/control.ts';
import { startDesktop } from '#test/doubles/electron/start-desktop.ts';
import type { DesktopUnderTest } from '#test/doubles/electron/start-desktop.ts';

const STUB_HOST = fileURLToPath(new URL('../../doubles/electron/stub-host.ts', import.meta.url));
const ADDRESS = 'https://deskline/?window=settings';
const WAIT = { timeout: 10_000 };

declare const deskline: DesklineBridge;

let dataDirectory: string;
let desktop: DesktopUnderTest;
let main: Page;
let settings: { readonly page: Page; readonly id: number };

beforeAll(async () => {
  const out = await buildDesktop();
  dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-shell-'));
  desktop = startDesktop({ out, dataDirectory, env: { [HOST_ENTRY]: STUB_HOST } });
  main = await desktop.page();
  await main.evaluate(() => deskline.settings.open('#/settings/backups'));
  settings = await desktop.settings();
  // As in the main window: what stays is the shell.
  await settings.page.setBypassCSP(true);
  await desktop.reloaded();
});

afterAll(async () => {
  await desktop.quit();
  await rm(dataDirectory, { recursive: true, force: true });
});

const outcome = (expression: string, page = settings.page): Promise<unknown> =>
  page.evaluate(`(async () => ${expression})().catch((error) => 'Error: ' + error.message)`);

describe('the window of the settings', () => {
  test('has the powers of the main one and no others', async () => {
    const [first, second] = desktop.told('window');
    expect(second?.webPreferences).toEqual(first?.webPreferences);
    expect(second?.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true });
    expect(await outcome('[typeof require, typeof process, typeof module]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
    ]);
    expect(await outcome('Object.isFrozen(deskline) && Object.isFrozen(deskline.settings)')).toBe(
      true,
    );
  });

  test('is served with the policy of the main one', () => {
    const policies = new Set(
      desktop
        .told('loaded')
        .slice(-2)
        .map(({ policy }) => policy),
    );
    expect(policies.size).toBe(1);
    expect([...policies][0]).toContain("default-src 'none'");
  });

  test.each([
    ['a link to the web', `location.href = 'https://example.com/'`],
    ['the main window’s address', `location.href = '/'`],
    [
      'a frame of another page',
      `document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/frame' }))`,
    ],
  ])('does not become %s', async (_what, expression) => {
    const before = desktop.told('navigation').length;
    await settings.page.evaluate(expression);
    expect(await desktop.event('navigation', before + 1)).toMatchObject({ isPrevented: true });
    expect(settings.page.url()).toBe(ADDRESS);
  });

  test('opens no other', async () => {
    await settings.page.evaluate(`void window.open('https://example.com/new')`);
    expect(await desktop.event('window-open')).toMatchObject({ action: 'deny' });
    expect(desktop.told('window')).toHaveLength(2);
  });

  test('reaches nothing but the hub', async () => {
    expect(
      await outcome(`fetch('https://example.com/', { mode: 'no-cors' }).then(() => 'through')`),
    ).toBe('Error: Failed to fetch');
  });

  test('is denied what the main one is denied', async () => {
    for (const name of ['geolocation', 'camera', 'midi']) {
      const state = `(await navigator.permissions.query({ name: '${name}' })).state`;
      expect(await outcome(state)).toBe('denied');
    }
  });
});

describe('the bridge shows', () => {
  test.each([
    '#/inbox/12',
    '#/reports/today',
    '#/settings/../inbox',
    '#/settings/backups?window=main',
    'https://example.com/#/settings',
    '#/nowhere',
    '',
  ])('no settings at %j', async (place) => {
    expect(await outcome(`deskline.settings.open(${JSON.stringify(place)})`, main)).toMatch(
      /^Error: bad-params: /,
    );
  });

  test.each(['#/settings', '#/team', '#/inbox/x', 'javascript:alert(1)', '#/inbox/1/2/3'])(
    'no main window at %j',
    async (place) => {
      expect(await outcome(`deskline.window.showPlace(${JSON.stringify(place)})`)).toMatch(
        /^Error: bad-params: /,
      );
    },
  );

  test('a place to the window whose place it is, and brings that to the front', async () => {
    for (const page of [main, settings.page]) {
      await page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(window, { places: seen });
        deskline.window.onPlaceAsked((place) => void seen.push(place));
      });
    }
    await settings.page.evaluate(() => deskline.window.showPlace('#/inbox/12'));
    await main.evaluate(() => deskline.settings.open('#/automation/new'));
    const placesIn = (page: Page) => page.evaluate('window.places');
    await expect.poll(() => placesIn(main), WAIT).toEqual(['#/inbox/12']);
    await expect.poll(() => placesIn(settings.page), WAIT).toEqual(['#/automation/new']);
    const [first] = desktop.told('window');
    expect(desktop.told('focused').map(({ id }) => id)).toEqual([first?.id, settings.id]);
  });
});

test('on a new port of the hub both come anew, each from its own address', async () => {
  const { policy } = desktop.told('loaded').at(-1)!;
  process.kill((await desktop.event('host')).pid, 'SIGKILL');
  for (const window of desktop.told('window')) {
    await desktop.event('loaded', (page) => page.id === window.id && isNew(page.policy));
  }
  expect([main.url(), settings.page.url()]).toEqual(['https://deskline/', ADDRESS]);
  function isNew(other: string): boolean {
    return other.includes('wss:') && other !== policy;
  }
});

test('nobody can close the main window and leave the settings open', async () => {
  desktop.ask({ type: 'close-windows', id: desktop.told('window')[0]!.id });
  expect(await desktop.exited()).toBe(0);
  expect(desktop.told('closed').map(({ id }) => id)).toEqual([
    settings.id,
    desktop.told('window')[0]?.id,
  ]);
});
