import { waAddressSchema } from '#shared/domain/ids.ts';
import type { WaAddress } from '#shared/domain/ids.ts';

/** The sender of WhatsApp's own announcements. */
const WHATSAPP_ITSELF = '0@c.us';

/** The address of a chat with one person; null for groups, status, channels and broadcasts. */
export function personAddress(chat: string): WaAddress | null {
  const address = waAddressSchema.safeParse(chat);
  return address.success && address.data !== WHATSAPP_ITSELF ? address.data : null;
}

/** The phone number that an address spells out, E.164, or null. */
export function phoneOf(address: string): string | null {
  const digits = /^([0-9]{4,16})@c\.us$/.exec(address)?.[1];
  return digits === undefined ? null : `+${digits}`;
}
