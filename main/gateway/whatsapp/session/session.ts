import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/util/assert.ts';
import { bounded } from '../bounded.ts';
import { ContactBook } from '../inbound/contact-book.ts';
import { Inbound } from '../inbound/inbound.ts';
import { readContacts } from '../page/contacts.ts';
import { inspectPage } from '../page/inspect.ts';
import { announceSync, readSocketState, refreshCode, takeOver } from '../page/socket-state.ts';
import type { Fact, SessionOrder, SessionPace } from '../protocol.ts';
import { Deadline } from './deadline.ts';
import { createClient } from './deskline-client.ts';
import type { DesklineClient } from './deskline-client.ts';
import { closingFact, diagnose, disconnectFact } from './diagnosis.ts';
import { watchLiveness } from './liveness.ts';
import { listenToMessages } from './message-events.ts';
import { profileWrittenAt, watchSettling } from './settling.ts';
import { watchSync } from './sync-watch.ts';

const CLOSE_MS = 8_000;
const LOOK_MS = 10_000;
/** How long WhatsApp lets a code to type be used. */
const PAIRING_CODE_MS = 180_000;

interface SessionOptions {
  /** Absolute path of the folder that holds the profile. */
  readonly directory: string;
  readonly browserPath: string;
  readonly pace: SessionPace;
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
  /** For whatever is expected next of the page. */
  readonly #patience: Deadline;
  #client: DesklineClient | null = null;
  #stopSyncWatch = () => {};
  #livenessWatch: ReturnType<typeof watchLiveness> | null = null;
  #stopSettlingWatch = () => {};
  #hasBrowser = false;
  #isReady = false;
  #isOver = false;

