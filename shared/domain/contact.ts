import { z } from 'zod';
import { contactIdSchema, waAddressSchema } from './ids.ts';

export const contactSchema = z.object({
  id: contactIdSchema,
  /** Saved on the phone, else the WhatsApp name, else the number. */
  name: z.string().min(1).max(200),
  /** E.164 with `+`; null while WhatsApp has told us only a `@lid`. */
  phone: z
    .string()
    .regex(/^\+[0-9]{4,16}$/)
    .nullable(),
  /** Where answers go: the address the customer last wrote from. */
  address: waAddressSchema,
  /** Every address known to be this person, `address` included. */
  addresses: z.array(waAddressSchema).min(1),
});
export type Contact = Readonly<z.infer<typeof contactSchema>>;
