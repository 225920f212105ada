import { existsSync } from 'node:fs';
import type { BrowserPlatform } from '@puppeteer/browsers';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { BrowserSource } from './browser-source.ts';
import {
  BrowserDownloadError,
  downloadBrowser,
  downloadPlatform,
  downloadedPath,
} from './download-browser.ts';
import { findBrowser } from './find-browser.ts';
import type { BrowserPlaces } from './find-browser.ts';

interface InstalledBrowserOptions {
  /** The one that was asked for; another one is no substitute. */
  readonly requested?: string | undefined;
  /** Absolute path of the folder that a downloaded browser is kept in. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly places?: BrowserPlaces;
  readonly baseUrl?: string;
  readonly platform?: BrowserPlatform | null;
}

/** A browser of this computer; without one, Chrome is downloaded. */
export function installedBrowser(options: InstalledBrowserOptions): BrowserSource {
  const { requested, directory, clock, log, places, baseUrl } = options;
  const platform = options.platform === undefined ? downloadPlatform() : options.platform;
  return async ({ onProgress, signal }) => {
    const found = await findBrowser({ requested }, places);
    if ('path' in found) return found;
    log.warn({}, found.detail);
    if (found.problem !== 'none-found' || platform === null) return found;
    const path = downloadedPath(directory, platform);
    if (existsSync(path)) return { path };
    try {
      const download = { directory, clock, onProgress, signal, platform, baseUrl };
      return { path: await downloadBrowser(download) };
    } catch (error) {
      if (!(error instanceof BrowserDownloadError)) throw error;
      log.error({ error }, 'The browser could not be downloaded.');
      return { problem: error.problem, detail: error.message };
    }
  };
}
