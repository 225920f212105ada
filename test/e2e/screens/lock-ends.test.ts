import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { invariant } from '#shared/util/assert.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

declare global {
  interface Window {
    line?: {
      /** What becomes of what the page says from now on. */
      says: 'all' | 'nothing' | 'in another version';
      cut: () => void;
      /** It said that somebody uses it. */
      isActive: boolean;
    };
    /** Whether anything of the inbox was in the page since the lock, for a moment as well. */
    hasShown?: boolean;
  }
}

let office: SimulatedOffice;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, 'Good morning');
});

beforeEach(async () => {
  cleo = await office.sitDown('Cleo');
  await cleo.page.evaluateOnNewDocument(holdLine);
  await cleo.page.reload();
  await cleo.openChat('Anna Berg');
  await cleo.page.locator('button[title^="Cleo ("]').click();
  await cleo.page.locator('::-p-aria([name="Lock"][role="menuitem"])').click();
  await cleo.finds('button', 'Unlock');
  await cleo.page.evaluate(watchForInbox);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(cleo.page, task.name);
  await cleo.page.browserContext().close();
});

afterAll(() => office.close());

/** Runs in the page, before anything else does. */
function holdLine(): void {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (this: WebSocket, text: string) {
    const says = window.line?.says ?? 'all';
    const isActive = window.line?.isActive === true || text.includes('"session.active"');
    window.line = { says, isActive, cut: () => this.close() };
    if (says === 'nothing') return;
    send.call(this, says === 'all' ? text : text.replace(/"v":\d+/, '"v":999'));
  };
}

/** Runs in the page. */
function watchForInbox(): void {
  window.hasShown = false;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.textContent?.includes('Anna') === true) window.hasShown = true;
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}

const hasShown = () => cleo.page.evaluate(() => window.hasShown);

async function endSessions(): Promise<void> {
  const [admin, { id: agentId }] = [await person('Ana'), await person('Cleo')];
  await office.host.core.handlers['agent.end-sessions']({ agentId }, admin);
}

async function person(name: string) {
  const signedIn = await office.host.core.accounts.signIn({ name, password: PASSWORD }, 'test');
  invariant(signedIn.ok, `${name} is let in`);
  return signedIn.value.agent;
}

/** The line breaks, and the page comes back on another. */
function comeBack(says: 'nothing' | 'in another version'): Promise<void> {
  return cleo.page.evaluate((how) => {
    const { line } = window;
    if (line === undefined) throw new Error('no line');
    line.says = how;
    line.cut();
  }, says);
}

test('a screen says that it is used although nothing is locked by itself', async () => {
  await cleo.fill('Password', PASSWORD);
  await cleo.press('Unlock');
  await cleo.finds('textbox', 'Answer to Anna Berg');
  await cleo.page.keyboard.press('Shift');
  await cleo.page.waitForFunction(() => window.line?.isActive);
});

test('a host of another version asks a locked screen to load again, and it shows nothing', async () => {
  await comeBack('in another version');
  await cleo.finds('button', 'Reload');
  expect(await hasShown()).toBe(false);
  expect(await cleo.page.$('[aria-label^="Messages with"]')).toBeNull();
});

test('a session that is ended behind the lock shows the inbox not for a moment', async () => {
  await endSessions();
  await cleo.finds('button', 'Sign in');
  expect(await hasShown()).toBe(false);
});

test('the right password for a session that is over leads to signing in, which says why', async () => {
  await comeBack('nothing');
  await endSessions();
  await cleo.fill('Password', PASSWORD);
  await cleo.press('Unlock');
  await cleo.finds('button', 'Sign in');
  await cleo.reads('An admin signed you out.');
  expect(await hasShown()).toBe(false);
});