  constructor(options: SessionOptions) {
    const { clock, log } = options;
    this.#options = options;
    this.#patience = new Deadline(clock);
    const contacts = new ContactBook((addresses) => this.#readContacts(addresses), clock, log);
    this.inbound = new Inbound({ contacts, clock, log, emit: options.onEvent });
  }

  async start(): Promise<void> {
    const { directory, browserPath, clock, pace } = this.#options;
    try {
      const client = await createClient({
        directory,
        browserPath,
        recognizeMs: pace.recognize,
        onBrowser: (browser, page) => this.#watchBrowser(browser, page),
        onSocketState: (state) => this.#socketChanged(state),
        onInjected: () => this.#pageLoaded(),
        onInjectFailed: (error) => this.#failed(error),
      });
      if (this.#isOver) return;
      this.#client = client;
      this.#listen(client);
      await bounded(clock, pace.start, 'Starting WhatsApp Web', client.initialize());
      if (!this.#isOver) this.#watchLiveness();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Ends the browser in order. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#close();
  }

  obey(order: SessionOrder): void {
    switch (order.type) {
      case 'reload-page':
        return this.#reload();
      case 'refresh-code':
        return this.#inPage('Asking for a code', refreshCode);
      case 'take-over':
        return this.#inPage('Taking over', takeOver);
      case 'look-now':
        return this.#livenessWatch?.lookNow();
      case 'pair':
        return void this.#pair(order.phone);
      case 'cancel-pairing':
        this.#client?.cancelPairingCode().catch((error: unknown) => this.#failed(error));
        return;
      default:
        assertNever(order);
    }
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
    client.on('qr', (code: string) => {
      this.#patience.clear();
      this.#report({ type: 'code', code });
    });
    client.on('code', (code: string) => this.#report({ type: 'pairing-code', code }));
    client.on('loading_screen', (percent: number) => this.#syncing(percent));
    client.on('ready', () => void this.#becameReady());
    listenToMessages(client, this.inbound);
    client.on('disconnected', (state: string) => this.#end(disconnectFact(state)));
  }

  #watchBrowser(browser: Browser, page: Page): void {
    this.#hasBrowser = true;
    const pid = browser.process()?.pid;
    if (pid !== undefined) this.#options.onBrowser(pid);
    // The library notices neither.
    page.on('error', (error) => this.#trouble('page-crashed', error.message));
    browser.on('disconnected', () => {
      this.#end({ type: 'lost', trouble: 'browser-ended', detail: '' });
    });
  }

  #socketChanged(state: string): void {
    const closing = closingFact(state);
    if (closing !== null) this.#end(closing);
    else if (this.#isReady) this.#connectionChanged(state);
    else if (state === 'UNPAIRED_IDLE') this.#report({ type: 'codes-lapsed' });
    else if (state === 'PAIRING') this.#report({ type: 'linking' });
    else if (state === 'CONNECTED') this.#syncing(null);
  }

  #connectionChanged(state: string): void {
    if (state === 'CONNECTED') {
      this.#patience.clear();
      this.#report({ type: 'online' });
    } else if (state === 'CONFLICT') {
      this.#report({ type: 'used-elsewhere' });
    } else if (state === 'TIMEOUT') {
      this.#report({ type: 'phone-offline' });
    } else if (state === 'OPENING') {
      this.#patience.set(this.#options.pace.offline, () => this.#trouble('offline-too-long', ''));
      this.#report({ type: 'offline' });
    }
  }

  #syncing(progress: number | null): void {
    if (this.#isReady) return;
    this.#patience.set(this.#options.pace.sync, () => this.#trouble('never-ready', ''));
    const percent = progress === null ? null : Math.min(100, Math.max(0, Math.round(progress)));
    this.#report({ type: 'syncing', progress: percent });
  }

  // Comes again after reloads and syncs: each time a reason to catch up.
  async #becameReady(): Promise<void> {
    const { clock, log } = this.#options;
    try {
      const page = this.#client?.pupPage;
      if (!page || this.#isOver) return;
      const found = await bounded(clock, LOOK_MS, 'A look', page.evaluate(inspectPage));
      this.inbound.setOwnAddresses(found.own);
      this.#isReady = true;
      this.#stopSyncWatch();
      this.#patience.clear();
      const attachError = this.#client?.attachError;
      const affected = [
        ...new Set([...found.affected, ...(attachError ? ['reading' as const] : [])]),
      ];
      if (affected.length > 0) {
        log.error({ affected, error: attachError }, 'Parts of WhatsApp Web cannot be used.');
      }
      const phone = found.phone === null ? '' : `+${found.phone}`;
      const { displayName } = found;
      this.#report({ type: 'ready', phone, displayName, affected });
      this.#watchSettling();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The first page, or one after a reload, which has to sync before it can be used. */
  #pageLoaded(): void {
    if (this.#isOver) return;
    const wasReady = this.#isReady;
    this.#isReady = false;
    if (wasReady) this.#syncing(null);
    this.#watchForSync();
  }

  #reload(): void {
    const { pace } = this.#options;
    const page = this.#client?.pupPage;
    if (!page || this.#isOver) return;
    this.#isReady = false;
    this.#stopSyncWatch();
    this.#patience.set(pace.reload, () => this.#trouble('page-silent', 'after a reload'));
    // What came of it is seen in the page, and in what the library makes of it.
    page.reload({ timeout: pace.reload }).catch((error: unknown) => {
      this.#options.log.warn({ error }, 'The page could not be loaded anew.');
    });
  }

  async #pair(phone: string): Promise<void> {
    try {
      await this.#client?.requestPairingCode(phone.replace('+', ''), true, PAIRING_CODE_MS);
    } catch (error) {
      this.#options.log.warn({ error }, 'WhatsApp gave no code to type.');
      const isTooOften = /overlimit|rate|429/i.test(String(error));
      this.#report({ type: 'pairing-failed', problem: isTooOften ? 'too-many-tries' : 'failed' });
    }
  }

  #watchForSync(): void {
    const { clock, log } = this.#options;
    const ask = <T>(what: string, fn: () => T | Promise<T>) => {
      const page = this.#client?.pupPage;
      return page ? bounded(clock, LOOK_MS, what, page.evaluate(fn) as Promise<T>) : null;
    };
    this.#stopSyncWatch();
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
    const { clock, pace } = this.#options;
    this.#livenessWatch?.stop();
    this.#livenessWatch = watchLiveness({
      clock,
      everyMs: pace.look,
      probe: async () => {
        const page = this.#client?.pupPage;
        if (page) await bounded(clock, pace.answer, 'A look', page.evaluate(readSocketState));
      },
      onDead: () => {
        this.#trouble('page-silent', '');
        if (!this.#isOver) this.#watchLiveness();
      },
    });
  }

  #watchSettling(): void {
    const { clock, directory } = this.#options;
    this.#stopSettlingWatch();
    this.#stopSettlingWatch = watchSettling({
      clock,
      writtenAt: () => profileWrittenAt(join(directory, 'session')),
      onSettled: () => this.#report({ type: 'settled' }),
    });
  }

  async #readContacts(addresses: readonly string[]) {
    const { page } = this;
    const reading = page.evaluate(readContacts, addresses);
    const facts = await bounded(this.#options.clock, LOOK_MS, 'Reading contacts', reading);
    return facts.map((each) => ({ ...each, address: waAddressSchema.parse(each.address) }));
  }

  /** What goes wrong here is noticed by the watches. */
  #inPage(what: string, work: () => void): void {
    const page = this.#client?.pupPage;
    if (!page || this.#isOver) return;
    bounded(this.#options.clock, LOOK_MS, what, page.evaluate(work)).catch((error: unknown) => {
      this.#options.log.warn({ error }, `${what} failed.`);
    });
  }

  #report(fact: Fact): void {
    if (!this.#isOver) this.#options.onFact(fact);
  }

  #trouble(trouble: Extract<Fact, { type: 'trouble' }>['trouble'], detail: string): void {
    if (this.#isOver) return;
    this.#options.log.warn({ trouble, detail }, 'The page of WhatsApp Web is in trouble.');
    this.#report({ type: 'trouble', trouble, detail });
  }

  #failed(error: unknown): void {
    if (this.#isOver) return;
    this.#options.log.warn({ error }, 'The session with WhatsApp Web is over.');
    this.#end(diagnose(error, this.#hasBrowser));
  }

  #end(fact: Fact): void {
    if (this.#isOver) return;
    this.#report(fact);
    this.#isOver = true;
    void this.#close();
  }

  async #close(): Promise<void> {
    const { clock, log, onClosed } = this.#options;
    this.#patience.clear();
    this.#stopSyncWatch();
    this.#livenessWatch?.stop();
    this.#stopSettlingWatch();
    this.inbound.stop();
    try {
      const closing = this.#client?.destroy() ?? Promise.resolve();
      await bounded(clock, CLOSE_MS, 'Closing the browser', closing);
    } catch (error) {
      log.warn({ error }, 'The browser did not close in order and is ended.');
    }
    onClosed();
  }
}
