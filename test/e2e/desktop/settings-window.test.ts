import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'puppeteer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptLogins } from '#main/launch/demo-folder.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { startDesktop } from '#test/doubles/electron/start-desktop.ts';
import type { DesktopUnderTest } from '#test/doubles/electron/start-desktop.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { isAlive } from '#test/doubles/is-alive.ts';
import { Screen } from '#test/doubles/screens/screen.ts';
import { agentClient, found, tokenFrom } from '#test/faults/agent-client.ts';

declare const deskline: DesklineBridge;
declare global {
  interface Window {
    calls?: { notices: number; tones: number };
  }
}

let dataDirectory: string;
let desktop: DesktopUnderTest;
/** Of an admin, in the main window. */
let inbox: Screen;
let clients: HubClient[];

beforeEach(async () => {
  clients = [];
  dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-two-windows-'));
  desktop = startDesktop({ out: await buildDesktop(), dataDirectory, args: ['--demo'] });
  inbox = Screen.of(await desktop.page());
  await inbox.finds('button', 'Sign in');
  await allowSeveralDevices();
  const [login] = await keptLogins(dataDirectory);
  await inbox.signIn(login!.name, login!.password);
});

afterEach(async ({ task }) => {
  for (const client of clients) client.stop();
  if (task.result?.state === 'fail') {
    process.stderr.write(`${desktop.story()}\n`);
    // It may be waiting for an answer that nobody gives.
    process.kill(desktop.pid, 'SIGKILL');
  }
  await quit();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** Her chats stay hers, and nothing else keeps the program. */
async function quit(): Promise<number | null> {
  if (!isAlive(desktop.pid)) return desktop.exited();
  desktop.ask({ type: 'answer-dialogs', button: 1 });
  desktop.ask({ type: 'quit' });
  const confirm = inbox.page.locator('[role=dialog] button[type=submit]').setTimeout(60_000);
  // Signed out she is asked nothing, and the page is gone.
  confirm.click().catch(() => undefined);
  return desktop.exited();
}

async function openSettings(link = 'Settings') {
  await inbox.goTo(link);
  const { page, id } = await desktop.settings();
  return { settings: Screen.of(page), id };
}

const closed = (id: number) => desktop.event('closed', (window) => window.id === id);

const hash = (page: Page) => page.evaluate(() => location.hash);

/** Something in it that would be lost. */
async function writeARule(settings: Screen): Promise<void> {
  await settings.page.evaluate(() => deskline.settings.open('#/automation'));
  await settings.press('Empty rule');
  await settings.fill('Name of the rule', 'Not saved by anybody');
  await settings.page.keyboard.press('Tab');
  await settings.reads('Not saved', '[aria-live=polite]');
}

/** An admin sits at the main window and at another PC. */
async function allowSeveralDevices(): Promise<void> {
  const change = { name: 'sessions.severalDevices', value: true } as const;
  const ana = await elsewhere(0);
  expect(await ana.command('settings.change', change)).toMatchObject({ ok: true });
  // She is at the main window from now on, and nowhere else.
  await ana.command('presence.closes', {});
  ana.stop();
}

/** Somebody at another PC. */
async function elsewhere(who: number): Promise<HubClient> {
  const ca = await readFile(join(dataDirectory, 'tls', 'host.crt'), 'utf8');
  const status = await inbox.page.evaluate(() => deskline.host.status());
  if (status.name !== 'running') throw new Error(`The host is ${status.name}.`);
  const host = { port: status.port, ca };
  const login = (await keptLogins(dataDirectory))[who]!;
  const client = agentClient(() => host, await tokenFrom(host, login));
  clients.push(client);
  await found(client, () => client.replica.me);
  return client;
}

/** Resolves with a second admin. */
async function otherAdmin(): Promise<{ ben: HubClient; anaId: number }> {
  const [ana, ben] = [await elsewhere(0), await elsewhere(1)];
  const agentId = ben.replica.me!.id;
  expect(await ana.command('agent.change', { agentId, role: 'admin' })).toMatchObject({ ok: true });
  await found(ben, () => ben.replica.me?.role === 'admin' || null);
  return { ben, anaId: ana.replica.me!.id };
}

describe('the settings', () => {
  test('open beside the inbox, once, at the page that was asked for', async () => {
    const { settings } = await openSettings('Team');
    await settings.finds('heading', 'Team');
    await inbox.finds('tablist', 'Which conversations');
    await inbox.goTo('Settings');
    await settings.finds('heading', 'Settings');
    expect(await settings.page.title()).toBe('Deskline settings');
    const rail = await settings.page.$$eval('nav.rail a .label', (labels) =>
      labels.map((label) => label.textContent),
    );
    expect(rail).toEqual(['Team', 'Number', 'Settings']);
    expect(await settings.page.$('nav.rail button')).toBeNull();
    expect(desktop.told('window').map(({ title }) => title)).toEqual([
      'Deskline',
      'Deskline settings',
    ]);
    // Over the middle of the main window.
    expect(desktop.told('window')[1]?.bounds).toMatchObject({ width: 1080, height: 760, x: 420 });
    expect(await accessibilityProblems(settings)).toEqual([]);
    expect([...inbox.problems, ...settings.problems]).toEqual([]);
  });

  test('change what the inbox shows at once, in both themes alike', async () => {
    const { settings } = await openSettings();
    await settings.press('Opening hours');
    await settings.press('Close now');
    await settings.page.locator('[role=menuitem] ::-p-text(For 1 hour)').click();
    await inbox.reads('Closed, opens');
    await inbox.press('Theme');
    await inbox.page.locator('[role=menuitemradio] ::-p-text(Dark)').click();
    await settings.page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await accessibilityProblems(settings)).toEqual([]);
  });

  test('lead to a conversation in the main window, and stay where they are', async () => {
    const { settings } = await openSettings();
    await settings.press('Audit log');
    const row = settings.page.locator('button[aria-expanded] ::-p-text(claimed)');
    await row.click();
    await settings.press('Open the chat');
    await inbox.page.waitForFunction(() => /^#\/inbox\/\d+$/.test(location.hash));
    await inbox.page.waitForSelector('[aria-label^="Messages with"]');
    const [main] = desktop.told('window');
    await desktop.event('focused', ({ id }) => id === main?.id);
    expect(await hash(settings.page)).toBe('#/settings/audit');
  });

  test('follow the keyboard: Ctrl and comma opens them, Escape leaves them, Ctrl and W closes them', async () => {
    await inbox.page.keyboard.press('?');
    await inbox.reads('Settings, for admins', '[role=dialog]');
    await inbox.escapeDialog();
    await pressWithControl(inbox.page, ',');
    const { page, id } = await desktop.settings();
    const settings = Screen.of(page);
    await settings.finds('heading', 'Settings');
    await page.keyboard.press('?');
    await settings.reads('Close this window', '[role=dialog]');
    await settings.escapeDialog();
    await page.keyboard.press('Escape');
    expect(await hash(page)).toBe('');
    // The page is gone before the keys are up again.
    pressWithControl(page, 'w').catch(() => undefined);
    await closed(id);
    await inbox.finds('tablist', 'Which conversations');
  });

  test('call nobody: sounds and notices are the main window’s alone', async () => {
    const { settings } = await openSettings();
    await settings.finds('heading', 'Settings');
    for (const { page } of [inbox, settings]) await countCalls(page);
    await inbox.page.waitForFunction(
      () => (window.calls?.notices ?? 0) > 0 && (window.calls?.tones ?? 0) > 0,
    );
    expect(await settings.page.evaluate(() => window.calls)).toEqual({ notices: 0, tones: 0 });
    expect(await settings.page.title()).toBe('Deskline settings');
    expect(await settings.page.$('body > * > .visually-hidden[aria-live]:not(:empty)')).toBeNull();
  });
});

async function pressWithControl(page: Page, key: ',' | 'w'): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/** The system's part of it, noted down, with nobody looking. */
async function countCalls(page: Page): Promise<void> {
  await page.evaluate(() => {
    const calls = { notices: 0, tones: 0 };
    window.calls = calls;
    document.hasFocus = () => false;
    class NoticeDouble {
      static permission = 'granted';
      constructor() {
        calls.notices += 1;
      }
      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: NoticeDouble });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, at?: number) {
      calls.tones += 1;
      start.call(this, at);
    };
  });
}

