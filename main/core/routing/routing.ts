import type { Conversation } from '#shared/domain/conversation.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import { give } from '../ownership/transfer.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { WhoIsHere } from '../presence/presence.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';

const DAY_MS = 24 * 60 * 60_000;

interface Needs {
  readonly ledger: Ledger;
  readonly presence: Pick<WhoIsHere, 'isAvailable'>;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Who gets a conversation that begins to wait. A customer who comes back goes to the last owner,
 * when the office wants that and the last owner is online; everything else waits in the queue.
 */
export class Routing {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #unsubscribe = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#unsubscribe = this.#needs.ledger.on((commit) => this.#follow(commit));
  }

  stop(): void {
    this.#unsubscribe();
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #follow({ changes }: Commit): void {
    for (const { before, after } of changes) {
      const cameBack = before?.state === 'closed' && after?.state === 'waiting';
      if (!cameBack || this.#lastOwner(after, before.lastAt) === null) continue;
      this.#tasks.start('giving a conversation to its last owner', () =>
        this.#giveToLastOwner(after, before.lastAt),
      );
    }
  }

  /** In a unit of its own: somebody may have claimed it meanwhile. */
  async #giveToLastOwner({ id }: Conversation, silentSince: number): Promise<void> {
    await this.#needs.ledger.write((unit) => {
      const conversation = unit.tx.conversations.get(id);
      if (conversation?.state !== 'waiting') return;
      const toId = this.#lastOwner(conversation, silentSince);
      if (toId === null) return;
      give(unit, conversation, { toId, tagId: null, why: 'last-owner', noteId: null }, null);
    });
  }

  /** Null when there is none, when it was too long ago, or when they are not there. */
  #lastOwner({ lastOwnerId }: Conversation, silentSince: number): Conversation['lastOwnerId'] {
    const { settings, clock, presence } = this.#needs;
    const { lastOwnerDays } = settings.current().routing;
    if (lastOwnerId === null || lastOwnerDays === 0) return null;
    if (clock.now() - silentSince > lastOwnerDays * DAY_MS) return null;
    return presence.isAvailable(lastOwnerId) ? lastOwnerId : null;
  }
}
