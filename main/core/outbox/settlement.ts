import type { MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import type { DeliveryState, SendFailure } from '#shared/domain/message.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FindOutcome, Gateway } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { Tasks } from '../tasks.ts';
import { NO_ANSWER, recordState, REJECTED, settles } from './state-change.ts';

/** WhatsApp Web took it, but no acknowledgement came: time to look into the chat. */
const ACK_WAIT_MS = 60_000;
/** Between looks for a message that WhatsApp Web does not show (yet). */
const LOOK_AGAIN_MS = 5_000;
/** Looks that find nothing before a person has to judge. */
const LOOKS = 4;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly tasks: Tasks;
  /** Whether WhatsApp Web can be asked. */
  readonly isReady: () => boolean;
}

/**
 * Finds out what became of messages that were handed over: by acknowledgements, else by looking
 * into the chat. Never sends. What nobody can tell ends as unconfirmed.
 */
export class Settlement {
  readonly #needs: Needs;
  /** What is waited for, each with what ends the wait. */
  readonly #waits = new Map<MessageId, () => void>();
  readonly #looking = new Set<MessageId>();
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#waits.values()) cancel();
    this.#waits.clear();
  }

  /** Accepted by WhatsApp Web: acknowledgements come as events, else we look. */
  watch(id: MessageId): void {
    if (this.#stateOf(id) === 'sending') this.#later(id, ACK_WAIT_MS, LOOKS);
  }

  unwatch(id: MessageId): void {
    this.#waits.get(id)?.();
    this.#waits.delete(id);
  }

  isWatched(id: MessageId): boolean {
    return this.#waits.has(id) || this.#looking.has(id);
  }

  /** Nobody knows what became of it. */
  settle(id: MessageId, looks = LOOKS): void {
    if (this.#isStopped || this.#looking.has(id)) return;
    this.unwatch(id);
    this.#looking.add(id);
    this.#needs.tasks.start('finding out what became of a reply', () =>
      this.#look(id, looks).finally(() => this.#looking.delete(id)),
    );
  }

  async find(key: WaMessageKey): Promise<FindOutcome> {
    return this.#needs.gateway.find(key).catch((error: unknown) => {
      this.#needs.log.warn({ error }, 'WhatsApp Web could not be asked about a message');
      return 'unknown';
    });
  }

  async #look(id: MessageId, looksLeft: number): Promise<void> {
    const { ledger, isReady } = this.#needs;
    const message = ledger.read.messages.get(id);
    const isOpen = message?.state === 'sending' || message?.state === 'unconfirmed';
    if (!isOpen || message.waKey === null) return;

    const found = isReady() ? await this.find(message.waKey) : 'unknown';
    if (this.#isStopped) return;
    if (found === 'pending') {
      await this.#becomes(id, message.waKey, 'sending', null);
      this.watch(id);
    } else if (found === 'refused') await this.#becomes(id, message.waKey, 'refused', REJECTED);
    else if (found !== 'absent' && found !== 'unknown') {
      await this.#becomes(id, message.waKey, found, null);
    }
    // While WhatsApp Web cannot be asked, the next time that it is ready looks again.
    else if (message.state === 'unconfirmed' || (found === 'unknown' && !isReady())) return;
    else if (looksLeft > 1) this.#later(id, LOOK_AGAIN_MS, looksLeft - 1);
    else await this.#becomes(id, message.waKey, 'unconfirmed', NO_ANSWER);
  }

  /** Unless it went on meanwhile. */
  #becomes(
    id: MessageId,
    key: WaMessageKey,
    state: DeliveryState,
    failure: SendFailure | null,
  ): Promise<void> {
    return this.#needs.ledger.write((unit) => {
      const message = unit.tx.messages.get(id);
      if (message?.waKey !== key) return;
      if (settles(message.state, state)) recordState(unit, message, { state, failure });
    });
  }

  #later(id: MessageId, ms: number, looks: number): void {
    if (this.#isStopped) return;
    this.unwatch(id);
    const cancel = this.#needs.clock.after(ms, () => {
      this.#waits.delete(id);
      this.settle(id, looks);
    });
    this.#waits.set(id, cancel);
  }

  #stateOf(id: MessageId): DeliveryState | undefined {
    return this.#needs.ledger.read.messages.get(id)?.state;
  }
}
