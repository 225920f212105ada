import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
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
  /** The customer's newest message when they were told last; told again after a restart. */
  readonly #told = new Map<ConversationId, MessageId>();
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
      if (!('conversationId' in fact)) continue;
      const { conversationId: id } = fact;
      if (policy === 'when-opened' && fact.kind === 'conversation.read' && read.has(id)) {
        this.#mark(id);
      }
      if (isAnswer(fact) && (read.has(id) || (policy === 'when-answered' && !this.#isTold(id)))) {
        this.#mark(id);
      }
    }
  }

  /** An owner mostly reads before they answer: then the answer itself changes nothing as to that. */
  #isTold(id: ConversationId): boolean {
    const last = this.#needs.ledger.read.conversations.get(id)?.lastCustomerMessageId ?? null;
    return last === null || this.#told.get(id) === last;
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
    const { lastCustomerMessageId } = conversation;
    if (lastCustomerMessageId !== null) this.#told.set(id, lastCustomerMessageId);
    this.#tasks.start('telling a customer that somebody has read it', async () => {
      await gateway.markSeen(conversation.contact.address).catch((error: unknown) => {
        this.#due.add(id);
        throw error;
      });
    });
  }
}

/** Closing a conversation reads nothing, and what was typed on the phone WhatsApp knows itself. */
const isAnswer = (fact: Fact): boolean =>
  fact.kind === 'message.queued' && fact.message.author.type === 'agent';
