import type { Unsubscribe } from '../util/emitter.ts';
import type { Failure, Result } from '../util/result.ts';

/** The windows of the desktop app: the inbox with everything around it, and the admin's part. */
export type WindowName = 'main' | 'settings';

/** What the address of the settings' window ends with; the main one's ends with nothing. */
export const SETTINGS_QUERY = '?window=settings';

/** What the screens are told of the host: the one on this PC, or the one that this PC has joined. */
export type HostStatus =
  /** Nobody has said yet whether this PC is the host or joins one. */
  | { readonly name: 'unchosen' }
  /** It is about to be paired. */
  | { readonly name: 'joining' }
  /** The host is another PC, at `address` (name or IP address, and port). */
  | { readonly name: 'joined'; readonly address: string; readonly office: string }
  | { readonly name: 'starting' }
  | { readonly name: 'running'; readonly port: number; readonly setupCode: string | null }
  /** Ended by itself; starts again at `retryAt` (Unix ms). */
  | { readonly name: 'restarting'; readonly retryAt: number; readonly reason: string }
  /** Cannot start; a person has to do what `reason` says. */
  | { readonly name: 'failed'; readonly reason: string };

/** A host that says by mDNS that it is there. Nothing of it is proved before the pairing is. */
export interface FoundHost {
  /** What the office is called; empty: it has no name. */
  readonly office: string;
  /** As it may be typed. */
  readonly address: string;
}

/**
 * `not-proved`: the other end did not show that it knows the code; `left`: how many more tries that
 * has, where the host said it. `wrong-name`: the host is reached by its IP address instead.
 */
export type PairingFailure =
  | Failure<
      | 'not-an-address'
      | 'not-a-code'
      | 'unreachable'
      | 'no-code'
      | 'wrong-name'
      | 'not-deskline'
      | 'host-trouble'
    >
  | (Failure<'not-proved'> & { readonly left?: number })
  | (Failure<'too-many-attempts'> & { readonly retryAfter: number });

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
  /** What this PC is to the office. */
  workplace: {
    /** The host runs here, from now on. */
    beHost(): Promise<void>;
    /** It is to be paired with a host elsewhere; refused where an office is run from here. */
    join(): Promise<void>;
    /** It stays what it was before `join`. */
    goBack(): Promise<void>;
    /** `address` and `code` as they were typed. */
    pair(
      address: string,
      code: string,
    ): Promise<Result<{ readonly office: string }, PairingFailure>>;
    /** Those that were found so far, looked for while this PC is to be paired. */
    hosts(): Promise<readonly FoundHost[]>;
    onHosts(listener: (hosts: readonly FoundHost[]) => void): Unsubscribe;
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
