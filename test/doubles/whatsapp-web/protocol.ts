/** What the page and the server behind it say to each other, as JSON over one WebSocket. */

export type KeyShape = 'current' | 'old';

/**
 * How a page behaves when it is opened: as it should; without `Debug.VERSION`, so that nobody
 * recognizes it; or connecting for ever.
 */
export type PageStart = 'normal' | 'no-version' | 'stays-opening';

/** Handed to the page in its HTML. */
export interface PageConfig {
  readonly keyShape: KeyShape;
  readonly version: string;
  readonly start: PageStart;
  /** Modules that are not where they were. */
  readonly hidden: readonly string[];
}

/** A message's identity; `remote` and `participant` are addresses. */
export interface WireKey {
  readonly fromMe: boolean;
  readonly remote: string;
  readonly id: string;
  readonly participant?: string;
}

export interface WireMedia {
  /** Where the bytes are on the media server, beginning with a slash. */
  readonly directPath: string;
  readonly mime: string;
  readonly size: number;
  /** SHA-256 of the bytes, base64. */
  readonly fileHash: string;
  readonly mediaKey: string;
  readonly fileName?: string;
  readonly caption?: string;
  readonly seconds?: number;
  readonly width?: number;
  readonly height?: number;
}

/** A reaction to a message, or with an empty `emoji` what is left of one. */
export interface WireReaction {
  /** Of the reaction itself; its `fromMe` says whose it is. */
  readonly key: WireKey;
  readonly from: string;
  readonly emoji: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What somebody has chosen in a poll by now, by the options' `localId`. */
export interface WireVote {
  readonly key: WireKey;
  readonly from: string;
  readonly options: readonly number[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A quoted message as it travels along with the one that quotes it. */
export interface WireQuote {
  readonly id: string;
  /** Who wrote it. */
  readonly from: string;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface WireMessage {
  readonly key: WireKey;
  readonly from: string;
  readonly to: string;
  /** WhatsApp's word: chat, image, ptt, location, ... */
  readonly type: string;
  readonly body?: string;
  /** Seconds since 1970. */
  readonly t: number;
  readonly ack: number;
  /** What the sender calls themselves. */
  readonly notifyName?: string;
  readonly media?: WireMedia;
  readonly quote?: WireQuote;
  /** When its text was changed last, in milliseconds since 1970. */
  readonly editedAt?: number;
  readonly reactions?: readonly WireReaction[];
  readonly votes?: readonly WireVote[];
  /** Further properties of the page's message model, for types that have their own. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface WireChat {
  readonly id: string;
  readonly title: string;
  readonly unread: number;
  readonly t: number;
  /** Addresses of the members; absent for a chat with one person. */
  readonly participants?: readonly string[];
  /** The newest message, which the page has loaded from the start. */
  readonly last?: WireMessage;
}

export interface WireContact {
  readonly id: string;
  /** The `@c.us` address of an `@lid` one. */
  readonly phone?: string;
  /** The `@lid` address of a `@c.us` one. */
  readonly lid?: string;
  readonly savedName?: string;
  readonly pushName?: string;
  /** Where the media servers have their picture. */
  readonly picture?: string;
}

export interface WireMe {
  /** `<phone>@c.us` */
  readonly id: string;
  readonly lid: string;
  readonly pushName: string;
}

/** Public halves of the keys a browser makes for itself; they are part of the QR text. */
export interface DeviceKeys {
  readonly noise: string;
  readonly identity: string;
  readonly advSecret: string;
}

export type FromPage =
  | {
      readonly type: 'hello';
      readonly keys: DeviceKeys;
      readonly credentials: string | null;
      /** The same page again after its socket was lost: it still has what it had loaded. */
      readonly resumes: boolean;
    }
  | { readonly type: 'refresh-qr' }
  | { readonly type: 'request-code'; readonly call: number; readonly phone: string }
  | { readonly type: 'send'; readonly message: WireMessage }
  | { readonly type: 'act'; readonly call: number; readonly act: PageAct }
  | {
      readonly type: 'earlier';
      readonly call: number;
      readonly chat: string;
      readonly before: string | null;
    }
  | { readonly type: 'find'; readonly call: number; readonly key: WireKey }
  | { readonly type: 'open-chat'; readonly call: number; readonly chat: string }
  | { readonly type: 'exists'; readonly call: number; readonly address: string }
  | { readonly type: 'picture'; readonly call: number; readonly address: string }
  | { readonly type: 'seen'; readonly chat: string }
  | { readonly type: 'chat-state'; readonly chat: string; readonly state: string }
  | { readonly type: 'receipt'; readonly number: number }
  | { readonly type: 'synced' }
  | { readonly type: 'armed' }
  | { readonly type: 'takeover' }
  | { readonly type: 'logout'; readonly call: number }
  | { readonly type: 'rejected-call'; readonly id: string }
  | { readonly type: 'missing'; readonly name: string }
  | { readonly type: 'page-error'; readonly text: string };

export type ToPage =
  | { readonly type: 'ref'; readonly ref: string }
  | { readonly type: 'paired'; readonly credentials: string }
  | { readonly type: 'refused-credentials'; readonly reload: boolean }
  | {
      readonly type: 'connected';
      readonly me: WireMe;
      readonly chats: readonly WireChat[];
      readonly contacts: readonly WireContact[];
      /** Complete the sync even if nobody listens for it yet. */
      readonly syncAtOnce: boolean;
    }
  | {
      readonly type: 'message';
      readonly message: WireMessage;
      /** False for one that came while the page was away: it appears without an event. */
      readonly live: boolean;
      readonly chat: WireChat | null;
      readonly contacts: readonly WireContact[];
    }
  | {
      /** Something about a message changed: an edit, a deletion, its text at last. */
      readonly type: 'change';
      readonly key: WireKey;
      readonly attributes: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'reaction'; readonly key: WireKey; readonly reaction: WireReaction }
  | {
      readonly type: 'vote';
      readonly key: WireKey;
      readonly vote: WireVote;
      /** The page has it, and tells nobody. */
      readonly isSilent: boolean;
    }
  | { readonly type: 'ack'; readonly key: WireKey; readonly ack: number }
  | { readonly type: 'unread'; readonly chat: string; readonly unread: number }
  /** Somebody rings. */
  | { readonly type: 'call'; readonly id: string; readonly from: string; readonly isVideo: boolean }
  | { readonly type: 'answer'; readonly call: number; readonly value: unknown }
  /** What happened in the account; until there is a receipt for it, it is delivered again. */
  | { readonly type: 'delivery'; readonly number: number; readonly frame: ToPage }
  | { readonly type: 'send-fault'; readonly fault: PageSendFault; readonly times: number }
  | { readonly type: 'act-fault'; readonly fault: PageSendFault; readonly times: number }
  | { readonly type: 'flip-sync' }
  | { readonly type: 'state'; readonly state: string }
  | { readonly type: 'busy'; readonly ms: number }
  | { readonly type: 'reload' }
  | { readonly type: 'logged-out' };

/** `throws`: the page's send rejects. `hangs-before`, `hangs-after`: it never settles. */
export type PageSendFault = 'throws' | 'hangs-before' | 'hangs-after';

/** What a browser does to a message that is there. */
export type PageAct =
  | { readonly type: 'react'; readonly key: WireKey; readonly emoji: string }
  | { readonly type: 'edit'; readonly key: WireKey; readonly text: string }
  | { readonly type: 'revoke'; readonly key: WireKey }
  /** On this device alone. */
  | { readonly type: 'delete-here'; readonly key: WireKey }
  | { readonly type: 'vote'; readonly key: WireKey; readonly options: readonly number[] };

export interface UploadAnswer {
  readonly directPath: string;
  readonly fileHash: string;
}
