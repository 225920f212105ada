import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  Browser,
  ChromeReleaseChannel,
  detectBrowserPlatform,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';
import { BROWSER_CACHE, findTestBrowser } from '#test/doubles/browser.ts';

/** Makes sure that there is a browser for the tests. Null, or a sentence on what to do. */
export async function ensureTestBrowser(say: (line: string) => void): Promise<string | null> {
  if ((await findTestBrowser()) !== null) return null;
  const asked = process.env.DESKLINE_BROWSER || process.env.CHROME_PATH;
  if (asked) return `There is no browser at ${asked}: change DESKLINE_BROWSER or CHROME_PATH.`;
  say('No browser for the tests was found: installing one…');
  const reasons = [installPackage(), await fetchChrome()].filter((why) => why !== null);
  if ((await findTestBrowser()) !== null) return null;
  return `The tests need Chrome, Chromium or Edge. Install one, or set DESKLINE_BROWSER to its path. (${reasons.join(' ')})`;
}

/** Debian's and Ubuntu's own package, when we may install it. Null when that worked. */
function installPackage(): string | null {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    return 'No package could be installed: that needs root on Debian or Ubuntu.';
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const isDone = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
  return isDone ? null : 'apt-get could not install chromium.';
}

async function fetchChrome(): Promise<string | null> {
  if ((await findTestBrowser()) !== null) return null;
  const platform = detectBrowserPlatform();
  if (platform === undefined) return 'Chrome does not exist for this system.';
  try {
    const tag = ChromeReleaseChannel.STABLE;
    const buildId = await resolveBuildId(Browser.CHROME, platform, tag);
    await install({ browser: Browser.CHROME, buildId, cacheDir: BROWSER_CACHE });
    return null;
  } catch (error) {
    return `Chrome could not be fetched: ${error instanceof Error ? error.message : String(error)}`;
  }
}
