import { localIds } from './customer.ts';
import { phoneMessageId } from './server/account.ts';
import type { Account } from './server/account.ts';
import type { StoredMessage } from './server/chat-record.ts';
import type { Exchange } from './server/exchange.ts';
import type { Pairing } from './server/pairing.ts';

/** The owner's phone. */
export interface Phone {
  /**
   * Scans the QR code with this text, which a browser must show now; without a text whatever a
   * browser shows, and waits until one does. Resolves when WhatsApp has linked the browser.
   */
  scan(qrText?: string): Promise<void>;
  /** Types the code that a browser shows instead of a QR code. Throws when none shows it. */
  enterCode(code: string): void;
  /** Unlinks every browser, also those that are away. */
  logout(): void;
  /** The owner answers by hand, which also reads the chat. */
  types(to: string, text: string, options?: { readonly at?: number }): StoredMessage;
  reacts(message: StoredMessage, emoji: string | null): void;
  votes(poll: StoredMessage, ...options: readonly string[]): void;
  edits(message: StoredMessage, text: string): void;
  /** For everyone. */
  deletes(message: StoredMessage): void;
}

export function makePhone(account: Account, exchange: Exchange, pairing: Pairing): Phone {
  return {
    async scan(qrText) {
      exchange.pair(qrText === undefined ? await pairing.anyShowing() : pairing.showing(qrText));
    },
    enterCode(code) {
      exchange.pair(pairing.showingCode(code));
    },
    logout() {
      for (const line of exchange.devices.unlink()) line.send({ type: 'logged-out' });
    },
    types(to, text, { at = Date.now() / 1000 } = {}) {
      const chat = account.chat(to);
      if (chat.unread > 0) account.setUnread(chat, 0);
      const message: StoredMessage = {
        key: { fromMe: true, remote: to, id: phoneMessageId() },
        from: to.endsWith('@lid') ? account.me.lid : account.me.id,
        to,
        type: 'chat',
        body: text,
        t: Math.floor(at),
        ack: 1,
        sentBy: 'phone',
      };
      account.deliver(message);
      return message;
    },
    reacts: (message, emoji) => account.react(message, account.me.id, emoji ?? ''),
    votes: (poll, ...options) => account.vote(poll, account.me.id, localIds(poll, options)),
    edits: (message, text) => account.edit(message, text),
    deletes: (message) => account.revoke(message),
  };
}
