import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptLogins } from '#main/launch/demo-folder.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { startDesktop } from '#test/doubles/electron/start-desktop.ts';
import type { DesktopUnderTest } from '#test/doubles/electron/start-desktop.ts';
import { Screen } from '#test/doubles/screens/screen.ts';

let dataDirectory: string;
let desktop: DesktopUnderTest;
/** Of somebody with chats, in the window of the desktop app. */
let screen: Screen;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-closing-'));
  desktop = startDesktop({ out: await buildDesktop(), dataDirectory, args: ['--demo'] });
  screen = Screen.of(await desktop.page());
  const [login] = await keptLogins(dataDirectory);
  await screen.signIn(login!.name, login!.password);
  await screen.page.locator('a[data-conversation]').click();
  await screen.press('Claim');
  await screen.reads('You are answering');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    process.stderr.write(`${desktop.story()}\n`);
    // It may be waiting for an answer that nobody gives.
    process.kill(desktop.pid, 'SIGKILL');
  }
  await desktop.exited();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** Read when the program is over. */
function kept<R>(sql: string): R[] {
  const database = new Database(join(dataDirectory, 'deskline.db'), { readonly: true });
  try {
    return database.prepare<[], R>(sql).all();
  } finally {
    database.close();
  }
}

const OWNED = `SELECT id FROM conversations WHERE owner_id = 1 AND state = 'open'`;
const STATUSES = `SELECT data FROM journal WHERE kind = 'agent.status-changed' ORDER BY seq`;

test('a window whose person has chats asks what becomes of them, and then the program ends', async () => {
  desktop.ask({ type: 'close-windows' });
  await screen.reads('Close Deskline', '[role=dialog]');
  await screen.escapeDialog();
  // Whoever stays is asked again the next time.
  desktop.ask({ type: 'close-windows' });
  await screen.reads('Close Deskline', '[role=dialog]');
  await screen.page.locator('[role=dialog] label ::-p-text(Back to the queue)').click();
  await screen.page.locator('[role=dialog] button[type=submit]').click();
  expect(await desktop.exited()).toBe(0);
  expect(kept(OWNED)).toEqual([]);
});

test('quitting asks the same, and what stays theirs is still theirs', async () => {
  const before = await screen.page.locator('[role=tab][aria-label^="Mine"]').waitHandle();
  expect(await before.evaluate((tab) => tab.getAttribute('aria-label'))).not.toContain(' 0');
  desktop.ask({ type: 'quit' });
  await screen.reads('Close Deskline', '[role=dialog]');
  await screen.page.locator('[role=dialog] button[type=submit]').click();
  expect(await desktop.exited()).toBe(0);
  expect(kept(OWNED).length).toBeGreaterThan(0);
  const last = kept<{ data: string }>(STATUSES).at(-1);
  expect(JSON.parse(last?.data ?? '{}')).toMatchObject({ status: 'offline', hasDecided: true });
});
