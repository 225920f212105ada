import { incomingMessageSchema } from '#main/core/ports/gateway.ts';
import type { Acknowledgement, IncomingMessage } from '#main/core/ports/gateway.ts';
import type { Log } from '#main/core/ports/system.ts';
import { toIncomingContact } from './contact-facts.ts';
import type { ContactFacts } from './contact-facts.ts';
import { contentOf, unsupportedContent } from './message-content.ts';
import { originalKey } from './extras.ts';
import { formatKey } from '#shared/domain/message-key.ts';
import type { RawMessage } from './raw-message.ts';

/**
 * The domain's view of a page message. One that does not fit is passed on as unsupported, so that
 * an agent sees that there is something; null when not even its key or chat can be used.
 */
export function toIncoming(
  raw: RawMessage,
  contact: ContactFacts,
  now: number,
  log: Log,
  extras: Partial<IncomingMessage> = {},
): IncomingMessage | null {
  const at = raw.t != null && raw.t > 0 ? Math.round(raw.t * 1000) : now;
  const draft = {
    key: `${raw.id.fromMe}_${raw.id.remote}_${raw.id.id}`,
    from: raw.id.fromMe ? 'us' : 'contact',
    at,
    contact: toIncomingContact(contact, raw.id.fromMe ? null : (raw.notifyName ?? null)),
  };
  try {
    const key = formatKey(originalKey(raw));
    const content = contentOf(raw);
    const parsed = incomingMessageSchema.safeParse({ ...draft, ...extras, key, content });
    if (parsed.success) return parsed.data;
    log.warn(
      { key, type: raw.type, fields: parsed.error.issues.map(({ path }) => path.join('.')) },
      'A message has an unknown shape and is shown as unsupported.',
    );
    return incomingMessageSchema.parse({ ...draft, key, content: unsupportedContent(raw) });
  } catch (error) {
    log.error({ error, key: draft.key, type: raw.type }, 'A message cannot be used.');
    return null;
  }
}

/** WhatsApp's number for how far an own message got; null when it says nothing yet. */
export function toAcknowledgement(ack: number | null | undefined): Acknowledgement | null {
  switch (ack) {
    case 1:
      return 'sent';
    case 2:
      return 'delivered';
    case 3:
      return 'read';
    case 4:
      return 'played';
    // Failed, expired, gone, too big, not uploadable. Below that it is not about this message.
    case -1:
    case -2:
    case -3:
    case -4:
    case -5:
      return 'refused';
    default:
      return null;
  }
}
