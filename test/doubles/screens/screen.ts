import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import type { Browser, Page } from 'puppeteer';
import { packageDirectory } from '#main/system/paths.ts';
import { invariant } from '#shared/util/assert.ts';
import { testBrowser, testBrowserArgs } from '../browser.ts';

const RESULTS = join(packageDirectory(), 'test-results');

/** A browser of the office: each screen in it has cookies of its own, as on a PC of its own. */
export async function openOfficeBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: await testBrowser(),
    args: [...testBrowserArgs(), '--lang=en-US'],
    // The host made its certificate itself; pinning it is the desktop app's job.
    acceptInsecureCerts: true,
  });
}

/** Each message of the open timeline. */
const MESSAGES = '[aria-label^="Messages with"] li';

/** One person at one screen, who looks for things by what they are called. */
export class Screen {
  readonly page: Page;
  /** What went wrong in the page: errors nobody caught and what the console complains about. */
  readonly problems: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
  }

  static async open(browser: Browser, url: string): Promise<Screen> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    const screen = new Screen(page);
    await page.goto(url);
    return screen;
  }

  /** The one in this page, in a window of the desktop app for example. */
  static of(page: Page): Screen {
    return new Screen(page);
  }

  /** Makes the first admin account. */
  async setUp(code: string, name: string, password: string): Promise<void> {
    await this.fill('Setup code', code);
    await this.fill('Your name', name);
    await this.fill('Password', password);
    await this.press('Create account');
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.fill('Name', name);
    await this.fill('Password', password);
    await this.press('Sign in');
    await this.finds('tablist', 'Which conversations');
  }

  /** The same, from a device on which they are not signed in: that ends elsewhere. */
  async signInHere(name: string, password: string): Promise<void> {
    await this.fill('Name', name);
    await this.fill('Password', password);
    await this.press('Sign in');
    await this.press('Sign in here, sign out there');
    await this.finds('tablist', 'Which conversations');
  }

  /** With the password that an admin made, for one of their own. */
  async signInFirst(name: string, temporary: string, own: string): Promise<void> {
    await this.fill('Name', name);
    await this.fill('Password', temporary);
    await this.press('Sign in');
    await this.fill('New password', own);
    await this.fill('New password again', own);
    await this.press('Change password');
    await this.finds('tablist', 'Which conversations');
    // The browser notes the answer that a temporary password gets; nothing else is expected.
    const noted = this.problems.findIndex((problem) => problem.includes('a status of 403'));
    invariant(noted >= 0, 'a temporary password opens nothing by itself');
    this.problems.splice(noted, 1);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.page.locator(named('textbox', label)).fill(text);
  }

  async press(button: string): Promise<void> {
    await this.page.locator(named('button', button)).click();
  }

  /** Escape, once the dialog has the keyboard; resolves when the page below can be used again. */
  async escapeDialog(): Promise<void> {
    await this.page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') != null);
    await this.page.keyboard.press('Escape');
    await this.page.waitForFunction(
      () =>
        document.querySelector('[role=dialog]') === null &&
        getComputedStyle(document.body).pointerEvents !== 'none',
    );
  }

  async choose(tab: string): Promise<void> {
    await this.page.locator(`[role=tab][aria-label^="${tab}"]`).click();
  }

  async goTo(link: string): Promise<void> {
    await this.page.locator(named('link', link)).click();
  }

  /** Opens the conversation with this name from the list. */
  async openChat(name: string): Promise<void> {
    await this.page.locator(`a[data-conversation] ::-p-text(${name})`).click();
    await this.finds('textbox', `Answer to ${name}`);
  }

  async answer(name: string, text: string): Promise<void> {
    const field = await this.finds('textbox', `Answer to ${name}`);
    await field.type(text);
    await field.press('Enter');
  }

  /** Waits until something with this role and accessible name is on the screen. */
  async finds(role: string, name: string) {
    return this.page.locator(named(role, name)).waitHandle();
  }

  /** Waits until this text can be read somewhere, `within` a part of the page. */
  async reads(text: string, within = 'body'): Promise<void> {
    await this.page.waitForFunction(
      (wanted, selector) =>
        [...document.querySelectorAll<HTMLElement>(selector)].some((element) =>
          element.innerText.includes(wanted),
        ),
      { polling: 'mutation' },
      text,
      within,
    );
  }

  /** Waits for the ticks next to a message of ours. */
  async seesState(message: string, state: string): Promise<void> {
    await this.page.waitForFunction(
      (selector, wanted, label) =>
        [...document.querySelectorAll<HTMLElement>(selector)].some(
          (bubble) =>
            bubble.innerText.includes(wanted) &&
            bubble.querySelector(`[role=img][aria-label="${label}"]`) !== null,
        ),
      { polling: 'mutation' },
      MESSAGES,
      message,
      state,
    );
  }

  /** How often a text stands in the open timeline. */
  async count(text: string): Promise<number> {
    return this.page.$$eval(
      MESSAGES,
      (bubbles, wanted) =>
        bubbles.filter((bubble) => (bubble as HTMLElement).innerText.includes(wanted)).length,
      text,
    );
  }
}

const named = (role: string, name: string): string => `::-p-aria([name="${name}"][role="${role}"])`;

/** For whoever looks into why a test failed. */
export async function photograph(page: Page, name: string): Promise<void> {
  const file = `${name.replace(/[^a-z0-9]+/gi, '-')}.png`;
  await mkdir(RESULTS, { recursive: true });
  await page.screenshot({ path: `${RESULTS}/${file}` as `${string}.png` });
}
