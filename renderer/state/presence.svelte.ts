import type { HubClient } from '#shared/client/types.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { t } from '#renderer/i18n/index.ts';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import { ownStatusOf } from '#shared/domain/presence.ts';
import type { AgentPresence, AgentStatus } from '#shared/domain/presence.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { OfficeLabels } from './labels.svelte.ts';
import type { People } from './people.svelte.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Who is here, and who writes an answer where. */
export class Presence {
  readonly #people: People;
  readonly #labels: OfficeLabels;
  #here = $state.raw<ReadonlyMap<AgentId, AgentPresence>>(new Map());
  #answering = $state.raw<ReadonlyMap<ConversationId, readonly AgentId[]>>(new Map());

  constructor({ replica }: HubClient, people: People, labels: OfficeLabels, feed: ReplicaFeed) {
    this.#people = people;
    this.#labels = labels;
    this.#here = replica.presence;
    this.#answering = replica.answering;
    feed.on(({ slices }) => {
      if (slices.has('presence') || slices.has('all')) this.#here = replica.presence;
      if (slices.has('answering') || slices.has('all')) this.#answering = replica.answering;
    });
  }

  statusOf(id: AgentId): AgentStatus {
    return this.#here.get(id)?.status ?? 'offline';
  }

  /** The office's own status that they are seen with; null: one of those that every office has. */
  ownOf(id: AgentId): OwnStatus | null {
    const presence = this.#here.get(id);
    return presence === undefined ? null : ownStatusOf(presence, this.#labels.all.ownStatuses);
  }

  /** What they are seen as. */
  wordsOf(id: AgentId): string {
    return this.ownOf(id)?.name ?? t.presence.status[this.statusOf(id)];
  }

  /** Since when they are seen as that; null for who was never here. */
  sinceOf(id: AgentId): number | null {
    const presence = this.#here.get(id);
    if (presence === undefined) return null;
    const { since, own } = presence;
    return this.ownOf(id) === null ? since : Math.max(since, own?.since ?? 0);
  }

  /** Colleagues who write an answer there; the person at this screen knows what they do. */
  answeringIn(id: ConversationId): readonly Agent[] {
    const others = this.#answering.get(id)?.filter((agent) => !this.#people.isMe(agent)) ?? [];
    return others.flatMap((agent) => this.#people.find(agent) ?? []);
  }
}
