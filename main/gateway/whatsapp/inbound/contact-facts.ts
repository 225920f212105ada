import { waAddressSchema } from '#shared/domain/ids.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { phoneOf } from './person-chat.ts';

/** What the page's own cache knows about the person behind an address. */
export interface ContactFacts {
  readonly address: WaAddress;
  /** The `@c.us` address of an `@lid` one, and the other way round. */
  readonly other: string | null;
  /** Missing when the page could not be asked. */
  readonly savedName?: string | null;
  readonly whatsappName: string | null;
}

export type IncomingContact = IncomingMessage['contact'];

export function unknownContact(address: WaAddress): ContactFacts {
  return { address, other: null, whatsappName: null };
}

/** `notifyName`: what the sender of a message calls themselves in it. */
export function toIncomingContact(facts: ContactFacts, notifyName: string | null): IncomingContact {
  const other = waAddressSchema.safeParse(facts.other);
  const addresses = other.success ? [facts.address, other.data] : [facts.address];
  return {
    address: facts.address,
    addresses,
    phone: addresses.map(phoneOf).find((phone) => phone !== null) ?? null,
    ...(facts.savedName === undefined ? {} : { savedName: name(facts.savedName) }),
    whatsappName: name(notifyName) ?? name(facts.whatsappName),
  };
}

function name(text: string | null): string | null {
  return text?.trim().slice(0, 200) || null;
}
