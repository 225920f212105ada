import type { Replica } from '#shared/client/types.ts';
import { isConnected, isSettling } from '#shared/domain/number.ts';
import type { LinkPart, LinkState } from '#shared/domain/number.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** The link between the host and WhatsApp. */
export class NumberLink {
  state = $state.raw<LinkState>({ name: 'stopped' });
  /** The office's own number, also while it is not connected. */
  phone = $state<string | null>(null);

  constructor(replica: Replica, feed: ReplicaFeed) {
    this.#take(replica.number);
    feed.on(({ slices }) => {
      if (slices.has('number') || slices.has('all') || slices.has('session')) {
        this.#take(replica.number);
      }
    });
  }

  #take(state: LinkState): void {
    this.state = state;
    if (state.name === 'connected') this.phone = state.phone;
  }

  get isConnected(): boolean {
    return isConnected(this.state);
  }

  /** On its way to being connected without anybody's help. */
  get isSettling(): boolean {
    return isSettling(this.state);
  }

  /** What of WhatsApp Web cannot be used although there is a connection. */
  get affected(): readonly LinkPart[] {
    return this.state.name === 'connected' ? this.state.affected : [];
  }
}
