import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { TargetType } from 'puppeteer';
import type { Browser, CDPSession, Dialog, Page, Protocol, Target } from 'puppeteer';
import type { Rectangle, WebPreferences } from 'electron';
import { chromium } from './chromium.ts';
import { FrameTree } from './frame-tree.ts';
import { invokeMain } from './ipc-main.ts';
import { toApp, toBrowser } from './page-addresses.ts';
import { Preventable } from './preventable.ts';
import { applyPermissions } from './permissions.ts';
import {
  IPC_BINDING,
  PRELOAD_WORLD,
  pageWorldScript,
  preloadWorldScript,
} from './preload-world.ts';
import { session } from './session.ts';
import { tellTest } from './test-line.ts';

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

let lastId = 0;

/** A page in real Chromium with the product's preload in a world of its own. */
export class WebContentsDouble extends EventEmitter {
  readonly id = (lastId += 1);
  readonly session = session.defaultSession;
  readonly #opened: Promise<{ page: Page; cdp: CDPSession; frames: FrameTree }>;
  #url = '';
  #isLoading = false;
  #policy = '';
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  /** Set while the program itself navigates, until the request for the page comes by. */
  #ownRequestCame: (() => void) | null = null;
  #lastOwnRequest: Promise<unknown> = Promise.resolve();

  constructor(webPreferences: WebPreferences, bounds: Rectangle) {
    super();
    this.#opened = this.#open(webPreferences, bounds);
  }

