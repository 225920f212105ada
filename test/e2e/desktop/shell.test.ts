import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
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

declare const deskline: DesklineBridge;

let dataDirectory: string;
let desktop: DesktopUnderTest;
let page: Page;

beforeAll(async () => {
  const out = await buildDesktop();
  dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-shell-'));
  desktop = startDesktop({ out, dataDirectory, env: { [HOST_ENTRY]: STUB_HOST } });
  page = await desktop.page();
  // What a person cannot do and an attacker in the page would love to: what stays is the shell.
  await page.setBypassCSP(true);
  await desktop.reloaded();
});

afterAll(async () => {
  await desktop.quit();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** What a promise in the page came to: its value, or its error's message. */
const outcome = (expression: string): Promise<unknown> =>
  page.evaluate(`(async () => ${expression})().catch((error) => 'Error: ' + error.message)`);

const runningPort = async (): Promise<number> => {
  const status = await page.evaluate(() => deskline.host.status());
  if (status.name !== 'running') throw new Error(`The host is ${status.name}.`);
  return status.port;
};

describe('the window', () => {
  test('shows the screens', async () => {
    expect(await page.title()).toBe('Deskline');
    await page.waitForSelector('h1');
  });

  test('was opened without any of the powers a page must not have', () => {
    expect(desktop.told('window')[0]?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
    });
    return expect(outcome('[typeof require, typeof process, typeof module]')).resolves.toEqual([
      'undefined',
      'undefined',
      'undefined',
    ]);
  });

  test('is served with the policy that lets it connect to the hub alone', async () => {
    const policy = await outcome(
      `(await fetch('/index.html')).headers.get('content-security-policy')`,
    );
    expect(policy).toContain(`connect-src 'self' wss://127.0.0.1:${await runningPort()};`);
    expect(policy).toContain("default-src 'none'");
  });

  test('may copy, notify and hear; everything else is denied', async () => {
    const states: Record<string, string> = {};
    const allowed = ['clipboard-write', 'notifications', 'microphone'];
    for (const name of [...allowed, 'geolocation', 'camera', 'midi']) {
      states[name] = (await outcome(
        `(await navigator.permissions.query({ name: '${name}' })).state`,
      )) as string;
    }
    expect(states).toEqual({
      'clipboard-write': 'granted',
      notifications: 'granted',
      microphone: 'granted',
      geolocation: 'denied',
      camera: 'denied',
      midi: 'denied',
    });
  });
});

describe('the bridge', () => {
  test('is one frozen object without a way around it', async () => {
    expect(await outcome('Object.keys(deskline)')).toEqual([
      'platform',
      'version',
      'host',
      'workplace',
      'session',
      'system',
      'window',
      'settings',
      'openExternal',
    ]);
    expect(await outcome(`Object.isFrozen(deskline) && Object.isFrozen(deskline.host)`)).toBe(true);
    expect(await outcome('deskline.version')).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await outcome('typeof globalThis.ipcRenderer')).toBe('undefined');
  });

  test('tells the host and its setup code', async () => {
    expect(await page.evaluate(() => deskline.host.status())).toMatchObject({
      name: 'running',
      setupCode: 'stub-code',
    });
  });

  test('keeps the session, encrypted on the disk', async () => {
    await page.evaluate(() => deskline.session.save('a-secret-token'));
    expect(await page.evaluate(() => deskline.session.load())).toBe('a-secret-token');
    const file = join(dataDirectory, 'desktop', 'session');
    expect((await readFile(file)).includes('a-secret-token')).toBe(false);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await page.evaluate(() => deskline.session.clear());
    expect(await page.evaluate(() => deskline.session.load())).toBeNull();
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test.each([
    ['a number', '1'],
    ['nothing', ''],
    ['an object', '{ toString: () => "token" }'],
    ['a text that is too long', '"x".repeat(1000)'],
  ])('refuses %s as a token', async (_what, argument) => {
    expect(await outcome(`deskline.session.save(${argument})`)).toMatch(/^Error: bad-params: /);
    expect(await page.evaluate(() => deskline.session.load())).toBeNull();
  });

  test('tells for how long nobody has touched the PC', async () => {
    expect(await page.evaluate(() => deskline.system.idleSeconds())).toBe(0);
    desktop.ask({ type: 'idle', seconds: 75 });
    await page.waitForFunction(async () => (await deskline.system.idleSeconds()) === 75);
  });

  test('opens web addresses in the browser and nothing else', async () => {
    await page.evaluate(() => deskline.openExternal('https://example.com/help'));
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://server/share']) {
      expect(await outcome(`deskline.openExternal('${url}')`)).toMatch(/^Error: refused: /);
    }
    expect(desktop.told('opened-external').map(({ url }) => url)).toEqual([
      'https://example.com/help',
    ]);
  });

  test('answers the top frame alone', async () => {
    await page.evaluate(() => deskline.session.save('a-secret-token'));
    expect(await desktop.invokeInFrame(null)).toEqual({ ok: true, value: 'a-secret-token' });
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.name = 'inner';
          frame.onload = resolve;
          frame.src = 'about:blank';
          document.body.append(frame);
        }),
    );
    expect(await page.frames()[1]?.evaluate('typeof window.deskline')).toBe('undefined');
    expect(await desktop.invokeInFrame('inner')).toMatchObject({ ok: false, code: 'forbidden' });
    await page.evaluate(() => deskline.session.clear());
  });
});

