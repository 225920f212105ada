import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Acknowledgement, ChatSummary, IncomingMessage } from '#main/core/ports/gateway.ts';
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
  readonly message: IncomingMessage;
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

  add({ key, from, address, content, at }: NewMessage): AccountMessage {
    invariant(!this.#byKey.has(key), `the key ${key} is new`);
    const entry: AccountMessage = {
      message: {
        key,
        from,
        at: Math.floor(at / 1000) * 1000,
        contact: this.#contacts.get(address) ?? this.#stranger(address),
        content: toContent(content),
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
          unread: entries.length - 1 - ours,
        };
      })
      .sort((a, b) => b.lastMessageAt - a.lastMessageAt);
  }

  history(address: WaAddress, limit: number): IncomingMessage[] {
    const messages = (this.#chats.get(address) ?? []).map(({ message }) => message);
    return messages.toSorted((a, b) => a.at - b.at).slice(-limit);
  }

  #stranger(address: WaAddress): IncomingMessage['contact'] {
    const [number = '', server] = address.split('@');
    const phone = server === 'c.us' ? `+${number}` : null;
    return { address, addresses: [address], phone, savedName: null, whatsappName: null };
  }
}
