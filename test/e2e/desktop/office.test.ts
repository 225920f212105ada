import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { startDesktop } from '#test/doubles/electron/start-desktop.ts';
import type { DesktopUnderTest } from '#test/doubles/electron/start-desktop.ts';
import { isAlive } from '#test/doubles/is-alive.ts';
import { setUpFirstPerson } from './first-person.ts';

declare const deskline: DesklineBridge;

let out: string;
let dataDirectory: string;
let desktop: DesktopUnderTest;
/** What the browser refused or a screen stumbled over. */
const troubles: string[] = [];

beforeAll(async () => {
  out = await buildDesktop();
  dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-office-'));
  // The number is not what this is about: without a browser the host says so and runs.
  desktop = startDesktop({ out, dataDirectory, args: ['--browser=/nonexistent/browser'] });
});
afterAll(async () => {
  await desktop.quit();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function open(): Promise<Page> {
  const page = await desktop.page();
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) troubles.push(message.text());
  });
  return page;
}

test('the bundled preload is one small file that loads electron and nothing else', async () => {
  const preload = await readFile(join(out, 'preload', 'index.cjs'), 'utf8');
  expect([...preload.matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name)).toEqual([
    'electron',
  ]);
  expect(preload.length).toBeLessThan(4_000);
});

test('the first person sets it up in the window, and the host it started serves it', async () => {
  const page = await open();
  await setUpFirstPerson(page);
  expect(desktop.told('certificate')).toContainEqual({
    type: 'certificate',
    hostname: '127.0.0.1',
    isAccepted: true,
  });
  expect(await page.evaluate(() => deskline.session.load())).toMatch(/^[\w-]{20,}$/);
});

test('she is still signed in after the host was killed and started again', async () => {
  const [before] = desktop.told('loaded').slice(-1);
  process.kill((await desktop.event('host')).pid, 'SIGKILL');
  await desktop.event('loaded', (page) => page !== before && page.policy !== before?.policy);
  const page = await desktop.page();
  await page.waitForSelector('nav');
  expect(await page.evaluate(() => document.querySelector('input[type="password"]'))).toBeNull();
});

test('quitting ends it all; nothing was refused or stumbled over on the way', async () => {
  const hosts = desktop.told('host').map(({ pid }) => pid);
  expect(await desktop.quit()).toBe(0);
  expect(hosts.filter(isAlive)).toEqual([]);
  expect(troubles).toEqual([]);
});
