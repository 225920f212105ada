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

/** Starts the real browser that shows the windows; it keeps its own files in `profile`. */
export async function startChromium(profile: string): Promise<void> {
  started ??= start(profile);
  await started;
}

export async function chromium(): Promise<Browser> {
  if (started === null) throw new Error('The app is not ready: there can be no window yet.');
  return (await started).browser;
}

export async function closeChromium(): Promise<void> {
  if (started !== null) await (await started).close();
}

async function start(profile: string): Promise<Chromium> {
  const front = await startFrontServer();
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
  // Also when the program crashes.
  process.once('exit', () => browser.process()?.kill('SIGKILL'));
  await watchDownloads(browser);
  tellTest({ type: 'browser', endpoint: browser.wsEndpoint(), pid: browser.process()?.pid ?? 0 });
  return {
    browser,
    async close() {
      await browser.close();
      front.close();
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
