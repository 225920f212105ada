import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { ReplicaFeed } from './replica-feed.ts';
import { can } from '#shared/domain/rights.ts';

/** The host's backups, for an admin's screen; nothing for everybody else. */
export class HostBackups {
  status = $state.raw<CommandResult<'backup.list'> | null>(null);
  hasFailed = $state(false);
  isMaking = $state(false);
  readonly #client: HubClient;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    feed.on(({ slices }) => {
      const isNews = slices.has('backups') || slices.has('settings') || slices.has('all');
      if (isNews) void this.load();
    });
    void this.load();
  }

  /** What went wrong the last time, unless a later one went well. */
  get failure() {
    return this.status?.failure ?? null;
  }

  async load(): Promise<void> {
    const { me } = this.#client.replica;
    if (me === null || !can(me.role, 'make-backups')) return;
    const reply = await this.#client.command('backup.list', {});
    this.hasFailed = !reply.ok;
    if (reply.ok) this.status = reply.value;
  }

  /** Null: it is there. `failure`: of its copy in the second folder. */
  async make(): Promise<CommandFailure | null> {
    this.isMaking = true;
    const reply = await this.#client.command('backup.make', {});
    this.isMaking = false;
    await this.load();
    return reply.ok ? null : reply;
  }
}
