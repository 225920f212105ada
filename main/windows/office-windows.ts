import type { BrowserWindow, Event } from 'electron';
import type { IpcEvents } from '#shared/ipc/channels.ts';
import { settingsPlaceSchema } from '#shared/ipc/places.ts';
import type { WindowName } from '#shared/ipc/contract.ts';
import type { Bounds } from './window-bounds.ts';

type Place = IpcEvents['window.place-asked'];

interface Needs {
  /** `opener`: where the window is that it opens from; null: there is none. */
  readonly open: (name: WindowName, opener: Bounds | null) => BrowserWindow;
  readonly load: (name: WindowName, window: BrowserWindow) => void;
  readonly tellPlace: (window: BrowserWindow, place: Place) => void;
  /** Of a window of the settings that closes. */
  readonly keepBounds: (bounds: Bounds) => void;
}

/** The windows of the program, at most one of each: the main one, and that of the settings beside it. */
export class OfficeWindows {
  readonly #needs: Needs;
  #main: BrowserWindow | null = null;
  #settings: BrowserWindow | null = null;
  /** What its person is asked just now. */
  #closing: Promise<boolean> | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Those that are open, the main one first. */
  get all(): readonly BrowserWindow[] {
    return [this.#main, this.#settings].filter((window) => window !== null);
  }

  get main(): BrowserWindow | null {
    return this.#main;
  }

  /** The program starts: the main window shows itself when there is something to see. */
  open(): void {
    if (this.#main === null) this.#openMain();
  }

  /** In front of the others, opened where it is not; at `place` when one is given. */
  showMain(place?: Place): void {
    const { window, isLoading } = this.#main ? found(this.#main) : isNew(this.#openMain());
    if (place !== undefined) this.#tellPlace(window, place, isLoading);
    bringToFront(window);
  }

  /** In front of the others, opened where it is not. */
  openSettings(place: Place): void {
    const before = this.#settings;
    const { window, isLoading } = before ? found(before) : isNew(this.#openSettings());
    this.#tellPlace(window, place, isLoading);
    // A new one shows itself when there is something to see.
    if (before) bringToFront(window);
  }

  /** Resolves with whether it is closed: whoever wants to keep what is unsaved in it stays. */
  closeSettings(): Promise<boolean> {
    const window = this.#settings;
    if (window === null) return Promise.resolve(true);
    this.#closing ??= askToClose(window).finally(() => (this.#closing = null));
    return this.#closing;
  }

  /** What goes with the main window, before that closes; null: nothing does. */
  closeOthers(): Promise<boolean> | null {
    return this.#settings === null ? null : this.closeSettings();
  }

  /** Every window comes anew from its own address, the settings at the page where they were. */
  reload(): void {
    if (this.#main !== null) this.#needs.load('main', this.#main);
    if (this.#settings === null) return;
    const [, fragment] = this.#settings.webContents.getURL().split('#');
    const place = settingsPlaceSchema.safeParse(`#${fragment}`);
    this.#needs.load('settings', this.#settings);
    if (place.success) this.#tellPlace(this.#settings, place.data, true);
  }

  #openMain(): BrowserWindow {
    const window = this.#needs.open('main', null);
    this.#main = window;
    window.once('closed', () => {
      this.#main = null;
      // When nobody is asked any more, as the system shuts down.
      void this.closeSettings();
    });
    return window;
  }

  #openSettings(): BrowserWindow {
    const window = this.#needs.open('settings', this.#main?.getNormalBounds() ?? null);
    this.#settings = window;
    window.on('close', () => this.#needs.keepBounds(window.getNormalBounds()));
    window.once('closed', () => (this.#settings = null));
    return window;
  }

  /** A page that is on its way hears nothing yet. */
  #tellPlace(window: BrowserWindow, place: Place, isLoading: boolean): void {
    const tell = (): void => this.#needs.tellPlace(window, place);
    if (isLoading) window.webContents.once('did-finish-load', tell);
    else tell();
  }
}

const found = (window: BrowserWindow) => ({ window, isLoading: window.webContents.isLoading() });
const isNew = (window: BrowserWindow) => ({ window, isLoading: true });

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Resolves with whether it is gone. */
async function askToClose(window: BrowserWindow): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const { webContents } = window;
  const isGone = (): void => resolve(true);
  // The leave guard has asked by now: prevented is the page's wish to stay.
  const isAsked = ({ defaultPrevented }: Event): void => {
    if (!defaultPrevented) resolve(false);
  };
  // A page that hangs can neither save nor say that it stays.
  const hangs = (): void => window.destroy();
  window.once('closed', isGone);
  window.once('unresponsive', hangs);
  webContents.on('will-prevent-unload', isAsked);
  window.close();
  try {
    return await promise;
  } finally {
    window.off('closed', isGone);
    window.off('unresponsive', hangs);
    webContents.off('will-prevent-unload', isAsked);
  }
}
