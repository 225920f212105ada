import type { ConversationId, MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import type { DeliveryState, Message, SendFailure } from '#shared/domain/message.ts';
import { isProgress } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Commit, Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Acknowledgement, FindOutcome, Gateway } from '../ports/gateway.ts';
import type { MediaFiles } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';
import { outgoingContent } from './outgoing-content.ts';

/** WhatsApp Web took it, but no acknowledgement came: time to look into the chat. */
const ACK_WAIT_MS = 60_000;
/** Between looks for a message that WhatsApp Web does not show (yet). */
const LOOK_AGAIN_MS = 5_000;
/** Looks that find nothing before a person has to judge. */
const LOOKS = 4;
const RETRY_MS = 5_000;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Brings queued replies to WhatsApp: those of one conversation in their order, each handed over at
 * most once (I4). Its key is stored before the hand-over, so that afterwards, also after a crash,
 * a look into WhatsApp Web can tell what happened. What nobody can tell ends as unconfirmed.
 */
export class Outbox {
  readonly #needs: Needs;
  /** Per conversation what waits, the first one possibly being handed over. */
  readonly #lanes = new Map<ConversationId, MessageId[]>();
  readonly #busy = new Set<ConversationId>();
  readonly #watched = new Map<MessageId, () => void>();
  readonly #timers = new Set<() => void>();
  readonly #tasks: Tasks;
  #isReady = false;
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  /** Takes up what an earlier run left behind and follows every new reply. */
  start(): void {
    const { ledger } = this.#needs;
    ledger.on((commit) => this.#follow(commit));
    for (const message of ledger.read.messages.inState(['queued'])) this.#enqueue(message);
  }

  /** WhatsApp can be used (again). */
  ready(): void {
    this.#isReady = true;
    for (const message of this.#needs.ledger.read.messages.inState(['sending'])) {
      if (!this.#isBeingHandedOver(message)) this.#startSettling(message.id, LOOKS);
    }
    for (const id of this.#lanes.keys()) this.#pump(id);
  }

  notReady(): void {
    this.#isReady = false;
  }

  /** Stops handing over. What is on its way is settled at the next start. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of [...this.#timers, ...this.#watched.values()]) cancel();
    this.#timers.clear();
    this.#watched.clear();
  }

  /** After `stop`: resolves when nothing is under way any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  async acknowledged(key: WaMessageKey, state: Acknowledgement): Promise<void> {
    await this.#needs.ledger.write(({ tx, record }) => {
      const message = tx.messages.byKey(key);
      if (message === null || message.author.type === 'contact') return;
      if (!isProgress(message.state, state)) return;
      const failure = state === 'refused' ? REJECTED : null;
      record(stateChange(message, state, failure));
    });
  }

  #follow({ entries }: Commit): void {
    for (const { fact } of entries) {
      if (fact.kind === 'message.queued') this.#enqueue(fact.message);
      if (fact.kind === 'message.state-changed' && fact.state !== 'sending') {
        this.#unwatch(fact.messageId);
      }
    }
  }

  #enqueue(message: Message): void {
    const lane = this.#lanes.get(message.conversationId) ?? [];
    lane.push(message.id);
    this.#lanes.set(message.conversationId, lane);
    this.#pump(message.conversationId);
  }

  #pump(conversationId: ConversationId): void {
    if (!this.#isReady || this.#isStopped || this.#busy.has(conversationId)) return;
    this.#busy.add(conversationId);
    this.#tasks.start('handing over replies', () =>
      this.#drain(conversationId).finally(() => this.#busy.delete(conversationId)),
    );
  }

  async #drain(conversationId: ConversationId): Promise<void> {
    const lane = this.#lanes.get(conversationId);
    while (lane?.[0] !== undefined && this.#isReady && !this.#isStopped) {
      const wasDealtWith = await this.#handOver(lane[0]).catch((error: unknown) => {
        this.#needs.log.error({ messageId: lane[0], error }, 'a reply could not be handed over');
        return false;
      });
      if (!wasDealtWith) {
        this.#later(RETRY_MS, () => this.#pump(conversationId));
        return;
      }
      lane.shift();
    }
    if (lane?.length === 0) this.#lanes.delete(conversationId);
  }

  /** False when it could not even be tried and stays queued. */
  async #handOver(id: MessageId): Promise<boolean> {
    const { ledger, gateway, files } = this.#needs;
    const message = ledger.read.messages.get(id);
    if (message?.state !== 'queued') return true;
    const contact = ledger.read.conversations.get(message.conversationId)?.contact;
    invariant(contact !== undefined, 'a message belongs to a conversation');

    const content = await outgoingContent(message.content, files);
    if (content === null) {
      await this.#changeState(id, 'refused', {
        code: 'media-rejected',
        detail: 'The file is no longer on this PC.',
      });
      return true;
    }
    const key = await gateway.newKey(contact.address).catch(notConnected);
    if (key === null || this.#isStopped) return false;
    if (!(await this.#markSending(id, key))) return true;

    const result = await gateway
      .send({ key, to: contact.address, content, quote: message.quote?.waKey })
      .catch((error: unknown) => ({ outcome: 'unknown' as const, why: String(error) }));
    if (result.outcome === 'refused') await this.#changeState(id, 'refused', result.failure);
    else if (result.outcome === 'unknown') this.#startSettling(id, LOOKS);
    else this.#watch(id);
    return true;
  }

  /** The one place where a reply leaves `queued`: false when it has left it already. */
  #markSending(id: MessageId, key: WaMessageKey): Promise<boolean> {
    return this.#needs.ledger.write(({ tx, record }) => {
      const message = tx.messages.get(id);
      if (message?.state !== 'queued') return false;
      record(stateChange({ ...message, waKey: key }, 'sending', null));
      return true;
    });
  }

