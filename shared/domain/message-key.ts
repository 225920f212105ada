import { waMessageKeySchema } from './ids.ts';
import type { WaAddress, WaMessageKey } from './ids.ts';

/** What identifies a message on WhatsApp, whatever shape the page's own key object has today. */
export interface MessageKeyParts {
  readonly fromMe: boolean;
  /** The chat's address. */
  readonly remote: string;
  readonly id: string;
  /** Who wrote it, in chats with several people. */
  readonly participant?: string | null | undefined;
}

/** Throws when the parts do not make a usable key. */
export function formatKey({ fromMe, remote, id, participant }: MessageKeyParts): WaMessageKey {
  const parts = [String(fromMe), remote, id, ...(participant ? [participant] : [])];
  return waMessageKeySchema.parse(parts.join('_'));
}

/** The parts of a key that `formatKey` made, or null when it is something else. */
export function parseKey(key: string): MessageKeyParts | null {
  const [fromMe, remote, id, participant, ...rest] = key.split('_');
  if ((fromMe !== 'true' && fromMe !== 'false') || !remote || !id || rest.length > 0) return null;
  return { fromMe: fromMe === 'true', remote, id, ...(participant ? { participant } : {}) };
}

/** The same message's key in a chat with the same person under another address. */
export function keyUnder(key: WaMessageKey, address: WaAddress): WaMessageKey {
  const parts = parseKey(key);
  return parts === null || parts.remote === address
    ? key
    : formatKey({ ...parts, remote: address });
}
