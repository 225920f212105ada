import { z } from 'zod';
import { agentIdSchema } from './ids.ts';
import { ruleRefSchema } from './rules/rule-ref.ts';

/** Who wrote a message or did something to it. */
export const authorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('contact') }),
  z.object({ type: z.literal('agent'), agentId: agentIdSchema }),
  /** Typed on the phone that owns the number. */
  z.object({ type: z.literal('phone') }),
  /** Deskline answered by itself, by a setting. */
  z.object({ type: z.literal('deskline') }),
  /** The chatbot or, with a rule, that rule: both are machines to everybody and everything. */
  z.object({ type: z.literal('bot'), rule: ruleRefSchema.optional() }),
  /** A line of WhatsApp's own, written by nobody. */
  z.object({ type: z.literal('whatsapp') }),
]);
export type Author = Readonly<z.infer<typeof authorSchema>>;