describe('nothing leads out of the window:', () => {
  test.each([
    ['a link to the web', `location.href = 'https://example.com/'`],
    ['a link within the scheme', `location.href = '/media/zeros'`],
    [
      'a frame of another page',
      `document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/frame' }))`,
    ],
    [
      'a form',
      `Object.assign(document.body.appendChild(document.createElement('form')), { action: 'https://example.com/form' }).submit()`,
    ],
  ])('%s', async (_what, expression) => {
    const before = desktop.told('navigation').length;
    await page.evaluate(expression);
    expect(await desktop.event('navigation', before + 1)).toMatchObject({ isPrevented: true });
    expect(page.url()).toBe('https://deskline/');
    await page.evaluate(() => deskline.host.status());
  });

  test('a new window, whose address goes to the browser if it is of the web', async () => {
    await page.evaluate(`void window.open('https://example.com/new')`);
    expect(await desktop.event('window-open')).toMatchObject({ action: 'deny' });
    const opened = desktop.told('opened-external').map(({ url }) => url);
    expect(opened.at(-1)).toBe('https://example.com/new');
  });

  test.each([
    'https://example.com/',
    'https://127.0.0.1:PORT/api/status',
    'http://127.0.0.1:PORT/',
  ])('a request to %s', async (url) => {
    const target = url.replace('PORT', String(await runningPort()));
    expect(await outcome(`fetch('${target}', { mode: 'no-cors' }).then(() => 'through')`)).toBe(
      'Error: Failed to fetch',
    );
  });
});

/** What comes over a web socket first, or that it was closed. */
const firstOf = (url: string) =>
  outcome(`new Promise((resolve) => {
    const socket = new WebSocket('${url}');
    socket.onmessage = ({ data }) => resolve(JSON.parse(data));
    socket.onclose = () => resolve('closed');
  })`);

describe('the hub', () => {
  test('is reached on its port, by a page of our origin, through its pinned certificate', async () => {
    const url = `wss://127.0.0.1:${await runningPort()}/hub`;
    expect(await firstOf(url)).toEqual({ origin: 'app://deskline' });
    expect(desktop.told('certificate').at(-1)).toEqual({
      type: 'certificate',
      hostname: '127.0.0.1',
      isAccepted: true,
    });
  });

  test('on another port is not even asked', async () => {
    const before = desktop.told('certificate').length;
    expect(await firstOf('wss://127.0.0.1:1/hub')).toBe('closed');
    expect(await firstOf(`wss://localhost:${await runningPort()}/hub`)).toBe('closed');
    expect(desktop.told('certificate')).toHaveLength(before);
  });
});

describe('the host behind the paths of the screens', () => {
  test('gets the session of who is signed in', async () => {
    await page.evaluate(() => deskline.session.save('a-secret-token'));
    const heard = await outcome(`(await fetch('/api/echo?a=1')).json()`);
    expect(heard).toMatchObject({
      url: '/api/echo?a=1',
      headers: { authorization: 'Bearer a-secret-token' },
    });
    await page.evaluate(() => deskline.session.clear());
    const without = await outcome(`(await fetch('/api/echo')).json()`);
    expect(without).not.toHaveProperty('headers.authorization');
  });

  test('takes a file as it is', async () => {
    const bytes = 3_000_000;
    const hash = createHash('sha256').update(Buffer.alloc(bytes, 7)).digest('hex');
    const body = `new Blob([new Uint8Array(${bytes}).fill(7)], { type: 'image/png' })`;
    expect(
      await outcome(`(await fetch('/media', { method: 'PUT', body: ${body} })).json()`),
    ).toEqual({ bytes, hash, type: 'image/png' });
  });

  test('gives a part of a file', async () => {
    const part = await outcome(`fetch('/media/zeros', { headers: { range: 'bytes=10-19' } }).then(
      async (response) => [
        response.status,
        response.headers.get('content-range'),
        (await response.arrayBuffer()).byteLength,
      ])`);
    expect(part).toEqual([206, 'bytes 10-19/1000000', 10]);
  });
});

test('a download asks where to, one from elsewhere does not happen', async () => {
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['a,b']));
    link.download = 'report.csv';
    link.click();
  });
  const download = await desktop.event('download');
  expect(download.isPrevented).toBe(false);
  expect(download.url).toMatch(/^blob:app:\/\/deskline\//);
  expect(download.defaultPath).toMatch(/report\.csv$/);
});
