import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId, WaAddress } from '#shared/domain/ids.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import type { Gateway } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';

/** WhatsApp shows it for about 25 s after it was told. */
const TELL_AGAIN_MS = 12_000;
/** A screen that says nothing more has paused, or is gone. */
export const PAUSE_MS = 8_000;
/** Typing that begins and ends all the time is not told each time. */
const LEAST_BETWEEN_MS = 2_000;
const MOST_REMEMBERED = 500;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

interface Writing {
  readonly by: AgentId;
  readonly address: WaAddress;
  readonly toldAt: number;
  readonly cancelPause: () => void;
}

/**
 * Shows customers that somebody is writing to them: the one who answers, and nobody else. Best
 * effort: nothing waits for it, and a failure is nobody's concern.
 */
export class Typing {
  readonly #needs: Needs;
  readonly #writing = new Map<ConversationId, Writing>();
  readonly #endedAt = new Map<ConversationId, number>();

  constructor(needs: Needs) {
    this.#needs = needs;
    needs.ledger.on((commit) => this.#follow(commit));
    needs.settings.on(({ outbox }) => {
      if (!outbox.showTyping) for (const id of [...this.#writing.keys()]) this.#end(id);
    });
  }

  /** Said by the one who answers, or by anybody while nobody owns it. */
  note({ id, contact }: Conversation, by: AgentId, isTyping: boolean): void {
    const current = this.#writing.get(id);
    // While nobody owns it two may write at once: the customer sees the first.
    if (current !== undefined && current.by !== by) return;
    if (!isTyping) this.#end(id);
    else if (!contact.isBlocked && this.#mayShow(id)) this.#write(id, by, contact.address);
  }

  stop(): void {
    for (const { cancelPause } of this.#writing.values()) cancelPause();
    this.#writing.clear();
  }

  #mayShow(id: ConversationId): boolean {
    const { settings, gateway, clock } = this.#needs;
    if (!settings.current().outbox.showTyping || gateway.link().name !== 'connected') return false;
    const endedAt = this.#endedAt.get(id) ?? Number.NEGATIVE_INFINITY;
    return clock.elapsed() - endedAt >= LEAST_BETWEEN_MS;
  }

  #write(id: ConversationId, by: AgentId, address: WaAddress): void {
    const { clock } = this.#needs;
    const before = this.#writing.get(id);
    before?.cancelPause();
    const now = clock.elapsed();
    const isTold = before !== undefined && now - before.toldAt < TELL_AGAIN_MS;
    if (!isTold) this.#tell(address, true);
    const cancelPause = clock.after(PAUSE_MS, () => this.#end(id));
    this.#writing.set(id, { by, address, toldAt: isTold ? before.toldAt : now, cancelPause });
  }

  #end(id: ConversationId): void {
    const writing = this.#writing.get(id);
    if (writing === undefined) return;
    writing.cancelPause();
    this.#writing.delete(id);
    if (this.#endedAt.size >= MOST_REMEMBERED) this.#endedAt.clear();
    this.#endedAt.set(id, this.#needs.clock.elapsed());
    this.#tell(writing.address, false);
  }

  /** What was written is on its way, or somebody else has the chat now. */
  #follow({ entries }: Commit): void {
    for (const { fact } of entries) {
      if (fact.kind === 'message.queued' || fact.kind === 'conversation.closed') {
        this.#end(fact.conversationId);
      } else if (fact.kind === 'contact.merged') {
        this.#end(fact.goneId);
      } else if (fact.kind === 'conversation.claimed') {
        const writing = this.#writing.get(fact.conversationId);
        if (writing !== undefined && writing.by !== fact.ownerId) this.#end(fact.conversationId);
      }
    }
  }

  #tell(address: WaAddress, isTyping: boolean): void {
    const { gateway, log } = this.#needs;
    if (gateway.link().name !== 'connected') return;
    gateway
      .showTyping(address, isTyping)
      .catch((error: unknown) => log.debug({ error }, 'typing was not shown to a customer'));
  }
}
