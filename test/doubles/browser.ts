import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, getInstalledBrowsers } from '@puppeteer/browsers';
import { findBrowser } from '#main/gateway/whatsapp/find-browser.ts';
import { packageDirectory } from '#main/system/paths.ts';

/** Where the test command puts a browser when the machine has none. */
export const BROWSER_CACHE = join(packageDirectory(), 'node_modules', '.cache', 'browsers');

/** The browser for tests, an absolute path: the one asked for, one of this PC, or a fetched one. */
export async function findTestBrowser(): Promise<string | null> {
  const asked = process.env.DESKLINE_BROWSER || process.env.CHROME_PATH;
  if (asked) return (await isExecutable(asked)) ? asked : null;
  const installed = await findBrowser();
  if ('path' in installed) return installed.path;
  const fetched = await getInstalledBrowsers({ cacheDir: BROWSER_CACHE });
  return fetched.find(({ browser }) => browser === Browser.CHROME)?.executablePath ?? null;
}

/** For tests, which cannot go on without one. */
export async function testBrowser(): Promise<string> {
  const path = await findTestBrowser();
  if (path !== null) return path;
  throw new Error('There is no browser for the tests: run npm test once, or set DESKLINE_BROWSER.');
}

/**
 * Without the process that would imitate a graphics card, which costs more than it draws. Chromium
 * refuses its sandbox to root, which tests in containers often are.
 */
export function testBrowserArgs(): string[] {
  return ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
