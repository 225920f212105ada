import type { Rectangle, WebPreferences } from 'electron';

/** What the double tells the test that started it. */
export type DoubleEvent =
  /** The real browser behind the windows. */
  | { readonly type: 'browser'; readonly endpoint: string; readonly pid: number }
  | {
      readonly type: 'window';
      readonly id: number;
      readonly title: string;
      readonly bounds: Rectangle;
      readonly webPreferences: WebPreferences;
    }
  | { readonly type: 'closed'; readonly id: number }
  | {
      readonly type: 'loaded';
      readonly id: number;
      readonly url: string;
      /** The content security policy that the page came with. */
      readonly policy: string;
    }
  | { readonly type: 'host'; readonly pid: number; readonly args: readonly string[] }
  | { readonly type: 'navigation'; readonly url: string; readonly isPrevented: boolean }
  | { readonly type: 'window-open'; readonly url: string; readonly action: string }
  | { readonly type: 'network'; readonly url: string; readonly isCancelled: boolean }
  | { readonly type: 'certificate'; readonly hostname: string; readonly isAccepted: boolean }
  | { readonly type: 'opened-external'; readonly url: string }
  | { readonly type: 'error-box'; readonly title: string; readonly content: string }
  | { readonly type: 'message-box'; readonly message: string }
  | { readonly type: 'focused'; readonly id: number }
  | {
      readonly type: 'download';
      readonly url: string;
      readonly isPrevented: boolean;
      readonly defaultPath: string | null;
    }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown };

/** What the test asks of the double: what a person or a compromised page would do. */
export type DoubleRequest =
  | { readonly type: 'quit' }
  /** As a person closes the window with this id; without one, every window. */
  | { readonly type: 'close-windows'; readonly id?: number }
  | { readonly type: 'reload' }
  /** The button that a person presses in every message box from now on. */
  | { readonly type: 'answer-dialogs'; readonly button: number }
  /** For how long nobody has touched the PC, from now on. */
  | { readonly type: 'idle'; readonly seconds: number }
  /** Calls ipcRenderer.invoke in the named subframe of the first window, past the bridge. */
  | { readonly type: 'invoke-in-frame'; readonly id: number; readonly frameName: string | null };

/** Environment variables by which a test sets up the double. */
export const HOST_ENTRY = 'DESKLINE_DOUBLE_HOST';
export const NO_ENCRYPTION = 'DESKLINE_DOUBLE_NO_ENCRYPTION';
/** Where mDNS is spoken, on the loopback. */
export const MDNS_PORT = 'DESKLINE_DOUBLE_MDNS_PORT';
