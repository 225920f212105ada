import type { AgentId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Log } from '../ports/system.ts';
import type { WhoIsHere } from '../presence/presence.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { give } from './transfer.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly presence: Pick<WhoIsHere, 'statusOf'>;
  readonly settings: CurrentSettings;
  readonly log: Log;
}

/**
 * Conversations whose owners are gone without having said what becomes of them, where the office
 * does not want them to wait. Who chooses to be offline is asked.
 */
export class Leavers {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #unsubscribe = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#unsubscribe = this.#needs.ledger.on(({ entries }) => {
      if (this.#needs.settings.current().ownership.whenOwnerLeaves === 'keep') return;
      for (const { fact } of entries) {
        if (fact.kind !== 'agent.status-changed' || !isLeaving(fact)) continue;
        const { agentId } = fact;
        this.#tasks.start('giving back what an owner left', () => this.#giveBack(agentId));
      }
    });
  }

  stop(): void {
    this.#unsubscribe();
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  /** What is snoozed waits for its time, as its owner decided. */
  async #giveBack(agentId: AgentId): Promise<void> {
    const { ledger, presence } = this.#needs;
    await ledger.write((unit) => {
      if (presence.statusOf(agentId) !== 'offline') return;
      for (const conversation of unit.tx.conversations.ownedBy(agentId)) {
        if (conversation.state !== 'open') continue;
        const given = { toId: null, tagId: null, why: 'owner-left', noteId: null } as const;
        give(unit, conversation, given, null);
      }
    });
  }
}

type StatusChange = Extract<Fact, { readonly kind: 'agent.status-changed' }>;

function isLeaving({ status, why, hasDecided }: StatusChange): boolean {
  return status === 'offline' && why !== 'chosen' && hasDecided !== true;
}
