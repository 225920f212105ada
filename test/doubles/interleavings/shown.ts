import type { Replica } from '#shared/client/types.ts';
import { conversationViewSchema } from '#shared/protocol/commands/conversation.ts';

/** Everything that a screen shows, as plain values. */
export function shown(replica: Replica) {
  const ids = [...replica.conversations.keys()].sort((a, b) => a - b);
  return {
    me: replica.me?.id ?? null,
    conversations: byId(replica.conversations),
    counts: replica.counts,
    labels: replica.labels,
    agents: byId(replica.agents),
    presence: byId(replica.presence),
    answering: byId(replica.answering),
    number: replica.number,
    coverage: replica.coverage,
    office: replica.office,
    hours: replica.hours,
    lists: conversationViewSchema.options.map((view) => ({
      view,
      ids: replica.list(view).map(({ id }) => id),
    })),
    pending: ids.flatMap((id) => replica.pending(id)),
    timelines: ids.map((id) => replica.timeline(id)),
  };
}
export type Shown = ReturnType<typeof shown>;

const byId = <K extends number, V>(all: ReadonlyMap<K, V>) => [...all].sort(([a], [b]) => a - b);
