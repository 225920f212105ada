import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { openOfficeBrowser, Screen } from '#test/doubles/screens/screen.ts';

let host: HostUnderTest;
let browser: Browser;
let screen: Screen;

beforeAll(async () => {
  host = await startHostProcess(['--demo']);
  browser = await openOfficeBrowser();
  screen = await Screen.open(browser, host.url);
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  await removeData(host);
});

async function problems(): Promise<string[]> {
  await screen.page.evaluate(axe.source);
  const { violations } = await screen.page.evaluate(async (): Promise<AxeResults> => {
    const { axe: injected } = window as unknown as { axe: typeof axe };
    return injected.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

function damage(): void {
  const path = join(host.dataDirectory, 'deskline.db');
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4_096 * 12, 4_096 * 20);
  writeFileSync(path, bytes);
}

test('an admin makes a backup, sees it in the list, and restores it after the database was damaged', async () => {
  await screen.finds('button', 'Sign in');
  const password = /Ana, password (\S+)/.exec(host.output())?.[1] ?? '';
  await screen.signIn('Ana', password);
  await screen.goTo('Settings');
  await screen.press('Backups');
  await screen.press('Back up now');
  await screen.reads('read again and whole');
  await screen.reads('By hand', 'td');
  expect(await problems()).toEqual([]);

  await host.stop();
  damage();
  const { port } = new URL(host.url);
  host = await startHostProcess(['--demo', '--port', port], host.dataDirectory);
  await screen.reads('The database of the host PC is damaged.');

  await screen.page.goto(host.url);
  await screen.reads('The database is damaged');
  expect(await problems()).toEqual([]);
  await screen.fill('Code', 'AAAA-BBBB');
  await screen.press('Restore this backup');
  await screen.reads('This is not the code that the host PC shows.');
  await screen.fill('Code', host.setupCode ?? '');
  await screen.press('Restore this backup');
  await screen.finds('textbox', 'Password');
  await screen.signIn('Ana', password);
  await screen.page.locator('a[href$="number"]').click();
  await screen.reads('was restored');
});
