import type { HubClient } from '#shared/client/types.ts';
import type { LinkEvent } from '#shared/domain/number.ts';
import type { ReplicaFeed } from './replica-feed.ts';

const PAGE = 20;

/** The number's history as far as it was read, newest first. For admins. */
export class NumberHealth {
  events = $state.raw<readonly LinkEvent[]>([]);
  hasMore = $state(false);
  isLoading = $state(false);
  hasFailed = $state(false);
  readonly #client: HubClient;
  readonly #unsubscribe: () => void;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.#unsubscribe = feed.on(({ slices }) => {
      if (slices.has('number-history') || slices.has('all')) void this.loadNewest();
    });
    void this.loadNewest();
  }

  /** What is new since the last time, and everything known stays. */
  async loadNewest(): Promise<void> {
    const page = await this.#load(null);
    if (page === null) return;
    const oldest = page.events.at(-1)?.seq ?? 0;
    const older = this.events.filter(({ seq }) => seq < oldest);
    // Without an overlap there is a hole: only the new page is without one.
    const isJoined = this.events.some(({ seq }) => seq >= oldest);
    this.events = isJoined ? [...page.events, ...older] : page.events;
    if (!isJoined || older.length === 0) this.hasMore = page.hasMore;
  }

  async loadOlder(): Promise<void> {
    const last = this.events.at(-1);
    if (last === undefined) return this.loadNewest();
    const page = await this.#load(last.seq);
    if (page === null) return;
    this.events = [...this.events, ...page.events.filter(({ seq }) => seq < last.seq)];
    this.hasMore = page.hasMore;
  }

  close(): void {
    this.#unsubscribe();
  }

  async #load(before: LinkEvent['seq'] | null) {
    this.isLoading = true;
    const reply = await this.#client.command('number.history', { before, limit: PAGE });
    this.isLoading = false;
    this.hasFailed = !reply.ok;
    return reply.ok ? reply.value : null;
  }
}
