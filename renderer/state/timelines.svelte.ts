import type { CommandFailure, HubClient, PendingReply, Timeline } from '#shared/client/types.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** How many conversations stay loaded, so that going back to one is instant. */
const KEPT = 8;

/** Loaded messages; the ones opened last stay current in the background. */
export class Timelines {
  #version = $state(0);
  readonly #client: HubClient;
  /** In the order of use, the newest last. */
  #opened: readonly ConversationId[] = [];

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    feed.on(({ slices, timelines }) => {
      if (timelines.size > 0 || slices.has('all')) this.#version++;
    });
  }

  get(id: ConversationId): Timeline | null {
    void this.#version;
    return this.#client.replica.timeline(id);
  }

  pending(id: ConversationId): readonly PendingReply[] {
    void this.#version;
    return this.#client.replica.pending(id);
  }

  /** Makes sure that the newest messages, or those around one, are loaded. Null: it worked. */
  async open(id: ConversationId, around: MessageId | null): Promise<CommandFailure | null> {
    this.#keep(id);
    const loaded = this.#client.replica.timeline(id);
    const isThere = around
      ? loaded?.messages.some((message) => message.id === around)
      : loaded && !loaded.hasNewer;
    if (isThere) return null;
    const reply = await this.#client.openTimeline(id, ...(around ? [around] : []));
    return reply.ok ? null : reply;
  }

  #keep(id: ConversationId): void {
    const opened = [...this.#opened.filter((other) => other !== id), id];
    for (const forgotten of opened.slice(0, -KEPT)) this.#client.closeTimeline(forgotten);
    this.#opened = opened.slice(-KEPT);
  }
}
