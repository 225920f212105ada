import { z } from 'zod';

/** An address as the page gives it: as text, or as an object that carries the text. */
const addressSchema = z.union([
  z.string(),
  z.object({ _serialized: z.string() }).transform((wid) => wid._serialized),
]);

/** For what a message can do without: anything unusable counts as absent. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/**
 * WhatsApp Web's message model as far as it is read here. Only the key is required; WhatsApp
 * changes the rest without notice.
 */
export const rawMessageSchema = z.object({
  id: z.object({
    fromMe: z.boolean(),
    remote: addressSchema,
    id: z.string().min(1),
    participant: optional(addressSchema),
  }),
  type: z.string().min(1).catch('unknown'),
  subtype: optional(z.string()),
  /** Seconds since 1970. */
  t: optional(z.number()),
  ack: optional(z.number()),
  body: optional(z.string()),
  caption: optional(z.string()),
  mimetype: optional(z.string()),
  filename: optional(z.string()),
  size: optional(z.number()),
  /** Seconds; a number or its text. */
  duration: optional(z.coerce.number()),
  width: optional(z.number()),
  height: optional(z.number()),
  /** What the sender calls themselves. */
  notifyName: optional(z.string()),
  isNotification: optional(z.boolean()),
  isStatusV3: optional(z.boolean()),
});
export type RawMessage = z.infer<typeof rawMessageSchema>;