  getURL(): string {
    return this.#url;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    try {
      await this.#navigateByItself((page) => page.goto(toBrowser(url)));
    } catch (error) {
      // A navigation that another one cut short, as Electron names it.
      throw Object.assign(new Error(String(error)), { code: 'ERR_ABORTED' });
    }
  }

  reload(): void {
    void ifStillThere(this.#navigateByItself((page) => page.reload()));
  }

  /** Lost when no screen is there to hear it, as in Electron. */
  send(channel: string, ...args: unknown[]): void {
    void ifStillThere(this.#opened.then(({ frames }) => frames.deliver(channel, args)));
  }

  /** False when the page asked to stay and the product did not overrule it. */
  async close(): Promise<boolean> {
    const { page } = await this.#opened;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const goes = (): void => resolve(true);
    const stays = (): void => resolve(false);
    page.once('close', goes);
    this.once('stays', stays);
    await page.close({ runBeforeUnload: true });
    return promise.finally(() => {
      page.off('close', goes);
      this.off('stays', stays);
    });
  }

  destroy(): void {
    void ifStillThere(this.#opened.then(({ page }) => page.close()));
  }

  /** What code in the preload's world of a frame gets for a call; null: the top frame. */
  async invokeInFrame(frameName: string | null): Promise<unknown> {
    const { frames } = await this.#opened;
    return frames.invoke(frameName, 'session.load');
  }

  /** One after the other, so that each request is known for whose it is: nobody is asked about it. */
  async #navigateByItself(go: (page: Page) => Promise<unknown>): Promise<void> {
    this.#isLoading = true;
    const { page } = await this.#opened;
    const { promise: came, resolve } = Promise.withResolvers<void>();
    const done = this.#lastOwnRequest.then(() => {
      this.#ownRequestCame = () => {
        this.#ownRequestCame = null;
        resolve();
      };
      return go(page);
    });
    this.#lastOwnRequest = Promise.race([came, done]).catch(() => undefined);
    await done;
  }

  async #open({ preload }: WebPreferences, { x, y, width, height }: Rectangle) {
    const browser = await chromium();
    // A window of its own: of several tabs in one only the last would be seen, and drawn.
    const windowBounds = { left: x, top: y, width, height };
    const page = await browser.newPage({ type: 'window', windowBounds });
    const cdp = await page.createCDPSession();
    const frames = new FrameTree(cdp);
    cdp.on('Runtime.bindingCalled', (call) => void ifStillThere(this.#invoked(frames, call)));
    cdp.on('Fetch.requestPaused', (paused) => {
      void ifStillThere(this.#navigates(cdp, frames, paused));
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.#url = toApp(frame.url);
    });
    cdp.on('Network.responseReceived', ({ type, frameId, response }) => {
      if (type !== 'Document' || frameId !== frames.mainFrameId) return;
      this.#policy = response.headers['content-security-policy'] ?? '';
    });
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === frames.mainFrameId) this.#url = toApp(url);
    });
    cdp.on('Page.loadEventFired', () => void ifStillThere(this.#loaded(browser)));
    page.on('dialog', (dialog) => void ifStillThere(this.#asksToStay(dialog)));
    browser.on('targetcreated', (target) => void ifStillThere(this.#popup(page, target)));
    await cdp.send('Page.enable');
    await cdp.send('Network.enable');
    await frames.start();
    await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });
    if (preload !== undefined) await addPreload(cdp, preload);
    return { page, cdp, frames };
  }

  async #loaded(browser: Browser): Promise<void> {
    const page = { url: this.#url, policy: this.#policy };
    await applyPermissions(browser, this);
    tellTest({ type: 'loaded', id: this.id, ...page });
    this.#isLoading = false;
    this.emit('did-finish-load');
  }

  async #invoked(frames: FrameTree, call: Protocol.Runtime.BindingCalledEvent): Promise<void> {
    const { id, channel, args } = JSON.parse(call.payload) as {
      id: number;
      channel: string;
      args: unknown[];
    };
    const senderFrame = await frames.frameOf(call.executionContextId);
    const event = { type: 'frame', sender: this, senderFrame };
    const outcome = await invokeMain(channel, event, args).then(
      (value: unknown) => ({ ok: true, value }),
      (error: unknown) => ({ ok: false, message: `Error invoking '${channel}': ${String(error)}` }),
    );
    await frames.answer(call.executionContextId, id, outcome);
  }

  async #navigates(
    cdp: CDPSession,
    frames: FrameTree,
    { requestId, request, frameId }: Protocol.Fetch.RequestPausedEvent,
  ): Promise<void> {
    const isMainFrame = frameId === frames.mainFrameId;
    if (isMainFrame && this.#ownRequestCame !== null) {
      this.#ownRequestCame();
      await cdp.send('Fetch.continueRequest', { requestId });
      return;
    }
    const url = toApp(request.url);
    const details = Object.assign(new Preventable(), { url, isMainFrame });
    this.emit('will-frame-navigate', details);
    if (isMainFrame) this.emit('will-navigate', details);
    const isPrevented = details.defaultPrevented;
    if (isPrevented) await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    else await cdp.send('Fetch.continueRequest', { requestId });
    tellTest({ type: 'navigation', url, isPrevented });
  }

  async #asksToStay(dialog: Dialog): Promise<void> {
    const event = new Preventable();
    this.emit('will-prevent-unload', event);
    if (event.defaultPrevented) return dialog.accept();
    await dialog.dismiss();
    this.emit('stays');
  }

  async #popup(page: Page, target: Target): Promise<void> {
    if (target.type() !== TargetType.PAGE || (await target.opener()?.page()) !== page) return;
    const url = toApp(target.url());
    const { action } = this.#windowOpenHandler({ url });
    if (action === 'deny') await (await target.page())?.close();
    tellTest({ type: 'window-open', url, action });
  }
}

/** A page can go at any moment, and what was on its way to it with it. */
async function ifStillThere(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!/closed|context|detached|Invalid InterceptionId/i.test(String(error))) throw error;
  }
}

async function addPreload(cdp: CDPSession, path: string): Promise<void> {
  const source = preloadWorldScript(await readFile(path, 'utf8'));
  await cdp.send('Runtime.addBinding', { name: IPC_BINDING, executionContextName: PRELOAD_WORLD });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: PRELOAD_WORLD });
}
