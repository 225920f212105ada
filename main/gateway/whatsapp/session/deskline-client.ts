import type { Browser, Page } from 'puppeteer';
import { LibraryClient, LibraryLocalAuth } from './library.ts';
import { muteUnusedEvents } from '../page/mute-events.ts';
import { repairKeys } from '../page/repair-keys.ts';
import { isInjected, markInjected, recognizePage, watchSocket } from '../page/socket-state.ts';
import { UnknownPage, UnreachablePage } from './diagnosis.ts';
import { chromeUserAgent, withoutHeadless } from './user-agent.ts';

export interface ClientOptions {
  /** Absolute path of the folder that holds the profile. */
  readonly directory: string;
  readonly browserPath: string;
  /** For a page to say its version, in milliseconds. */
  readonly recognizeMs: number;
  readonly onBrowser: (browser: Browser, page: Page) => void;
  readonly onSocketState: (state: string) => void;
  /** A document, the first or one after a reload, is prepared and about to sync. */
  readonly onInjected: () => void;
  /** A page that was reloaded could not be prepared. */
  readonly onInjectFailed: (error: unknown) => void;
}

const INJECT_ATTEMPTS = 3;
/** The library takes a session back by itself; here a person says so. */
const NEVER_MS = 2_000_000_000;

export async function createClient(options: ClientOptions): Promise<DesklineClient> {
  return new DesklineClient(options, await chromeUserAgent(options.browserPath));
}

/** whatsapp-web.js with its known gaps closed from outside. */
export class DesklineClient extends LibraryClient {
  readonly #options: ClientOptions;
  #injecting: Promise<void> = Promise.resolve();
  #isInitialized = false;
  #attachError: unknown = null;

  constructor(options: ClientOptions, userAgent: string | null) {
    const auth = new ProfileAuth(options.directory, () => this.#prepareBrowser(userAgent));
    super({
      authStrategy: auth,
      webVersionCache: { type: 'none' },
      authTimeoutMs: options.recognizeMs,
      // Otherwise it would end the browser when another one uses the same link.
      takeoverOnConflict: true,
      takeoverTimeoutMs: NEVER_MS,
      // Set for one page only it would contradict what else the browser says of itself.
      userAgent: false,
      puppeteer: {
        executablePath: options.browserPath,
        headless: true,
        // The browser ends with us, whatever happens to us.
        pipe: true,
        protocolTimeout: 60_000,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        args: browserArguments(userAgent),
      },
    });
    this.#options = options;
  }

  /** Why the page's events could not be subscribed to; null when they are. */
  get attachError(): unknown {
    return this.#attachError;
  }

  override async initialize(): Promise<void> {
    await super.initialize();
    this.#isInitialized = true;
  }

  // Called by the library from an event handler that lets errors end the process, and for every
  // frame that navigates, so that several runs would overlap and subscribe twice.
  override inject(): Promise<void> {
    const run = this.#injecting.then(() => this.#injectOnce());
    this.#injecting = run.catch(() => undefined);
    if (!this.#isInitialized) return run;
    return run.catch((error: unknown) => this.#options.onInjectFailed(error));
  }

  override async attachEventListeners(): Promise<void> {
    this.#attachError = null;
    try {
      await this.pupPage?.evaluate(repairKeys);
      await this.pupPage?.evaluate(muteUnusedEvents);
      await super.attachEventListeners();
    } catch (error) {
      this.#attachError = error;
    }
  }

  async #injectOnce(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await this.pupPage?.evaluate(isInjected)) return;
        await this.#refuseErrorPage();
        await super.inject();
        if (await this.pupPage?.evaluate(markInjected)) await this.pupPage?.evaluate(watchSocket);
        this.#options.onInjected();
        return;
      } catch (error) {
        if (error === 'auth timeout') await this.#refuseUnknownPage();
        if (attempt === INJECT_ATTEMPTS || !wasNavigatedAway(error)) throw error;
      }
    }
  }

  // The library would wait for it to become WhatsApp Web.
  async #refuseErrorPage(): Promise<void> {
    if ((await this.pupPage?.evaluate(recognizePage)) === 'unreachable') {
      throw new UnreachablePage('The page could not be loaded.');
    }
  }

  async #refuseUnknownPage(): Promise<void> {
    if ((await this.pupPage?.evaluate(recognizePage)) === 'unknown') {
      throw new UnknownPage('The page does not say its version.');
    }
  }

  async #prepareBrowser(userAgent: string | null): Promise<void> {
    const { pupBrowser, pupPage } = this;
    if (pupBrowser === null || pupPage === null) return;
    this.#options.onBrowser(pupBrowser, pupPage);
    await pupPage.exposeFunction('desklineSocketState', this.#options.onSocketState);
    if (userAgent === null) {
      await pupPage.setUserAgent({ userAgent: withoutHeadless(await pupBrowser.userAgent()) });
    }
  }
}

/** A profile folder that is only ever cleared once its browser is gone, which is not seen from here. */
class ProfileAuth extends LibraryLocalAuth {
  readonly #onBrowser: () => Promise<void>;

  constructor(directory: string, onBrowser: () => Promise<void>) {
    super({ dataPath: directory });
    this.#onBrowser = onBrowser;
  }

  override async afterBrowserInitialized(): Promise<void> {
    await this.#onBrowser();
  }

  override async logout(): Promise<void> {}
}

function browserArguments(userAgent: string | null): string[] {
  // Chromium refuses its sandbox to root.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(userAgent === null ? [] : [`--user-agent=${userAgent}`]),
  ];
}

function wasNavigatedAway(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Execution context was destroyed|Cannot find context|detached Frame/.test(error.message)
  );
}
