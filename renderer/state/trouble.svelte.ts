import type { Replica } from '#shared/client/types.ts';
import type { Trouble } from '#shared/domain/trouble.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Why the host cannot store anything right now. */
export class HostStorage {
  trouble = $state.raw<Trouble | null>(null);

  constructor(replica: Replica, feed: ReplicaFeed) {
    this.trouble = replica.trouble;
    feed.on(({ slices }) => {
      if (slices.has('trouble') || slices.has('all') || slices.has('session')) {
        this.trouble = replica.trouble;
      }
    });
  }
}
