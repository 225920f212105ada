import { z } from 'zod';
import { agentIdSchema } from './ids.ts';

export const roleSchema = z.enum(['agent', 'admin']);
export type Role = z.infer<typeof roleSchema>;

/** 1-60 characters after trimming, no control characters: shown on every screen. */
export const agentNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u);

/** OWASP ASVS 5, 6.2: at least 8, here 10; at most 128; any character. */
export const passwordSchema = z.string().min(10).max(128);

export const agentSchema = z.object({
  id: agentIdSchema,
  name: agentNameSchema,
  role: roleSchema,
});
export type Agent = Readonly<z.infer<typeof agentSchema>>;
