import { z } from 'zod';
import { agentIdSchema, tagIdSchema } from './ids.ts';

export const roleSchema = z.enum(['agent', 'supervisor', 'admin']);
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

/** The topics that somebody knows. */
export const skillsSchema = z
  .array(tagIdSchema)
  .max(100)
  .refine((skills) => new Set(skills).size === skills.length, 'each once');

/** Open chats that the host gives to somebody at most; 0: none; null: as many as the office says. */
export const ownCapacitySchema = z.int().min(0).max(200).nullable();

export const agentSchema = z.object({
  id: agentIdSchema,
  name: agentNameSchema,
  role: roleSchema,
  skills: skillsSchema.default([]),
  capacity: ownCapacitySchema.default(null),
  /** They work here no more: they cannot sign in and get nothing; what they did stays theirs. */
  isDeactivated: z.boolean().default(false),
});
export type Agent = Readonly<z.infer<typeof agentSchema>>;

/** Somebody of the journal, whose older entries know nothing but name and role. */
export function asAgent(agent: z.input<typeof agentSchema>): Agent {
  return agentSchema.parse(agent);
}

export const peopleFacts = [
  z.object({ kind: z.literal('agent.added'), agent: agentSchema }),
  /** Name, role, skills, capacity, or whether they work here. */
  z.object({ kind: z.literal('agent.changed'), before: agentSchema, agent: agentSchema }),
  /**
   * By an admin, to a temporary one that opens nothing but the change to one of their own. `onHost`:
   * by a command on the host PC, whoever gave it.
   */
  z.object({
    kind: z.literal('agent.password-reset'),
    agentId: agentIdSchema,
    onHost: z.literal(true).optional(),
  }),
  /** By themselves; how many other sessions of theirs ended with it. */
  z.object({
    kind: z.literal('agent.password-changed'),
    agentId: agentIdSchema,
    count: z.int().nonnegative(),
  }),
  /** An admin ended their sessions, on every device. */
  z.object({
    kind: z.literal('agent.sessions-ended'),
    agentId: agentIdSchema,
    count: z.int().nonnegative(),
  }),
  /**
   * The second step of signing in: by themselves, or `off` by an admin (`by`) or on the host (nobody).
   */
  z.object({
    kind: z.literal('agent.second-factor-changed'),
    agentId: agentIdSchema,
    change: z.enum(['on', 'off', 'new-codes']),
  }),
  z.object({
    kind: z.literal('agent.recovery-code-used'),
    agentId: agentIdSchema,
    left: z.int().nonnegative(),
  }),
] as const;
type PeopleFact = Readonly<z.infer<(typeof peopleFacts)[number]>>;

type AgentFact = Extract<PeopleFact, { readonly kind: 'agent.added' | 'agent.changed' }>;

export function isAgentFact(fact: { readonly kind: string }): fact is AgentFact {
  return fact.kind === 'agent.added' || fact.kind === 'agent.changed';
}
