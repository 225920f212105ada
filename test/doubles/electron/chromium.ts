import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import type { Browser } from 'puppeteer';
import { findBrowser } from '#test/doubles/whatsapp-web/server/browser-wrapper.ts';
import { startFrontServer } from './front-server.ts';
import { session } from './session.ts';
import { toApp } from './page-addresses.ts';
import { tellTest } from './test-line.ts';

interface Chromium {
  readonly browser: Browser;
  close(): Promise<void>;
}

let started: Promise<Chromium> | null = null;

/** The real browser that shows the windows; started with the app. */
export function chromium(): Promise<Chromium> {
  started ??= start();
  return started;
}

export async function closeChromium(): Promise<void> {
  if (started !== null) await (await started).close();
}

async function start(): Promise<Chromium> {
  const front = await startFrontServer();
  const profile = await mkdtemp(join(tmpdir(), 'electron-double-'));
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    userDataDir: profile,
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      `--host-resolver-rules=MAP * 127.0.0.1:${front.port}`,
      '--ignore-certificate-errors',
      '--no-proxy-server',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  await watchDownloads(browser);
  tellTest({ type: 'browser', endpoint: browser.wsEndpoint(), pid: browser.process()?.pid ?? 0 });
  return {
    browser,
    async close() {
      await browser.close();
      front.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What Electron asks of the product about a download; none is carried out. */
async function watchDownloads(browser: Browser): Promise<void> {
  const cdp = await browser.target().createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
  cdp.on('Browser.downloadWillBegin', ({ url, suggestedFilename }) => {
    let isPrevented = false;
    let defaultPath: string | null = null;
    const item = {
      getURL: () => toApp(url),
      getFilename: () => suggestedFilename,
      setSaveDialogOptions: (options: { defaultPath?: string }) => {
        defaultPath = options.defaultPath ?? null;
      },
    };
    const event = { preventDefault: () => (isPrevented = true) };
    session.defaultSession.emit('will-download', event, item);
    tellTest({ type: 'download', url: toApp(url), isPrevented, defaultPath });
  });
}
