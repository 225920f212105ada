import { z } from 'zod';
import { timestampSchema } from './ids.ts';

/** The state of the link between the host and WhatsApp, in words a person understands. */
export const linkStateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('stopped') }),
  z.object({ name: z.literal('browser-missing'), remedy: z.string() }),
  z.object({ name: z.literal('starting-browser') }),
  /** `code` is the text of the QR picture; null for who may not see it. */
  z.object({ name: z.literal('waiting-for-scan'), code: z.string().nullable() }),
  z.object({ name: z.literal('linking') }),
  z.object({ name: z.literal('syncing') }),
  z.object({
    name: z.literal('connected'),
    phone: z.string(),
    displayName: z.string().nullable(),
    /** What of WhatsApp Web this version cannot use right now; empty when all is well. */
    affected: z.array(z.enum(['reading', 'listing', 'sending', 'media', 'history'])),
  }),
  z.object({ name: z.literal('unreachable'), reason: z.string(), retryAt: timestampSchema }),
  z.object({ name: z.literal('logged-out'), reason: z.string() }),
  z.object({ name: z.literal('used-elsewhere') }),
]);
export type LinkState = Readonly<z.infer<typeof linkStateSchema>>;
