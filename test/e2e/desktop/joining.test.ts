import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announceHost } from '#main/system/mdns.ts';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { MDNS_PORT } from '#test/doubles/electron/control.ts';
import { loopback } from '#test/doubles/electron/loopback-mdns.ts';
import { startDesktop } from '#test/doubles/electron/start-desktop.ts';
import type { DesktopUnderTest } from '#test/doubles/electron/start-desktop.ts';
import { silentLog } from '#test/doubles/log.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

declare const deskline: DesklineBridge;

/** Of this file alone, so that others that run beside it are not found. */
const PORT = 15_354;

let office: SimulatedOffice;
let directory: string;
let desktop: DesktopUnderTest;
/** The main window of the second PC. */
let second: Screen;

beforeEach(async () => {
  office = await openSimulatedOffice();
  directory = await mkdtemp(join(tmpdir(), 'deskline-joining-'));
  desktop = startDesktop({
    out: await buildDesktop(),
    dataDirectory: directory,
    isUnchosen: true,
    env: { [MDNS_PORT]: String(PORT) },
  });
  second = Screen.of(await desktop.page({ mayConnect: false }));
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    process.stderr.write(`${desktop.story()}\n`);
    await office.photograph(task.name);
  }
  await desktop.quit();
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

/** Ana makes one at her screen. */
async function newCode(): Promise<string> {
  const { page } = office.ana;
  await page.evaluate(() => (location.hash = '#/settings/computers'));
  await office.ana.press('Add a computer');
  const code = await page.waitForSelector('output');
  return (await code?.evaluate((element) => element.textContent)) ?? '';
}

/** The page with which this PC comes when it has joined. */
async function joinedScreen(): Promise<Screen> {
  await desktop.event('loaded', ({ policy }) =>
    policy.includes(`wss://127.0.0.1:${office.host.port}`),
  );
  return Screen.of(await desktop.page());
}

test('a second PC finds the host, is added by a code, works, and loses its screen when it is revoked', async () => {
  const said = { office: 'Front office', port: office.host.port };
  const { fingerprint } = office.host;
  const takeBack = announceHost({ ...said, fingerprint }, silentLog, loopback(PORT));
  await second.press('Join the office');
  await second.reads('Front office');
  expect(await accessibilityProblems(second)).toEqual([]);
  const code = await newCode();
  await second.fill('Code', code);
  await second.page.keyboard.press('Enter');

  second = await joinedScreen();
  await takeBack();
  await office.ana.reads('is added', '[role=dialog]');
  await office.ana.press('Done');
  await second.signIn('Cleo', PASSWORD);
  await second.page.waitForSelector('nav');
  await office.ana.reads('Used by Cleo');
  await office.ana.reads('Connected');
  expect(await accessibilityProblems(office.ana)).toEqual([]);
  // What lets this PC in is not in its page, nor in a file that anybody may read.
  const page = await second.page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  const kept = await readFile(join(directory, 'desktop', 'workplace.json'), 'utf8');
  expect(page + kept).not.toMatch(/key/i);

  const name = await office.ana.page.$eval('[aria-label^="Revoke "]', (button) =>
    (button as HTMLElement).getAttribute('aria-label'),
  );
  await office.ana.press(name ?? '');
  await office.ana.finds('button', 'Cancel');
  await office.ana.page.locator('[role=dialog] button ::-p-text(Revoke)').click();
  await second.reads('keeps this computer out');

  // Undone within the minute it is let in again, and asks who it is.
  await office.ana.press('Undo');
  await office.ana.reads('is let in again');
  await second.press('Try again');
  await second.finds('textbox', 'Name');
});

test('a host that was not found is typed, and a wrong code says what to do', async () => {
  await second.press('Join the office');
  await second.reads('Looking for the host');
  const address = `127.0.0.1:${office.host.port}`;
  const code = await newCode();
  const wrong = code.endsWith('A') ? code.replace(/A$/, 'B') : code.replace(/.$/, 'A');
  await second.fill('Address of the host', address);
  await second.fill('Code', wrong);
  await second.press('Join');
  await second.reads('This code is not right');
  await second.reads('The code has 4 more tries');
  await second.fill('Code', code.toLowerCase());
  await second.press('Join');
  second = await joinedScreen();
  await second.finds('textbox', 'Name');

  // It stays what it is when it is started anew.
  await desktop.quit();
  desktop = startDesktop({ out: await buildDesktop(), dataDirectory: directory });
  second = Screen.of(await desktop.page());
  await second.finds('textbox', 'Name');
  expect(await second.page.evaluate(() => deskline.host.status())).toMatchObject({
    name: 'joined',
    address,
  });
  expect(desktop.told('host')).toEqual([]);

  // Whatever answers there with another certificate than the one that was proved is told nothing.
  await desktop.quit();
  const path = join(directory, 'desktop', 'workplace.json');
  const kept = await readFile(path, 'utf8');
  await writeFile(path, kept.replace(/"fingerprint":"../, '"fingerprint":"ZZ'));
  desktop = startDesktop({ out: await buildDesktop(), dataDirectory: directory });
  second = Screen.of(await desktop.page());
  await second.reads('This is not the host that you joined');
  expect(await accessibilityProblems(second)).toEqual([]);
  await second.press('Join again');
  await second.reads('Looking for the host');
});

test('a PC that becomes the host is asked for its first account, and may still join instead', async () => {
  await second.press('Set up the office here');
  second = Screen.of(await desktop.page());
  await second.reads('Make the first account');
  await second.press('Deskline runs on another PC already: join it');
  await desktop.event('loaded', ({ policy }) => !policy.includes('wss://'));
  await second.reads('Looking for the host');
  await second.press('Back');
  await second.reads('Make the first account');
});
