import type { ConversationId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import type { Gateway } from '../ports/gateway.ts';
import type { Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly settings: CurrentSettings;
  readonly log: Log;
}

/**
 * Customers' blue ticks, when the office's setting says: as soon as the owner has read what they
 * wrote, only with an answer, or never. What nobody has looked at is never marked as read.
 */
export class ReadReceipts {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  /** Read while WhatsApp was not connected. */
  readonly #due = new Set<ConversationId>();
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

  /** WhatsApp is connected (again). */
  ready(): void {
    for (const id of this.#due) this.#mark(id);
  }

  /** Resolves when WhatsApp is told nothing any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #follow({ entries, changes }: Commit): void {
    const policy = this.#needs.settings.current().ownership.readReceipts;
    if (policy === 'never') return;
    const read = new Set(
      changes
        .filter(({ before, after }) => (before?.unread ?? 0) > 0 && after?.unread === 0)
        .map(({ after }) => after?.id),
    );
    for (const { fact } of entries) {
      if (!('conversationId' in fact) || !read.has(fact.conversationId)) continue;
      if (isReading(fact, policy)) this.#mark(fact.conversationId);
    }
  }

  #mark(id: ConversationId): void {
    const { ledger, gateway } = this.#needs;
    const conversation = ledger.read.conversations.get(id);
    this.#due.delete(id);
    // The customer has written since: somebody will read that, too.
    if (conversation === null || conversation.unread > 0) return;
    if (gateway.link().name !== 'connected') {
      this.#due.add(id);
      return;
    }
    this.#tasks.start('telling a customer that somebody has read it', async () => {
      await gateway.markSeen(conversation.contact.address).catch((error: unknown) => {
        this.#due.add(id);
        throw error;
      });
    });
  }
}

/** Closing a conversation reads nothing, and what was typed on the phone WhatsApp knows itself. */
function isReading(fact: Fact, policy: 'when-opened' | 'when-answered'): boolean {
  if (fact.kind === 'conversation.read') return policy === 'when-opened';
  return fact.kind === 'message.queued' && fact.message.author.type === 'agent';
}
