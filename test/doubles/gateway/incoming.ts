import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { Content, MediaContent } from '#shared/domain/message.ts';

export const anna = '4915111111@c.us' as WaAddress;
export const bruno = '5511922222222@c.us' as WaAddress;

let messages = 0;

type Overrides = Partial<Omit<IncomingMessage, 'contact' | 'content'>> & {
  contact?: Partial<IncomingMessage['contact']>;
  content?: Content;
};

/** A text from Anna, with a key of its own, unless said otherwise. */
export function incoming(text: string, overrides: Overrides = {}): IncomingMessage {
  messages += 1;
  const { contact, content, ...rest } = overrides;
  const address = contact?.address ?? anna;
  const from = rest.from ?? 'contact';
  return {
    key: `${from === 'us'}_${address}_IN${messages}` as WaMessageKey,
    from,
    at: Date.UTC(2026, 0, 15, 9, 0, 0),
    content: content ?? { kind: 'text', text },
    contact: {
      address,
      addresses: [address],
      phone: address.endsWith('@c.us') ? `+${address.split('@')[0]}` : null,
      savedName: null,
      whatsappName: address === anna ? 'Anna' : null,
      ...contact,
    },
    ...rest,
  };
}

export const pendingImage: MediaContent = {
  kind: 'image',
  caption: '',
  media: {
    state: 'pending',
    hash: null,
    mime: 'image/png',
    bytes: null,
    fileName: null,
    seconds: null,
    width: null,
    height: null,
  },
};
