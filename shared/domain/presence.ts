import { z } from 'zod';
import { agentIdSchema, conversationIdSchema, ownStatusIdSchema, timestampSchema } from './ids.ts';
import { statusMeantBy } from './own-statuses.ts';
import type { OwnStatus } from './own-statuses.ts';

export const agentStatusSchema = z.enum(['online', 'away', 'on-break', 'offline']);
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/**
 * `chosen`: by the agent. `idle`: none of their screens is used; `back`: one is again. `connected`:
 * their first screen. `disconnected`: none for longer than the grace time. `redefined`: the office's
 * own status that they have means something else now; `retired`: it is none any more.
 */
export const statusReasonSchema = z.enum([
  'chosen',
  'idle',
  'back',
  'connected',
  'disconnected',
  'signed-out',
  'redefined',
  'retired',
]);
export type StatusReason = z.infer<typeof statusReasonSchema>;

export const presenceFacts = [
  z.object({
    kind: z.literal('agent.status-changed'),
    agentId: agentIdSchema,
    status: agentStatusSchema,
    why: statusReasonSchema,
    /** Chosen was one of the office's own, which means `status`. */
    ownStatusId: ownStatusIdSchema.optional(),
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
  /** Likewise, one of the office's own; `chosen` is null then. */
  own: z.object({ id: ownStatusIdSchema, since: timestampSchema }).nullable().default(null),
});
export type AgentPresence = Readonly<z.infer<typeof agentPresenceSchema>>;

/** An agent's presence after a change of it; `before`: null for one who was never here. */
export function nextPresence(
  before: AgentPresence | null,
  fact: StatusChanged,
  at: number,
): AgentPresence {
  const { agentId, status, since } = fact;
  const isSame = before !== null && before.status === status;
  return {
    agentId,
    status,
    since: isSame ? before.since : (since ?? at),
    ...nextChoice(before, fact, at),
  };
}

function nextChoice(
  before: AgentPresence | null,
  { status, why, ownStatusId }: StatusChanged,
  at: number,
): Pick<AgentPresence, 'chosen' | 'own'> {
  if (why === 'signed-out' || why === 'retired') return { chosen: null, own: null };
  const { chosen = null, own = null } = before ?? {};
  if (why !== 'chosen') return { chosen, own };
  if (ownStatusId !== undefined) {
    return { chosen: null, own: own?.id === ownStatusId ? own : { id: ownStatusId, since: at } };
  }
  return { chosen: status === 'online' ? null : status, own: null };
}

/** What they chose instead of being online, by what the office means with its own statuses. */
export function choiceMeant(
  { chosen, own }: Pick<AgentPresence, 'chosen' | 'own'>,
  ownStatuses: readonly OwnStatus[],
): AgentPresence['chosen'] {
  if (own === null) return chosen;
  const meant = meantBy(own.id, ownStatuses);
  return meant === 'online' ? null : meant;
}

/**
 * The office's own status that they are seen with; null: one of those that every office has. One that
 * counts as here is not seen while they are away or offline.
 */
export function ownStatusOf(
  { status, own }: Pick<AgentPresence, 'status' | 'own'>,
  ownStatuses: readonly OwnStatus[],
): OwnStatus | null {
  const found = ownStatuses.find(({ id }) => id === own?.id);
  return found !== undefined && statusMeantBy(found) === status ? found : null;
}

function meantBy(ownId: number, ownStatuses: readonly OwnStatus[]) {
  const found = ownStatuses.find(({ id }) => id === ownId);
  return found === undefined ? 'online' : statusMeantBy(found);
}

/** Who is writing an answer in a conversation, the one who began first in front. */
export const answeringSchema = z.object({
  conversationId: conversationIdSchema,
  agentIds: z.array(agentIdSchema),
});
export type Answering = Readonly<z.infer<typeof answeringSchema>>;
