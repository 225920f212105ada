import type { SeenBy } from '#main/core/ports/reads.ts';

/** `isInSight` as a condition on conversations `c`; its values are those of `sightValues`. */
export const IN_SIGHT = `(c.state = 'waiting' OR c.owner_id = ?
  OR (c.state = 'closed' AND c.last_owner_id = ?)
  OR EXISTS (
    SELECT 1 FROM conversation_tags AS seen_tag
    WHERE seen_tag.conversation_id = c.id
      AND seen_tag.tag_id IN (SELECT value FROM json_each(?)))
  OR EXISTS (
    SELECT 1 FROM mentions AS seen_mention
    WHERE seen_mention.conversation_id = c.id AND seen_mention.agent_id = ?))`;

export type SightValues = [number, number, string, number];

export function sightValues({ agentId, skills }: SeenBy): SightValues {
  return [agentId, agentId, JSON.stringify(skills), agentId];
}
