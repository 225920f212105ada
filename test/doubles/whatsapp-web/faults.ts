import { renderersOf } from './server/browser-processes.ts';
import type { BrowserWrapper } from './server/browser-wrapper.ts';
import type { Exchange } from './server/exchange.ts';
import type { MediaFault, Site } from './server/site.ts';
import type { PageStart } from './protocol.ts';

/** Things that go wrong. Counts are 1 unless given; several calls queue up. */
export interface Faults {
  /**
   * `nack`: WhatsApp refuses, the message ends with ack -1; `throws`: the page's send rejects.
   * Either way nothing reaches anybody. For `throws` a browser must be connected.
   */
  refuseSend(how?: 'nack' | 'throws', times?: number): Promise<void>;
  /**
   * `before`: the page never settles and nothing goes out; `after`: it never settles although the
   * message went out; `silent`: it went out and the acknowledgement is lost; `lost`: WhatsApp never
   * got it. The page offers either again with its next connection.
   */
  hangSend(how: 'before' | 'after' | 'silent' | 'lost', times?: number): Promise<void>;
  /**
   * The next reactions, edits, deletions and votes by the linked browser. `throws`: the page's own
   * function rejects; `before`: it never settles and nothing happens; `after`: it never settles
   * although it was done. A browser must be connected.
   */
  failAct(how: 'throws' | 'before' | 'after', times?: number): Promise<void>;
  /** From now on the page has the account's own votes without telling of them. */
  tellNoOwnVotes(): void;
  /** The next downloads and uploads: `missing` answers 404, `broken` 500, `hangs` never. */
  failMedia(how: MediaFault, times?: number): void;
  /** Cuts the socket; the page comes back at once. */
  dropSocket(): void;
  /** Nothing answers until the returned function is called. */
  unreachable(): () => void;
  reloadPage(): void;
  /** How pages behave that are opened from now on. */
  startPages(how: PageStart): void;
  /** Any of the library's WAState words. */
  setState(state: string): void;
  /** The sync starts and ends again: `authenticated` and `ready` come twice more. */
  flipSync(): void;
  /** From now on a sync ends before the library can listen: `ready` never comes. */
  syncEarly(): void;
  /** What came during a lost socket appears without an event from now on. */
  resumeSilently(): void;
  /** Keeps the page's main thread busy. */
  busy(ms: number): void;
  /** The newest browser started through the wrapper dies at once. */
  killBrowser(): Promise<void>;
  /** Only the page's process dies; the browser lives on. */
  crashPage(): Promise<void>;
  /** Only the page's process stands still, for good. */
  freezePage(): Promise<void>;
  /** Without this module, as if WhatsApp had moved it; for pages opened from now on. */
  hideModule(name: string): void;
  /** The browser stands still until the returned function is called. */
  freezeBrowser(): Promise<() => void>;
}

export function makeFaults(exchange: Exchange, site: Site, browser: BrowserWrapper): Faults {
  const lines = () => exchange.devices.lines();
  const inPage = async (fault: 'throws' | 'hangs-before' | 'hangs-after', times: number) => {
    if (lines().length === 0) throw new Error('No browser is connected');
    await Promise.all(lines().map((line) => line.arm({ type: 'send-fault', fault, times })));
  };
  const newestBrowser = async () => {
    const pid = (await browser.startedPids()).at(-1);
    if (pid === undefined) throw new Error('No browser was started');
    return pid;
  };
  return {
    async refuseSend(how = 'nack', times = 1) {
      if (how === 'throws') await inPage('throws', times);
      else exchange.failNextSends('refuse', times);
    },
    async hangSend(how, times = 1) {
      if (how === 'silent') exchange.failNextSends('keep-silent', times);
      else if (how === 'lost') exchange.failNextSends('lose', times);
      else await inPage(how === 'before' ? 'hangs-before' : 'hangs-after', times);
    },
    async failAct(how, times = 1) {
      if (lines().length === 0) throw new Error('No browser is connected');
      const fault = how === 'throws' ? how : (`hangs-${how}` as const);
      await Promise.all(lines().map((line) => line.arm({ type: 'act-fault', fault, times })));
    },
    tellNoOwnVotes: () => {
      exchange.settings.tellsOwnVotes = false;
    },
    failMedia: (how, times = 1) => site.failNextMedia(how, times),
    dropSocket: () => lines().forEach((line) => line.cut()),
    unreachable() {
      site.setReachable(false);
      return () => site.setReachable(true);
    },
    reloadPage: () => lines().forEach((line) => line.send({ type: 'reload' })),
    startPages: (how) => site.startPages(how),
    setState: (state) => lines().forEach((line) => line.send({ type: 'state', state })),
    flipSync: () => lines().forEach((line) => line.send({ type: 'flip-sync' })),
    syncEarly: () => {
      exchange.settings.syncAtOnce = true;
    },
    resumeSilently: () => {
      exchange.devices.replaysLive = false;
    },
    busy: (ms) => lines().forEach((line) => line.send({ type: 'busy', ms })),
    async killBrowser() {
      process.kill(await newestBrowser(), 'SIGKILL');
    },
    async crashPage() {
      const renderers = await renderersOf(await newestBrowser());
      if (renderers.length === 0) throw new Error('No page process found');
      for (const pid of renderers) process.kill(pid, 'SIGKILL');
    },
    async freezePage() {
      for (const pid of await renderersOf(await newestBrowser())) process.kill(pid, 'SIGSTOP');
    },
    hideModule: (name) => site.hideModule(name),
    async freezeBrowser() {
      const pid = await newestBrowser();
      process.kill(pid, 'SIGSTOP');
      return () => process.kill(pid, 'SIGCONT');
    },
  };
}
