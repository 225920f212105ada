import type { HubClient, ViewPage } from '#shared/client/types.ts';
import { NO_COUNTS } from '#shared/domain/conversation.ts';
import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId, TagId } from '#shared/domain/ids.ts';
import type { ConversationView } from '#shared/protocol/commands/conversation.ts';
import type { ReplicaFeed } from './replica-feed.ts';

export const views = ['waiting', 'mine', 'all'] as const satisfies readonly ConversationView[];

/** The conversations this screen knows, one by one and as lists. */
export class Conversations {
  view = $state<ConversationView>('waiting');
  /** What the view `tagged` is about. */
  tagId = $state<TagId | null>(null);
  counts = $state.raw<Counts>(NO_COUNTS);
  /** Raised at every change: reading it makes a reader follow the replica. */
  #version = $state(0);
  readonly #client: HubClient;
  readonly #loading = new Set<ConversationView>();

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.counts = client.replica.counts;
    feed.on(({ slices }) => {
      if (slices.has('counts') || slices.has('all')) this.counts = client.replica.counts;
      if (
        slices.has('conversations') ||
        slices.has('views') ||
        slices.has('merges') ||
        slices.has('all')
      )
        this.#version++;
    });
  }

  showTag(tagId: TagId): void {
    this.tagId = tagId;
    this.view = 'tagged';
    void this.#client.chooseTag(tagId);
  }

  get(id: ConversationId): Conversation | null {
    void this.#version;
    return this.#client.replica.conversations.get(id) ?? null;
  }

  /** The one that has what this one had: another one after a merge. */
  current(id: ConversationId): ConversationId {
    void this.#version;
    return this.#client.replica.current(id);
  }

  list(view: ConversationView): readonly Conversation[] {
    void this.#version;
    return this.#client.replica.list(view);
  }

  page(view: ConversationView): ViewPage {
    void this.#version;
    return this.#client.replica.view(view);
  }

  count(view: ConversationView): number {
    if (view === 'waiting') return this.counts.waiting;
    if (view === 'all') return this.counts.waiting + this.counts.open + this.#snoozed;
    const me = String(this.#client.replica.me?.id);
    if (view === 'mentions') return this.counts.mentions[me] ?? 0;
    if (view === 'snoozed') return this.counts.snoozed[me] ?? 0;
    return view === 'mine' ? (this.counts.byOwner[me] ?? 0) : 0;
  }

  /** By everybody. */
  get #snoozed(): number {
    return Object.values(this.counts.snoozed).reduce((sum, count) => sum + count, 0);
  }

  /** What somebody has, open and snoozed. */
  countOf(id: AgentId): number {
    const { byOwner, snoozed } = this.counts;
    return (byOwner[String(id)] ?? 0) + (snoozed[String(id)] ?? 0);
  }

  /** Reads the first page, or the next one; asked again while it is on its way, does nothing. */
  async load(view: ConversationView): Promise<void> {
    if (this.#loading.has(view)) return;
    this.#loading.add(view);
    await this.#client.loadView(view).finally(() => this.#loading.delete(view));
  }
}