  #startSettling(id: MessageId, looks: number): void {
    this.#tasks.start('finding out what became of a reply', () => this.#settle(id, looks));
  }

  /** Looks into WhatsApp Web for what became of a message. Never sends. */
  async #settle(id: MessageId, looksLeft: number): Promise<void> {
    if (this.#isStopped) return;
    const message = this.#needs.ledger.read.messages.get(id);
    if (message?.state !== 'sending' || message.waKey === null) return;

    const found = this.#isReady ? await this.#find(message.waKey) : 'unknown';
    if (this.#isStopped) return;
    if (found === 'pending') this.#watch(id);
    else if (found === 'refused') await this.#changeState(id, 'refused', REJECTED);
    else if (found !== 'absent' && found !== 'unknown') await this.#changeState(id, found, null);
    // While WhatsApp Web cannot be asked, the next `ready` looks again.
    else if (found === 'unknown' && !this.#isReady) return;
    else if (looksLeft > 1) {
      this.#later(LOOK_AGAIN_MS, () => this.#startSettling(id, looksLeft - 1));
    } else {
      await this.#changeState(id, 'unconfirmed', {
        code: 'no-answer',
        detail: 'WhatsApp did not confirm this message. Check on the phone whether it was sent.',
      });
    }
  }

  async #find(key: WaMessageKey): Promise<FindOutcome> {
    return this.#needs.gateway.find(key).catch((error: unknown) => {
      this.#needs.log.warn({ error }, 'WhatsApp Web could not be asked about a message');
      return 'unknown';
    });
  }

  /** Accepted by WhatsApp Web: acknowledgements come as events, else we look. */
  #watch(id: MessageId): void {
    if (this.#isStopped || this.#needs.ledger.read.messages.get(id)?.state !== 'sending') return;
    this.#unwatch(id);
    const cancel = this.#needs.clock.after(ACK_WAIT_MS, () => {
      this.#watched.delete(id);
      this.#startSettling(id, LOOKS);
    });
    this.#watched.set(id, cancel);
  }

  #unwatch(id: MessageId): void {
    this.#watched.get(id)?.();
    this.#watched.delete(id);
  }

  #isBeingHandedOver(message: Message): boolean {
    return (
      this.#watched.has(message.id) ||
      (this.#busy.has(message.conversationId) &&
        this.#lanes.get(message.conversationId)?.[0] === message.id)
    );
  }

  #changeState(id: MessageId, state: DeliveryState, failure: SendFailure | null): Promise<void> {
    return this.#needs.ledger.write(({ tx, record }) => {
      const message = tx.messages.get(id);
      if (message !== null && isProgress(message.state, state)) {
        record(stateChange(message, state, failure));
      }
    });
  }

  #later(ms: number, callback: () => void): void {
    const cancel = this.#needs.clock.after(ms, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}

const REJECTED: SendFailure = { code: 'rejected', detail: 'WhatsApp did not accept this message.' };

function stateChange(message: Message, state: DeliveryState, failure: SendFailure | null) {
  return {
    kind: 'message.state-changed' as const,
    conversationId: message.conversationId,
    messageId: message.id,
    state,
    waKey: message.waKey,
    failure,
  };
}

/** Not even a key could be had: nothing was handed over, so trying again later is safe. */
function notConnected(error: unknown): null {
  if (error instanceof GatewayError) return null;
  throw error;
}
