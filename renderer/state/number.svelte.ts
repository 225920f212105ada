import type { Replica } from '#shared/client/types.ts';
import type { LinkState } from '#shared/domain/number.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** The link between the host and WhatsApp. */
export class NumberLink {
  state = $state.raw<LinkState>({ name: 'stopped' });

  constructor(replica: Replica, feed: ReplicaFeed) {
    this.state = replica.number;
    feed.on(({ slices }) => {
      if (slices.has('number') || slices.has('all') || slices.has('session')) {
        this.state = replica.number;
      }
    });
  }

  get isConnected(): boolean {
    return this.state.name === 'connected';
  }

  /** On its way to being connected without anybody's help. */
  get isSettling(): boolean {
    return ['starting-browser', 'linking', 'syncing'].includes(this.state.name);
  }
}
