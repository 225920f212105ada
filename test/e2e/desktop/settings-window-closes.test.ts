import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HubClient } from '#shared/client/types.ts';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { DemoDesktop } from '#test/doubles/electron/demo-desktop.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { found } from '#test/faults/agent-client.ts';

declare const deskline: DesklineBridge;

let demo: DemoDesktop;
/** Of an admin, in the main window. */
let inbox: Screen;

beforeEach(async () => {
  demo = await DemoDesktop.open();
  ({ inbox } = demo);
});

afterEach(({ task }) => demo.close({ hasFailed: task.result?.state === 'fail' }));

/** Something in it that would be lost. */
async function writeARule(settings: Screen): Promise<void> {
  await settings.page.evaluate(() => deskline.settings.open('#/automation'));
  await settings.press('Empty rule');
  await settings.fill('Name of the rule', 'Not saved by anybody');
  await settings.page.keyboard.press('Tab');
  await settings.reads('Not saved', '[aria-live=polite]');
}

/** Resolves with a second admin. */
async function otherAdmin(): Promise<{ ben: HubClient; anaId: number }> {
  const [ana, ben] = [await demo.elsewhere(0), await demo.elsewhere(1)];
  const agentId = ben.replica.me!.id;
  expect(await ana.command('agent.change', { agentId, role: 'admin' })).toMatchObject({ ok: true });
  await found(ben, () => ben.replica.me?.role === 'admin' || null);
  return { ben, anaId: ana.replica.me!.id };
}

test('the window of the settings closes with the main one, after whoever has something unsaved in it said so', async () => {
  const { settings, id } = await demo.openSettings();
  await writeARule(settings);
  demo.program.ask({ type: 'quit' });
  const { message } = await demo.program.event('message-box');
  expect(message).toBe('Something you changed has not been saved yet.');
  // Nobody was asked about chats: she has not left.
  expect(await inbox.page.$('[role=dialog]')).toBeNull();
  expect(await inbox.page.evaluate(() => deskline.host.status())).toMatchObject({
    name: 'running',
  });

  expect(await demo.quit()).toBe(0);
  expect(demo.program.told('closed').map((window) => window.id)).toEqual([id, 1]);
  // And nobody waits for a screen that was the settings'.
  expect(lastStatus()).toMatchObject({ status: 'offline', hasDecided: true });
  expect(demo.program.told('error-box')).toEqual([]);
});

test('the window of the settings closes when somebody signs out, who stays signed in while she stays there', async () => {
  const { settings, id } = await demo.openSettings();
  await writeARule(settings);
  await signOut();
  await demo.program.event('message-box');
  await inbox.finds('tablist', 'Which conversations');
  expect(await inbox.page.$('input[type=password]')).toBeNull();

  demo.program.ask({ type: 'answer-dialogs', button: 1 });
  await signOut();
  await demo.closed(id);
  await inbox.page.locator('[role=dialog] button[type=submit]').click();
  await inbox.finds('textbox', 'Password');
});

test('the window of the settings closes when its person is no admin any more, who has the team in the inbox then', async () => {
  const { settings, id } = await demo.openSettings();
  await settings.finds('heading', 'Settings');
  const { ben, anaId } = await otherAdmin();
  const agentId = anaId as never;
  expect(await ben.command('agent.change', { agentId, role: 'agent' })).toMatchObject({
    ok: true,
  });
  await demo.closed(id);
  await inbox.goTo('Team');
  await inbox.finds('heading', 'Team');
  expect(demo.program.told('window')).toHaveLength(2);
});

test('the window of the settings stays when she keeps what is unsaved, and says that nothing can be saved any more', async () => {
  const { settings, id } = await demo.openSettings();
  await writeARule(settings);
  const { ben, anaId } = await otherAdmin();
  await ben.command('agent.end-sessions', { agentId: anaId as never });
  await demo.program.event('message-box');
  await inbox.finds('textbox', 'Password');
  await settings.reads('You were signed out.');
  await settings.finds('textbox', 'Name of the rule');
  expect(await accessibilityProblems(settings)).toEqual([]);
  demo.program.ask({ type: 'answer-dialogs', button: 1 });
  await settings.press('Close window');
  await demo.closed(id);
});

test('the window of the settings opens again where it was', async () => {
  const { id } = await demo.openSettings();
  demo.program.ask({ type: 'close-windows', id });
  await demo.closed(id);
  const kept = join(demo.dataDirectory, 'desktop', 'settings-window.json');
  const [, first] = demo.program.told('window');
  const { settings } = await demo.openSettings('Number');
  const { page } = settings;
  await settings.finds('heading', 'Number');
  expect(await page.evaluate(() => location.hash)).toBe('#/number');
  expect(demo.program.told('window')[2]?.bounds).toEqual(first?.bounds);
  await expect
    .poll(() => readFile(kept, 'utf8').then(JSON.parse), { timeout: 10_000 })
    .toEqual(first?.bounds);
});

async function signOut(): Promise<void> {
  await inbox.page.locator('nav.rail button[title^="Ana"]').click();
  await inbox.page.locator('[role=menuitem] ::-p-text(Sign out)').click();
}

/** Read when the program is over. */
function lastStatus(): unknown {
  const database = new Database(join(demo.dataDirectory, 'deskline.db'), { readonly: true });
  try {
    const sql = `SELECT data FROM journal WHERE kind = 'agent.status-changed' ORDER BY seq DESC`;
    const { data } = database.prepare<[], { data: string }>(sql).get()!;
    return JSON.parse(data);
  } finally {
    database.close();
  }
}
