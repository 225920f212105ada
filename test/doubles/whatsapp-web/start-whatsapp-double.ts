import type { Emitter } from '#shared/util/emitter.ts';
import { makeCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import { makeFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { makePhone } from './phone.ts';
import type { Phone } from './phone.ts';
import { Account } from './server/account.ts';
import { writeBrowserWrapper } from './server/browser-wrapper.ts';
import type { ChatRecord, StoredMessage } from './server/chat-record.ts';
import { Exchange } from './server/exchange.ts';
import type { DoneAct } from './server/exchange.ts';
import { MediaShelf } from './server/media-shelf.ts';
import { Pairing } from './server/pairing.ts';
import { openSite } from './server/site.ts';
import type { KeyShape, WireContact, WireMe } from './protocol.ts';

export interface DoubleOptions {
  /** `current`: message keys carry `$1`; `old`: they carry `_serialized`. */
  readonly keyShape?: KeyShape;
  readonly me?: Partial<WireMe>;
  /** People who are on WhatsApp; only they can be written to. */
  readonly contacts?: readonly WireContact[];
  /** How long one QR code lasts. Default 20,000 ms. See also `renewQr`. */
  readonly qrIntervalMs?: number;
  /** WhatsApp acknowledges what is sent at once (ack 1). Default true. */
  readonly autoAck?: boolean;
  /** What a page with worthless credentials does: show a QR code, or reload first. */
  readonly staleLogin?: 'in-place' | 'reload';
}

interface CustomerOptions {
  /** What they call themselves. */
  readonly name?: string;
  /** The name in the phone's address book. */
  readonly savedName?: string;
  /** Their `@lid` address, if `address` is a phone's. */
  readonly lid?: string;
  /** Their phone's address (`...@c.us`), if `address` is a `@lid`. */
  readonly phone?: string;
  /** Their profile picture; none, or hidden, if left out. */
  readonly picture?: Uint8Array;
}

export interface WhatsAppDouble {
  /** To be used in place of Chromium. */
  readonly browserPath: string;
  readonly url: string;
  readonly phone: Phone;
  readonly faults: Faults;
  /** Everything the linked browser sent, in order. */
  readonly sent: readonly StoredMessage[];
  /** Everything the linked browser did to messages that were there, in order. */
  readonly acts: readonly DoneAct[];
  /** Every time a chat was marked as read by the linked browser: the customer sees it. */
  readonly seen: readonly { readonly chat: string; readonly at: number }[];
  /** Every time the browser asked for somebody's picture. */
  readonly pictureLooks: readonly string[];
  /** The id of the next call that a browser ends. */
  nextRejectedCall(): Promise<string>;
  /** Typing and recording shown to customers, as `composing`, `recording`, `paused`. */
  readonly chatStates: readonly { readonly chat: string; readonly state: string }[];
  /** The next time that a customer is shown something of the kind. */
  nextChatState(): Promise<{ readonly chat: string; readonly state: string }>;
  /** `4930123`, `+4930123`, `4930123@c.us` or `123@lid`. */
  customer(address: string, options?: CustomerOptions): Customer;
  /** A group of the account. Its members write with `{ in: id }`. */
  group(id: string, title: string, members: readonly Customer[]): void;
  chat(address: string): ChatRecord;
  /** The bytes of a message's media. */
  bytesOf(message: StoredMessage): Buffer | undefined;
  /** WhatsApp has deleted the bytes; the message stays. */
  expireMedia(message: StoredMessage): void;
  /** WhatsApp's acknowledgement: -1 refused, 1 server, 2 delivered, 3 read, 4 played. */
  acknowledge(message: StoredMessage, ack: number): void;
  /** The first message sent by the linked browser that fits; at once if it is there already. */
  waitForSent(matches: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  /** The first thing done to a message that fits; at once if it was done already. */
  waitForAct(matches: (act: DoneAct) => boolean): Promise<DoneAct>;
  /** Browsers whose credentials are good, connected or not. */
  linkedBrowsers(): number;
  /** Resolves when so many linked browsers are connected. */
  waitForConnected(count: number): Promise<void>;
  /** The QR code runs out now. After the sixth one a page waits to be asked: UNPAIRED_IDLE. */
  renewQr(): void;
  /** The end of the next sync of a page. */
  waitForSynced(): Promise<void>;
  /** Page modules and properties that were asked for and do not exist here. */
  missingModules(): string[];
  /** Errors that nobody caught in the page. */
  pageErrors(): string[];
  close(): Promise<void>;
}

const VERSIONS = { current: '2.3000.1043220887', old: '2.3000.1017054665' };

/** Starts a WhatsApp of its own on loopback. See README.md. */
export async function startWhatsAppDouble(options: DoubleOptions = {}): Promise<WhatsAppDouble> {
  const keyShape = options.keyShape ?? 'current';
  const account = new Account({
    id: '4930111222@c.us',
    lid: '900000000000001@lid',
    pushName: 'Front Office',
    ...options.me,
  });
  const media = new MediaShelf();
  const pairing = new Pairing(options.qrIntervalMs ?? 20_000);
  const exchange = new Exchange(account, pairing, {
    autoAck: options.autoAck ?? true,
    staleLogin: options.staleLogin ?? 'in-place',
    syncAtOnce: false,
    tellsOwnVotes: true,
  });
  for (const contact of options.contacts ?? []) account.putContact(contact);
  const page = { keyShape, version: VERSIONS[keyShape], start: 'normal', hidden: [] } as const;
  const site = await openSite(page, media, (socket) => exchange.accept(socket));
  const wrapper = await writeBrowserWrapper(site.port);

  return {
    browserPath: wrapper.path,
    url: `https://127.0.0.1:${site.port}/`,
    phone: makePhone(account, exchange, pairing),
    faults: makeFaults(exchange, site, wrapper),
    sent: exchange.sent,
    acts: exchange.acts,
    seen: exchange.seen,
    nextRejectedCall: () =>
      new Promise((resolve) => {
        const stop = exchange.onRejectedCall.on((id) => {
          stop();
          resolve(id);
        });
      }),
    pictureLooks: exchange.pictureLooks,
    chatStates: exchange.chatStates,
    nextChatState: () => next(exchange.onChatState),
    customer(address, about = {}) {
      const { name, savedName, lid, phone, picture } = about;
      return makeCustomer(account, media, {
        id: addressOf(address),
        ...(name !== undefined && { pushName: name }),
        ...(savedName !== undefined && { savedName }),
        ...(lid !== undefined && { lid }),
        ...(phone !== undefined && { phone: addressOf(phone) }),
        ...(picture !== undefined && { picture: media.put(picture).directPath }),
      });
    },
    group(id, title, members) {
      const chat = account.chat(id);
      chat.title = title;
      chat.participants = members.map((member) => member.address);
    },
    chat: (address) => account.chat(addressOf(address)),
    bytesOf: (message) => media.get(message.media?.directPath ?? ''),
    expireMedia: (message) => media.expire(message.media?.directPath ?? ''),
    acknowledge: (message, ack) => account.acknowledge(message, ack),
    waitForSent: (matches) => first(exchange.sent, exchange.onSent, matches),
    waitForAct: (matches) => first(exchange.acts, exchange.onAct, matches),
    linkedBrowsers: () => exchange.devices.linked,
    waitForConnected(count) {
      if (exchange.devices.lines().length === count) return Promise.resolve();
      return new Promise((resolve) => {
        const stop = exchange.devices.changed.on(() => {
          if (exchange.devices.lines().length !== count) return;
          stop();
          resolve();
        });
      });
    },
    renewQr: () => pairing.renew(),
    waitForSynced: () => next(exchange.onSynced),
    missingModules: () => [...exchange.missing].sort(),
    pageErrors: () => [...exchange.pageErrors],
    async close() {
      pairing.close();
      await site.close();
      await wrapper.remove();
    },
  };
}

function first<T>(
  past: readonly T[],
  coming: Emitter<T>,
  matches: (each: T) => boolean,
): Promise<T> {
  const there = past.find(matches);
  if (there !== undefined) return Promise.resolve(there);
  return new Promise((resolve) => {
    const stop = coming.on((each) => {
      if (!matches(each)) return;
      stop();
      resolve(each);
    });
  });
}

function next<T>(emitter: Emitter<T>): Promise<T> {
  return new Promise((resolve) => {
    const stop = emitter.on((value) => {
      stop();
      resolve(value);
    });
  });
}

function addressOf(text: string): string {
  return text.includes('@') ? text : `${text.replace('+', '')}@c.us`;
}
