import { keyUnder } from '#shared/domain/message-key.ts';
import type { Quote } from '#shared/domain/message-actions.ts';
import type { Message } from '#shared/domain/message.ts';
import { previewText } from '#shared/domain/preview.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import type { Reads } from '../ports/reads.ts';
import { messageByKey } from './happened.ts';

/** The quote of an incoming message: ours when we have the quoted one, else what WhatsApp gives. */
export function incomingQuote(read: Reads, { quote, contact }: IncomingMessage): Quote | null {
  if (quote === undefined) return null;
  for (const address of contact.addresses) {
    const message = messageByKey(read, keyUnder(quote.key, address));
    if (message !== null) return quoteOf(message);
  }
  const { key, from, content } = quote;
  const author = from === 'contact' ? ({ type: 'contact' } as const) : ({ type: 'phone' } as const);
  return { waKey: key, messageId: null, author, kind: content.kind, text: previewText(content) };
}

/** Null for a message that WhatsApp does not have (yet). */
export function quoteOf({ id, waKey, author, content, deletion }: Message): Quote | null {
  if (waKey === null) return null;
  const text = deletion === undefined ? previewText(content) : '';
  return { waKey, messageId: id, author, kind: content.kind, text };
}
