import type { HubClient } from '#shared/client/types.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { can } from '#shared/domain/rights.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { ReplicaFeed } from './replica-feed.ts';

type Locked = CommandResult<'agent.locked'>['locked'][number];

/** Who is locked out after too many wrong tries, for as long as somebody who may know looks. */
export class LockedAccounts {
  #all = $state.raw<readonly Locked[]>([]);
  readonly #client: HubClient;
  readonly #stop: () => void;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.#stop = feed.on(({ slices }) => {
      if (slices.has('audit') || slices.has('all')) void this.#load();
    });
    void this.#load();
  }

  /** Null: they may try. */
  of(id: AgentId): Locked | null {
    return this.#all.find(({ agentId }) => agentId === id) ?? null;
  }

  close(): void {
    this.#stop();
  }

  async #load(): Promise<void> {
    const { me } = this.#client.replica;
    if (me === null || !can(me.role, 'manage-people')) return;
    const reply = await this.#client.command('agent.locked', {});
    if (reply.ok) this.#all = reply.value.locked;
  }
}
