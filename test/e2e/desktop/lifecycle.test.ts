import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { HOST_ENTRY, NO_ENCRYPTION } from '#test/doubles/electron/control.ts';
import { isAlive } from '#test/doubles/is-alive.ts';
import { killGroup } from '#test/doubles/process-group.ts';
import { startDesktop } from '#test/doubles/electron/start-desktop.ts';
import type { DesktopUnderTest } from '#test/doubles/electron/start-desktop.ts';

const STUB_HOST = fileURLToPath(new URL('../../doubles/electron/stub-host.ts', import.meta.url));

declare const deskline: DesklineBridge;
declare global {
  interface Window {
    seen?: string[];
  }
}

let out: string;
let dataDirectory: string;
const started: DesktopUnderTest[] = [];

function start(env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): DesktopUnderTest {
  const desktop = startDesktop({
    out,
    dataDirectory,
    args,
    env: { [HOST_ENTRY]: STUB_HOST, ...env },
  });
  started.push(desktop);
  return desktop;
}

const logOf = (name: string) => readFile(join(dataDirectory, 'logs', name), 'utf8');

beforeAll(async () => {
  out = await buildDesktop();
});
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-life-'));
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    for (const desktop of started) process.stderr.write(`${desktop.story()}\n`);
  }
  await Promise.all(started.splice(0).map((desktop) => desktop.quit()));
  await rm(dataDirectory, { recursive: true, force: true });
});

test('a host that is killed is started again, and the screens are told and reach it', async () => {
  const desktop = start();
  const page = await desktop.page();
  await page.evaluate(() => {
    window.seen = [];
    deskline.host.onStatus(({ name }) => void window.seen?.push(name));
  });
  const first = await desktop.event('host');
  process.kill(first.pid, 'SIGKILL');
  await page.waitForFunction(() => window.seen?.includes('restarting'));
  expect((await desktop.event('host', 2)).pid).not.toBe(first.pid);

  // On a new port the page comes anew: it may connect to no other than it was served with.
  const { policy } = await desktop.event('loaded', ({ policy }) => policy.includes('wss:'));
  await desktop.event('loaded', (next) => next.policy.includes('wss:') && next.policy !== policy);
  const heard = await page.evaluate(async () => {
    const status = await deskline.host.status();
    if (status.name !== 'running') return status.name;
    const socket = new WebSocket(`wss://127.0.0.1:${status.port}/hub`);
    return new Promise((resolve) => {
      socket.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      socket.onclose = () => resolve('closed');
    });
  });
  expect(heard).toBe('{"origin":"app://deskline"}');

  await desktop.quit();
  expect(await logOf('host-output.log')).toBe('the stub host serves\n'.repeat(2));
  expect(await logOf('shell.log')).toContain('The host was killed.');
});

test('a host that cannot start says why on the screens', async () => {
  const reason = 'Port 7443 is in use: choose another with --port N.';
  const desktop = start({ STUB_HOST_FAILS: reason });
  const page = await desktop.page({ mayConnect: false });
  await page.waitForFunction(async () => (await deskline.host.status()).name === 'failed');
  expect(await page.evaluate(() => deskline.host.status())).toEqual({ name: 'failed', reason });
  expect(desktop.told('host')).toHaveLength(1);
});

describe('the end', () => {
  test('comes to the host too: asked to quit, no process is left', async () => {
    const desktop = start();
    await desktop.page();
    const [host, browser] = [await desktop.event('host'), await desktop.event('browser')];
    expect(await desktop.quit()).toBe(0);
    expect([desktop.pid, host.pid, browser.pid].filter(isAlive)).toEqual([]);
  });

  test('comes when the last window is closed', async () => {
    const desktop = start();
    await desktop.page();
    const host = await desktop.event('host');
    desktop.ask({ type: 'close-windows' });
    expect(await desktop.exited()).toBe(0);
    expect(isAlive(host.pid)).toBe(false);
  });

  test('is up to the person while something is unsent', async () => {
    const desktop = start();
    const page = await desktop.page();
    const host = await desktop.event('host');
    await page.click('body');
    await page.evaluate(() => {
      window.onbeforeunload = (event) => event.preventDefault();
    });
    desktop.ask({ type: 'quit' });
    expect(await desktop.event('message-box')).toEqual({
      type: 'message-box',
      message: 'Something you wrote has not been sent yet.',
    });
    expect(await page.evaluate(() => deskline.host.status())).toMatchObject({ name: 'running' });
    expect(isAlive(host.pid)).toBe(true);

    desktop.ask({ type: 'answer-dialogs', button: 1 });
    expect(await desktop.quit()).toBe(0);
    expect(isAlive(host.pid)).toBe(false);
  });

  test('comes in order when the system ends the program', async () => {
    const desktop = start();
    await desktop.page();
    const host = await desktop.event('host');
    process.kill(desktop.pid, 'SIGTERM');
    expect(await desktop.exited()).toBe(0);
    expect(isAlive(host.pid)).toBe(false);
  });

  test('of a program that was killed ends the host as well', async () => {
    const desktop = start();
    await desktop.page();
    const [host, browser] = [await desktop.event('host'), await desktop.event('browser')];
    process.kill(desktop.pid, 'SIGKILL');
    await desktop.exited();
    await expect.poll(() => isAlive(host.pid), { timeout: 10_000 }).toBe(false);
    // Only the double has a browser that outlives it, and one without its program may never close.
    await killGroup(browser.pid);
  });
});

describe('the session', () => {
  test('outlives the program', async () => {
    const first = start();
    await (await first.page()).evaluate(() => deskline.session.save('a-secret-token'));
    await first.quit();
    const page = await start().page();
    expect(await page.evaluate(() => deskline.session.load())).toBe('a-secret-token');
  });

  test('does not where the system cannot encrypt it, and the log says so', async () => {
    const env = { [NO_ENCRYPTION]: '1' };
    const first = start(env);
    await (await first.page()).evaluate(() => deskline.session.save('a-secret-token'));
    await first.quit();
    const page = await start(env).page();
    expect(await page.evaluate(() => deskline.session.load())).toBeNull();
    expect(await logOf('shell.log')).toContain('agents sign in again after each start');
  });
});

describe('starting', () => {
  test('a second time shows the window that is there', async () => {
    const first = start();
    await first.page();
    const second = start();
    expect(await second.exited()).toBe(0);
    expect(second.told('window')).toEqual([]);
    await first.event('focused');
  });

  test('with a wrong option says so and ends with code 2', async () => {
    const desktop = start({}, ['--prot=1']);
    expect(await desktop.exited()).toBe(2);
    expect(desktop.told('error-box')[0]?.content).toContain('Did you mean --port?');
  });

  test('only to ask what it takes starts nothing', async () => {
    const help = start({}, ['--help']);
    expect(await help.exited()).toBe(0);
    expect(help.output()).toContain('--data DIR');
    expect(help.told('host')).toEqual([]);
  });

  test('to reset a password has the host program do it, and ends', async () => {
    const nobody = start({ [HOST_ENTRY]: undefined }, ['--reset-password', 'Ana']);
    expect(await nobody.exited()).toBe(2);
    expect(nobody.output()).toContain('There is no Deskline in');
    expect(nobody.told('window')).toEqual([]);
  });
});
