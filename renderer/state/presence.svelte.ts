import type { HubClient } from '#shared/client/types.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { AgentPresence, AgentStatus } from '#shared/domain/presence.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { People } from './people.svelte.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Who is here, and who writes an answer where. */
export class Presence {
  readonly #client: HubClient;
  readonly #people: People;
  #here = $state.raw<ReadonlyMap<AgentId, AgentPresence>>(new Map());
  #answering = $state.raw<ReadonlyMap<ConversationId, readonly AgentId[]>>(new Map());

  constructor(client: HubClient, people: People, feed: ReplicaFeed) {
    const { replica } = client;
    this.#client = client;
    this.#people = people;
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

  /** Null for who was never here. */
  sinceOf(id: AgentId): number | null {
    return this.#here.get(id)?.since ?? null;
  }

  /** Colleagues who write an answer there; the person at this screen knows what they do. */
  answeringIn(id: ConversationId): readonly Agent[] {
    const others = this.#answering.get(id)?.filter((agent) => !this.#people.isMe(agent)) ?? [];
    return others.flatMap((agent) => this.#people.find(agent) ?? []);
  }

  async choose(status: AgentStatus) {
    return this.#client.command('presence.set', { status });
  }
}
