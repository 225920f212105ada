import { z } from 'zod';
import { agentIdSchema, conversationIdSchema, timestampSchema } from './ids.ts';

export const agentStatusSchema = z.enum(['online', 'away', 'on-break', 'offline']);
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/**
 * `chosen`: by the agent. `idle`: none of their screens is used; `back`: one is again. `connected`:
 * their first screen. `disconnected`: none for longer than the grace time.
 */
export const statusReasonSchema = z.enum([
  'chosen',
  'idle',
  'back',
  'connected',
  'disconnected',
  'signed-out',
]);
export type StatusReason = z.infer<typeof statusReasonSchema>;

export const presenceFacts = [
  z.object({
    kind: z.literal('agent.status-changed'),
    agentId: agentIdSchema,
    status: agentStatusSchema,
    why: statusReasonSchema,
    /** Leaving, they were asked what becomes of their chats: the office's rule is not for them. */
    hasDecided: z.literal(true).optional(),
    /** When it began, where the host was off then and learned of it later. */
    since: timestampSchema.optional(),
  }),
] as const;
type StatusChanged = Readonly<z.infer<(typeof presenceFacts)[0]>>;

export const agentPresenceSchema = z.object({
  agentId: agentIdSchema,
  status: agentStatusSchema,
  since: timestampSchema,
  /** What they chose instead of being online; it outlasts a lost connection, not signing out. */
  chosen: agentStatusSchema.exclude(['online']).nullable(),
});
export type AgentPresence = Readonly<z.infer<typeof agentPresenceSchema>>;

/** An agent's presence after a change of it; `before`: null for one who was never here. */
export function nextPresence(
  before: AgentPresence | null,
  { agentId, status, why, since }: StatusChanged,
  at: number,
): AgentPresence {
  const isSame = before !== null && before.status === status;
  return {
    agentId,
    status,
    since: isSame ? before.since : (since ?? at),
    chosen: nextChoice(before?.chosen ?? null, status, why),
  };
}

function nextChoice(
  before: AgentPresence['chosen'],
  status: AgentStatus,
  why: StatusReason,
): AgentPresence['chosen'] {
  if (why === 'signed-out') return null;
  if (why !== 'chosen') return before;
  return status === 'online' ? null : status;
}

/** Who is writing an answer in a conversation, the one who began first in front. */
export const answeringSchema = z.object({
  conversationId: conversationIdSchema,
  agentIds: z.array(agentIdSchema),
});
export type Answering = Readonly<z.infer<typeof answeringSchema>>;
