import type { Browser, Page } from 'puppeteer';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { bounded } from '../bounded.ts';
import { ContactBook } from '../inbound/contact-book.ts';
import { createClient } from './deskline-client.ts';
import type { DesklineClient } from './deskline-client.ts';
import { Inbound } from '../inbound/inbound.ts';
import type { LibraryMessage } from './library.ts';
import { watchLiveness } from './liveness.ts';
import { readContacts } from '../page/contacts.ts';
import { inspectPage } from '../page/inspect.ts';
import { announceSync, readSocketState } from '../page/socket-state.ts';
import type { Fact } from '../protocol.ts';
import { disconnectReason, reasonOf } from '../reasons.ts';
import { watchSync } from './sync-watch.ts';

const INITIALIZE_MS = 90_000;
const CLOSE_MS = 8_000;
const LOOK_MS = 10_000;

interface SessionOptions {
  /** Absolute path of the folder that holds the profile. */
  readonly directory: string;
  readonly browserPath: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onBrowser: (pid: number) => void;
  readonly onFact: (fact: Fact) => void;
  readonly onEvent: (event: GatewayEvent) => void;
  /** The session is over and its browser closed, or as good as it could be. */
  readonly onClosed: () => void;
}

/** One browser with WhatsApp Web in it, from its start to its end. It never starts again. */
export class Session {
  readonly inbound: Inbound;
  readonly #options: SessionOptions;
  #client: DesklineClient | null = null;
  #stopSyncWatch = () => {};
  #stopLivenessWatch = () => {};
  #hasBrowser = false;
  #isReady = false;
  #isOver = false;

