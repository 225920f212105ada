import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { SendFailure } from '#shared/domain/message.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { IncomingMessage, OutgoingMessage } from '#main/core/ports/gateway.ts';
import type { CustomerContent } from './customer-content.ts';
import type { Trouble } from './event-trouble.ts';
import type { Customer } from './simulated-account.ts';

/** A message of ours that left for the customer. */
export interface SentMessage extends OutgoingMessage {
  readonly at: number;
  /** The file as it was when it was sent; null for a text. */
  readonly bytes: Uint8Array | null;
}

/** What WhatsApp says of a message besides what it says. */
export interface Besides {
  /** The message that it answers. */
  readonly quote?: WaMessageKey | undefined;
  readonly marks?: IncomingMessage['marks'];
}

/** Plays the customers, the phone and the network. */
export interface SimulatorControls {
  /** Everything WhatsApp received from us through `send`, in order. */
  readonly sent: readonly SentMessage[];
  /** The customer has looked at a message of ours. */
  onRead(listener: (message: SentMessage) => void): Unsubscribe;
  /** Makes a person known by name and gives their chat's address. */
  addCustomer(customer: Customer): WaAddress;
  /** `at` (Unix ms) is WhatsApp's time of the message; now unless said. */
  customerWrites(
    from: WaAddress,
    content: CustomerContent,
    at?: number,
    besides?: Besides,
  ): WaMessageKey;
  /** It rings, until somebody rejects it or nobody answers. */
  customerCalls(from: WaAddress, isVideo?: boolean): WaMessageKey;
  /** Customers who see that somebody writes to them. */
  readonly typingTo: ReadonlySet<WaAddress>;
  /** Whose ticks turned blue. */
  readonly seen: ReadonlySet<WaAddress>;
  readonly rejectedCalls: readonly string[];
  /** Somebody answers on the phone that owns the number. */
  phoneTypes(to: WaAddress, content: CustomerContent, at?: number, besides?: Besides): WaMessageKey;
  /** The customer, or our phone, reacts to a message; null takes the reaction back. */
  reacts(by: 'contact' | 'us', key: WaMessageKey, emoji: string | null): void;
  /** Whoever wrote it changes its text. */
  edits(key: WaMessageKey, text: string): void;
  /** Deletes it for everyone. */
  deletes(by: 'contact' | 'us', key: WaMessageKey): void;
  votes(by: 'contact' | 'us', key: WaMessageKey, options: readonly string[]): void;
  refuseNextAction(why?: string): void;
  /** The next action ends as `unknown`: it happens all the same, or never. */
  hangNextAction(fate: 'went-out' | 'lost'): void;
  /** The phone scans the QR code. Nothing happens unless one is shown. */
  scan(): void;
  /** The phone unlinks this host; a new QR code follows. */
  logOutOnPhone(): void;
  /** The connection is gone: what happens meanwhile is only found by `chats` and `history`. */
  goAway(reason?: string): void;
  comeBack(): void;
  /** WhatsApp Web says once more that it is ready, as after a reload of its page. */
  readyAgain(): void;
  refuseNextSend(failure?: SendFailure): void;
  /** The next send ends as `unknown`: the customer gets the message all the same, or never. */
  hangNextSend(fate: 'went-out' | 'lost'): void;
  /** The next acknowledgement happens without an event; `find` knows of it. */
  dropNextAck(): void;
  setTrouble(trouble: Trouble): void;
}
