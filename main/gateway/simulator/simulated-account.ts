import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import type {
  Acknowledgement,
  ChatSummary,
  HistoryPage,
  IncomingMessage,
  MessageAction,
  OutgoingAction,
} from '#main/core/ports/gateway.ts';
import { afterHappening } from './after-happening.ts';
import { toContent, toMedia } from './customer-content.ts';
import type { CustomerContent, WholeMedia } from './customer-content.ts';

/** A person who writes to the number. */
export interface Customer {
  /** E.164 with `+`. */
  readonly phone: string;
  /** What they call themselves on WhatsApp. */
  readonly name: string | null;
  /** Saved on our phone. */
  readonly savedName?: string;
  /** Digits of their hidden id: their chat is then `<lid>@lid`. */
  readonly lid?: string;
}

export interface AccountMessage {
  /** As WhatsApp shows it now. */
  message: IncomingMessage;
  readonly media: WholeMedia | null;
  state: Acknowledgement | 'pending';
}

interface NewMessage {
  readonly key: WaMessageKey;
  readonly from: 'contact' | 'us';
  readonly address: WaAddress;
  readonly content: CustomerContent;
  /** Unix ms; WhatsApp keeps whole seconds. */
  readonly at: number;
  readonly quote?: WaMessageKey | undefined;
  readonly marks?: IncomingMessage['marks'];
}

/** What WhatsApp knows: people, chats and messages, whether anybody is connected or not. */
export class SimulatedAccount {
  readonly #contacts = new Map<WaAddress, IncomingMessage['contact']>();
  readonly #chats = new Map<WaAddress, AccountMessage[]>();
  readonly #byKey = new Map<WaMessageKey, AccountMessage>();

  /** Their chat's address. */
  addCustomer({ phone, name, savedName, lid }: Customer): WaAddress {
    const byPhone = `${phone.slice(1)}@c.us` as WaAddress;
    const address = lid === undefined ? byPhone : (`${lid}@lid` as WaAddress);
    this.#contacts.set(address, {
      address,
      addresses: lid === undefined ? [address] : [address, byPhone],
      phone,
      savedName: savedName ?? null,
      whatsappName: name,
    });
    return address;
  }

  add({ key, from, address, content, at, quote, marks }: NewMessage): AccountMessage {
    invariant(!this.#byKey.has(key), `the key ${key} is new`);
    const entry: AccountMessage = {
      message: {
        key,
        from,
        at: Math.floor(at / 1000) * 1000,
        contact: this.#contacts.get(address) ?? this.#stranger(address),
        content: toContent(content),
        ...this.#quoteOf(quote),
        ...(marks === undefined ? {} : { marks }),
      },
      media: toMedia(content),
      state: 'pending',
    };
    this.#byKey.set(key, entry);
    const chat = this.#chats.get(address);
    if (chat === undefined) this.#chats.set(address, [entry]);
    else chat.push(entry);
    return entry;
  }

  /** What an action of ours comes to; null when there is no such message. */
  act(action: OutgoingAction, at: number): MessageAction | null {
    const { key } = action;
    if (!this.#byKey.has(key)) return null;
    if (action.type === 'react') {
      return { type: 'reacted', key, by: 'us', emoji: action.emoji, at };
    }
    if (action.type === 'vote') {
      return { type: 'voted', key, by: 'us', options: [...action.options], at };
    }
    if (action.type === 'edit') return { type: 'edited', key, text: action.text, at };
    return { type: 'deleted', key, by: 'us', at };
  }

  happen(action: MessageAction): void {
    const entry = this.#byKey.get(action.key);
    if (entry !== undefined) entry.message = afterHappening(entry.message, action);
  }

  get(key: WaMessageKey): AccountMessage | undefined {
    return this.#byKey.get(key);
  }

  chats(): ChatSummary[] {
    return [...this.#chats]
      .map(([address, entries]) => {
        const ours = entries.findLastIndex(({ message }) => message.from === 'us');
        return {
          address,
          lastMessageAt: Math.max(...entries.map(({ message }) => message.at)),
          lastKey: entries.at(-1)?.message.key ?? null,
          unread: entries.length - 1 - ours,
        };
      })
      .sort((a, b) => b.lastMessageAt - a.lastMessageAt);
  }

  history(address: WaAddress, limit: number, before: string | null): HistoryPage {
    const all = (this.#chats.get(address) ?? []).toSorted((a, b) => a.message.at - b.message.at);
    const place = all.findIndex(({ message }) => message.key === before);
    const end = before === null ? all.length : Math.max(0, place);
    const start = Math.max(0, end - limit);
    const found = all.slice(start, end);
    return {
      messages: found.map(({ message }) => message),
      acknowledged: found.flatMap(({ message: { key, from }, state }) =>
        from === 'us' && state !== 'pending' ? [{ key, state }] : [],
      ),
      next: start === 0 ? null : (found[0]?.message.key ?? null),
    };
  }

  #quoteOf(key: WaMessageKey | undefined): Pick<IncomingMessage, 'quote'> {
    const quoted = key === undefined ? undefined : this.#byKey.get(key)?.message;
    if (quoted === undefined) return {};
    const { from, content } = quoted;
    return { quote: { key: quoted.key, from, content } };
  }

  #stranger(address: WaAddress): IncomingMessage['contact'] {
    const [number = '', server] = address.split('@');
    const phone = server === 'c.us' ? `+${number}` : null;
    return { address, addresses: [address], phone, savedName: null, whatsappName: null };
  }
}
