import type { EventEmitter } from 'node:events';
import type { Browser, LaunchOptions, Page } from 'puppeteer';
import wwebjs from 'whatsapp-web.js';

/** The part of whatsapp-web.js 1.34.7 that is used here, its undocumented hooks included. */
export interface LibraryClient extends EventEmitter {
  readonly pupBrowser: Browser | null;
  readonly pupPage: Page | null;
  initialize(): Promise<void>;
  /** Prepares a freshly loaded page; called by the library after each navigation. */
  inject(): Promise<void>;
  /** Subscribes to the page's events once it has synced. */
  attachEventListeners(): Promise<void>;
  destroy(): Promise<void>;
  /** Asks for a code to type on the phone and for a new one at each interval: event `code`. */
  requestPairingCode(digits: string, showOnPhone: boolean, intervalMs: number): Promise<string>;
  /** Back to QR codes. */
  cancelPairingCode(): Promise<void>;
}

export interface LibraryMessage {
  /** The page's model of it. */
  readonly rawData: unknown;
}

/** How the library keeps a session: in a browser profile of its own. */
export interface LibraryAuth {
  afterBrowserInitialized(): Promise<void>;
  logout(): Promise<void>;
}

interface LibraryOptions {
  readonly authStrategy: LibraryAuth;
  readonly webVersionCache: { readonly type: 'none' };
  readonly authTimeoutMs: number;
  readonly takeoverOnConflict: boolean;
  readonly takeoverTimeoutMs: number;
  /** Left to the browser. */
  readonly userAgent: false;
  readonly puppeteer: LaunchOptions;
}

export const LibraryClient = wwebjs.Client as unknown as new (
  options: LibraryOptions,
) => LibraryClient;

export const LibraryLocalAuth = wwebjs.LocalAuth as unknown as new (options: {
  /** Absolute; the profile is `session` inside it. */
  readonly dataPath: string;
}) => LibraryAuth;
