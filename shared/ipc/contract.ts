import type { Unsubscribe } from '../util/emitter.ts';

/** The windows of the desktop app: the inbox with everything around it, and the admin's part. */
export type WindowName = 'main' | 'settings';

/** What the address of the settings' window ends with; the main one's ends with nothing. */
export const SETTINGS_QUERY = '?window=settings';

/** What the host process tells the desktop shell about itself. */
export type HostStatus =
  | { readonly name: 'starting' }
  | { readonly name: 'running'; readonly port: number; readonly setupCode: string | null }
  /** Ended by itself; starts again at `retryAt` (Unix ms). */
  | { readonly name: 'restarting'; readonly retryAt: number; readonly reason: string }
  /** Cannot start; a person has to do what `reason` says. */
  | { readonly name: 'failed'; readonly reason: string };

/**
 * `window.deskline` in the desktop app; absent in a browser. In the desktop app the screens come
 * from `app://deskline/`, whose `/api` and `/media` paths the shell passes on to the host. A
 * promise rejects with an Error whose message begins with a code of IpcFailure: `refused: …`.
 */
export interface DesklineBridge {
  readonly platform: string;
  readonly version: string;
  host: {
    status(): Promise<HostStatus>;
    onStatus(listener: (status: HostStatus) => void): Unsubscribe;
  };
  session: {
    /** The token of the signed-in agent, kept encrypted by the operating system; null: none. */
    load(): Promise<string | null>;
    save(token: string): Promise<void>;
    clear(): Promise<void>;
  };
  system: {
    /** For how long nobody has touched this PC, in whole seconds. */
    idleSeconds(): Promise<number>;
  };
  /** The main window, the one with the inbox. */
  window: {
    /** Whether it is to ask its screen before it closes. */
    askBeforeClosing(isWanted: boolean): Promise<void>;
    /** Somebody wants to close it; it stays until the screen says `close`. */
    onCloseAsked(listener: () => void): Unsubscribe;
    close(): Promise<void>;
    /** In front of the others. */
    show(): Promise<void>;
    /** So many customers wait: the program's icon says it where the system has room. */
    setWaiting(count: number): Promise<void>;
    /** In front of the others, at a place of its own: `#/inbox/12`. */
    showPlace(place: string): Promise<void>;
    /** Somebody wants to see this place, in the window that listens: each hears of its own alone. */
    onPlaceAsked(listener: (place: string) => void): Unsubscribe;
  };
  /** The window of the admin's part. */
  settings: {
    /** Opens it, or brings it to the front, at a place of its own: `#/settings/backups`. */
    open(place: string): Promise<void>;
    /** Whether it is closed then: it stays when its person wants to keep what is unsaved in it. */
    close(): Promise<boolean>;
  };
  /** Opens an http or https address in the person's browser; others are refused. */
  openExternal(url: string): Promise<void>;
}