  constructor(options: SessionOptions) {
    const { clock, log } = options;
    this.#options = options;
    const contacts = new ContactBook((addresses) => this.#readContacts(addresses), clock, log);
    this.inbound = new Inbound({ contacts, clock, log, emit: options.onEvent });
  }

  async start(): Promise<void> {
    const { directory, browserPath, clock } = this.#options;
    try {
      const client = await createClient({
        directory,
        browserPath,
        onBrowser: (browser, page) => this.#watchBrowser(browser, page),
        onSocketState: (state) => this.#socketChanged(state),
        onInjected: () => this.#pageLoaded(),
        onInjectFailed: (error) => this.#lost(error),
      });
      if (this.#isOver) return;
      this.#client = client;
      this.#listen(client);
      await bounded(clock, INITIALIZE_MS, 'Starting WhatsApp Web', client.initialize());
      if (!this.#isOver) this.#watchLiveness();
    } catch (error) {
      this.#lost(error);
    }
  }

  /** Ends the browser in order. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#close();
  }

  /** The page, once it can be read and sent with. */
  get page(): Page {
    const page = this.#client?.pupPage;
    if (!this.#isReady || this.#isOver || !page) {
      throw new GatewayError('not-connected', 'WhatsApp is not connected.');
    }
    return page;
  }

  get client(): DesklineClient {
    if (this.page && this.#client) return this.#client;
    throw new GatewayError('not-connected', 'WhatsApp is not connected.');
  }

  #listen(client: DesklineClient): void {
    const { inbound } = this;
    client.on('qr', (code: string) => this.#report({ type: 'code', code }));
    client.on('loading_screen', () => {
      if (!this.#isReady) this.#report({ type: 'syncing' });
    });
    client.on('ready', () => void this.#becameReady());
    client.on('message_create', (message: LibraryMessage) => inbound.message(message.rawData));
    client.on('message_ciphertext', (message: LibraryMessage) => inbound.message(message.rawData));
    client.on('message_ack', (message: LibraryMessage, ack: number) => {
      inbound.acknowledged(message.rawData, ack);
    });
    client.on('disconnected', (state: string) => {
      const { isLogout, reason } = disconnectReason(state);
      this.#end(isLogout ? { type: 'logged-out', reason } : { type: 'lost', reason });
    });
  }

  #watchBrowser(browser: Browser, page: Page): void {
    this.#hasBrowser = true;
    const pid = browser.process()?.pid;
    if (pid !== undefined) this.#options.onBrowser(pid);
    // The library notices neither.
    page.on('error', () => this.#lost(new Error('the page crashed')));
    browser.on('disconnected', () => this.#lost(new Error('the browser ended')));
  }

  #socketChanged(state: string): void {
    if (this.#isReady) {
      if (state === 'CONNECTED') this.#report({ type: 'online' });
      else if (state === 'CONFLICT') this.#report({ type: 'used-elsewhere' });
      else if (state === 'OPENING' || state === 'TIMEOUT') this.#report({ type: 'offline' });
    } else if (state === 'PAIRING') this.#report({ type: 'linking' });
    else if (state === 'CONNECTED') this.#report({ type: 'syncing' });
  }

  // Comes again after reloads and syncs: each time a reason to catch up.
  async #becameReady(): Promise<void> {
    const { clock, log } = this.#options;
    try {
      const page = this.#client?.pupPage;
      if (!page || this.#isOver) return;
      const found = await bounded(
        clock,
        LOOK_MS,
        'Looking at the page',
        page.evaluate(inspectPage),
      );
      this.inbound.setOwnAddresses(found.own);
      this.#isReady = true;
      this.#stopSyncWatch();
      const attachError = this.#client?.attachError;
      const affected = new Set([...found.affected, ...(attachError ? ['reading' as const] : [])]);
      if (affected.size > 0)
        log.error(
          { affected: [...affected], error: attachError },
          'WhatsApp Web has changed; parts of it cannot be used.',
        );
      this.#report({
        type: 'ready',
        phone: found.phone === null ? '' : `+${found.phone}`,
        displayName: found.displayName,
        affected: [...affected],
      });
    } catch (error) {
      this.#lost(error);
    }
  }

  /** The first page, or one after a reload, which has to sync before it can be used. */
  #pageLoaded(): void {
    if (this.#isOver) return;
    if (this.#isReady) this.#report({ type: 'syncing' });
    this.#isReady = false;
    this.#stopSyncWatch();
    this.#watchForSync();
  }

  #watchForSync(): void {
    const { clock, log } = this.#options;
    const ask = <T>(what: string, fn: () => T | Promise<T>) => {
      const page = this.#client?.pupPage;
      return page ? bounded(clock, LOOK_MS, what, page.evaluate(fn) as Promise<T>) : null;
    };
    this.#stopSyncWatch = watchSync({
      clock,
      look: async () => ask('Looking at the socket', readSocketState),
      remedy: async () => {
        log.warn({}, 'WhatsApp Web has synced unnoticed; telling the library.');
        await ask('Announcing the sync', announceSync);
      },
    });
  }

  #watchLiveness(): void {
    const { clock } = this.#options;
    this.#stopLivenessWatch = watchLiveness({
      clock,
      probe: async () => {
        const page = this.#client?.pupPage;
        if (page) await bounded(clock, LOOK_MS, 'A sign of life', page.evaluate(readSocketState));
      },
      onDead: () => this.#lost(new Error('the page stopped answering')),
    });
  }

  async #readContacts(addresses: readonly string[]) {
    const { page } = this;
    const facts = await bounded(
      this.#options.clock,
      LOOK_MS,
      'Reading contacts',
      page.evaluate(readContacts, addresses),
    );
    return facts.map((each) => ({ ...each, address: waAddressSchema.parse(each.address) }));
  }

  #report(fact: Fact): void {
    if (!this.#isOver) this.#options.onFact(fact);
  }

  #lost(error: unknown): void {
    if (this.#isOver) return;
    this.#options.log.warn({ error }, 'The session with WhatsApp Web is over.');
    this.#end({ type: 'lost', reason: reasonOf(error, this.#hasBrowser) });
  }

  #end(fact: Fact): void {
    if (this.#isOver) return;
    this.#report(fact);
    this.#isOver = true;
    void this.#close();
  }

  async #close(): Promise<void> {
    const { clock, log, onClosed } = this.#options;
    this.#stopSyncWatch();
    this.#stopLivenessWatch();
    this.inbound.stop();
    try {
      await bounded(
        clock,
        CLOSE_MS,
        'Closing the browser',
        this.#client?.destroy() ?? Promise.resolve(),
      );
    } catch (error) {
      log.warn({ error }, 'The browser did not close in order and is ended.');
    }
    onClosed();
  }
}
