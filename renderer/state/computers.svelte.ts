import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import type { ComputerId } from '#shared/domain/ids.ts';
import type { ListedComputer } from '#shared/protocol/commands/computers.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** The office's computers, for as long as an admin looks at them. */
export class Computers {
  all = $state.raw<readonly ListedComputer[] | null>(null);
  hasFailed = $state(false);
  readonly #client: HubClient;
  readonly #stop: () => void;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.#stop = feed.on(({ slices }) => {
      const isNews = slices.has('audit') || slices.has('presence') || slices.has('all');
      if (isNews) void this.load();
    });
    void this.load();
  }

  close(): void {
    this.#stop();
  }

  async load(): Promise<void> {
    const reply = await this.#client.command('computer.list', {});
    this.hasFailed = !reply.ok;
    if (reply.ok) this.all = reply.value.computers;
  }

  /** Null: it is called so now. */
  async rename(
    computerId: ComputerId,
    before: string,
    name: string,
  ): Promise<CommandFailure | null> {
    const reply = await this.#client.command('computer.rename', { computerId, name, before });
    return reply.ok ? null : reply;
  }

  revoke(computerId: ComputerId) {
    return this.#client.command('computer.revoke', { computerId });
  }

  restore(computerId: ComputerId) {
    return this.#client.command('computer.restore', { computerId });
  }
}
