import { z } from 'zod';
import { contactFieldsSchema } from './contact-fields.ts';
import { contactIdSchema, mediaHashSchema, waAddressSchema } from './ids.ts';
import type { WaAddress } from './ids.ts';

/** 1-100 characters after trimming, no control characters. */
export const contactNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]+$/u);

const nameSchema = z.string().min(1).max(200).nullable();

/** Where a contact's name comes from, the first one that there is wins. */
export const contactNamesSchema = z.object({
  /** Given by an agent. */
  ours: nameSchema,
  /** Saved on the phone. */
  saved: nameSchema,
  /** What the person calls themselves on WhatsApp. */
  whatsapp: nameSchema,
});
export type ContactNames = Readonly<z.infer<typeof contactNamesSchema>>;

const NO_NAMES: ContactNames = { ours: null, saved: null, whatsapp: null };

/** Entries of earlier versions lack what has a default; see `asContact`. */
export const contactSchema = z.object({
  id: contactIdSchema,
  /** The first of `names`, else the phone number, else the digits of the address. */
  name: z.string().min(1).max(200),
  names: contactNamesSchema.default(NO_NAMES),
  /** E.164 with `+`, as it is dialled today; null while WhatsApp has told us only a `@lid`. */
  phone: z
    .string()
    .regex(/^\+[0-9]{4,16}$/)
    .nullable(),
  /** Where answers go: the address the customer last wrote from. */
  address: waAddressSchema,
  /** Every address known to be this person, `address` included. */
  addresses: z.array(waAddressSchema).min(1),
  /** On WhatsApp's block list: nothing can be sent to them and nothing of theirs arrives. */
  isBlocked: z.boolean().default(false),
  /** Their profile picture, a file like those of messages; null: none, hidden or not fetched yet. */
  picture: mediaHashSchema.nullable().default(null),
  /** What the team and the chatbot's questions found out, by the `key` of a field; see defined-fields.ts. */
  fields: contactFieldsSchema.default({}),
});
export type Contact = Readonly<z.infer<typeof contactSchema>>;

type LaterKnown = 'names' | 'isBlocked' | 'picture' | 'fields';

/**
 * A contact of the journal, whose older entries know one name and not where it came from. Not
 * parsed: it is one of ours, and a burst brings hundreds of new ones.
 */
export function asContact(
  contact: Omit<Contact, LaterKnown> & Partial<Pick<Contact, LaterKnown>>,
): Contact {
  const { names = namesFrom(contact), isBlocked = false, picture = null, fields = {} } = contact;
  return { ...contact, names, isBlocked, picture, fields };
}

export function nameFor(
  names: ContactNames,
  { phone, address }: Pick<Contact, 'phone' | 'address'>,
): string {
  return names.ours ?? names.saved ?? names.whatsapp ?? phone ?? digitsOf(address);
}

/** Which of them is shown; `number` when there is none. */
export function nameSource(names: ContactNames): keyof ContactNames | 'number' {
  if (names.ours !== null) return 'ours';
  if (names.saved !== null) return 'saved';
  return names.whatsapp === null ? 'number' : 'whatsapp';
}

/** What an earlier version called `name`: a number was no name. */
export function namesFrom({ name }: { readonly name: string }): ContactNames {
  return { ...NO_NAMES, whatsapp: /^\+?[0-9]+$/.test(name) ? null : name };
}

function digitsOf(address: WaAddress): string {
  return address.split('@', 1)[0] ?? address;
}