describe('the window of the settings closes', () => {
  test('with the main one, after whoever has something unsaved in it said so', async () => {
    const { settings, id } = await openSettings();
    await writeARule(settings);
    desktop.ask({ type: 'quit' });
    const { message } = await desktop.event('message-box');
    expect(message).toBe('Something you changed has not been saved yet.');
    // Nobody was asked about chats: she has not left.
    expect(await inbox.page.$('[role=dialog]')).toBeNull();
    expect(await inbox.page.evaluate(() => deskline.host.status())).toMatchObject({
      name: 'running',
    });

    expect(await quit()).toBe(0);
    expect(desktop.told('closed').map((window) => window.id)).toEqual([id, 1]);
    // And nobody waits for a screen that was the settings'.
    expect(lastStatus()).toMatchObject({ status: 'offline', hasDecided: true });
    expect(desktop.told('error-box')).toEqual([]);
  });

  test('when somebody signs out, who stays signed in while she stays there', async () => {
    const { settings, id } = await openSettings();
    await writeARule(settings);
    await signOut();
    await desktop.event('message-box');
    await inbox.finds('tablist', 'Which conversations');
    expect(await inbox.page.$('input[type=password]')).toBeNull();

    desktop.ask({ type: 'answer-dialogs', button: 1 });
    await signOut();
    await closed(id);
    await inbox.page.locator('[role=dialog] button[type=submit]').click();
    await inbox.finds('textbox', 'Password');
  });

  test('when its person is no admin any more, who has the team in the inbox then', async () => {
    const { settings, id } = await openSettings();
    await settings.finds('heading', 'Settings');
    const { ben, anaId } = await otherAdmin();
    const agentId = anaId as never;
    expect(await ben.command('agent.change', { agentId, role: 'agent' })).toMatchObject({
      ok: true,
    });
    await closed(id);
    await inbox.goTo('Team');
    await inbox.finds('heading', 'Team');
    expect(desktop.told('window')).toHaveLength(2);
  });

  test('unless she keeps what is unsaved: then it says that nothing can be saved any more', async () => {
    const { settings, id } = await openSettings();
    await writeARule(settings);
    const { ben, anaId } = await otherAdmin();
    await ben.command('agent.end-sessions', { agentId: anaId as never });
    await desktop.event('message-box');
    await inbox.finds('textbox', 'Password');
    await settings.reads('You were signed out.');
    await settings.finds('textbox', 'Name of the rule');
    expect(await accessibilityProblems(settings)).toEqual([]);
    desktop.ask({ type: 'answer-dialogs', button: 1 });
    await settings.press('Close window');
    await closed(id);
  });

  test('and opens again where it was', async () => {
    const { id } = await openSettings();
    desktop.ask({ type: 'close-windows', id });
    await closed(id);
    const kept = join(dataDirectory, 'desktop', 'settings-window.json');
    const [, first] = desktop.told('window');
    await inbox.goTo('Number');
    const { page } = await desktop.settings(2);
    await Screen.of(page).finds('heading', 'Number');
    expect(await hash(page)).toBe('#/number');
    expect(desktop.told('window')[2]?.bounds).toEqual(first?.bounds);
    await expect
      .poll(() => readFile(kept, 'utf8').then(JSON.parse), { timeout: 10_000 })
      .toEqual(first?.bounds);
  });
});

async function signOut(): Promise<void> {
  await inbox.page.locator('nav.rail button[title^="Ana"]').click();
  await inbox.page.locator('[role=menuitem] ::-p-text(Sign out)').click();
}

/** Read when the program is over. */
function lastStatus(): unknown {
  const database = new Database(join(dataDirectory, 'deskline.db'), { readonly: true });
  try {
    const sql = `SELECT data FROM journal WHERE kind = 'agent.status-changed' ORDER BY seq DESC`;
    const { data } = database.prepare<[], { data: string }>(sql).get()!;
    return JSON.parse(data);
  } finally {
    database.close();
  }
}
