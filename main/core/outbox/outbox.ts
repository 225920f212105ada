import type { ConversationId, MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { messageByKey } from '../actions/happened.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Acknowledgement, Gateway } from '../ports/gateway.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Clock, Log, Random } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { HandOver } from './hand-over.ts';
import type { Try } from './hand-over.ts';
import { Lanes } from './lanes.ts';
import { Pace } from './pace.ts';
import { Settlement } from './settlement.ts';
import { recordState, REJECTED, settles } from './state-change.ts';

const RETRY_MS = 5_000;
/** A PC that slept through midnight must not let a held message wait for another night. */
const LOOK_AT_HELD_MS = 10 * 60_000;

/** What nobody decided about by then is not looked for with every connection any more. */
const DOUBTS_LAST_MS = 3 * 24 * 60 * 60_000;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly files: MediaFiles;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Brings queued replies to WhatsApp: those of one conversation in their order, each handed over at
 * most once for each decision of a person (I4). Its key is stored before the hand-over, so that
 * afterwards, also after a crash, a look into WhatsApp Web can tell what happened.
 */
export class Outbox {
  readonly #needs: Needs;
  readonly #lanes = new Lanes();
  readonly #pace: Pace;
  readonly #settlement: Settlement;
  readonly #handOver: HandOver;
  readonly #timers = new Set<() => void>();
  readonly #tasks: Tasks;
  #isReady = false;
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
    this.#pace = new Pace(needs);
    const isReady = () => this.#isReady;
    this.#settlement = new Settlement({ ...needs, tasks: this.#tasks, isReady });
    this.#handOver = new HandOver({
      ...needs,
      pace: this.#pace,
      settlement: this.#settlement,
      isStopped: () => this.#isStopped,
      shown: (key) => this.shown(key),
      acknowledged: (key, state) => this.acknowledged(key, state),
    });
  }

  /** Takes up what an earlier run left behind and follows every new reply. */
  start(): void {
    const { ledger, settings } = this.#needs;
    ledger.on(({ entries }) => {
      for (const { fact } of entries) this.#follow(fact);
    });
    // What was held back may be allowed now.
    settings.on(() => this.#pumpAll());
    for (const { id, conversationId } of ledger.read.messages.inState(['queued'])) {
      this.#lanes.add(id, conversationId);
    }
  }

  /** WhatsApp can be used (again). */
  ready(): void {
    this.#isReady = true;
    const { messages } = this.#needs.ledger.read;
    for (const { id } of messages.inState(['sending'])) {
      const isCaredFor = this.#lanes.isUnderway(id) || this.#settlement.isWatched(id);
      if (!isCaredFor) this.#settlement.settle(id);
    }
    const since = this.#needs.clock.now() - DOUBTS_LAST_MS;
    for (const { id, at } of messages.inState(['unconfirmed'])) {
      if (at >= since) this.#settlement.settle(id, 1);
    }
    this.#pumpAll();
  }

  notReady(): void {
    this.#isReady = false;
    this.#pace.dismiss();
  }

  /** Stops handing over. What is on its way is settled at the next start. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#pace.dismiss();
    this.#settlement.stop();
  }

  /** After `stop`: resolves when nothing is under way any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  async acknowledged(key: WaMessageKey, state: Acknowledgement): Promise<void> {
    await this.#needs.ledger.write((unit) => {
      const message = messageByKey(unit.tx, key);
      if (message === null || message.author.type === 'contact') return;
      if (!settles(message.state, state)) return;
      const failure = state === 'refused' ? REJECTED : null;
      recordState(unit, message, { state, failure });
    });
  }

  /** WhatsApp Web shows a message of ours: it has it, whatever was thought of it before. */
  async shown(key: WaMessageKey): Promise<void> {
    const id = await this.#needs.ledger.write((unit) => {
      const message = messageByKey(unit.tx, key);
      if (message?.state !== 'unconfirmed' && message?.state !== 'queued') return null;
      recordState(unit, message, { state: 'sending' });
      return message.id;
    });
    if (id !== null) this.#settlement.watch(id);
  }

  #follow(fact: Fact): void {
    switch (fact.kind) {
      case 'message.queued':
        return this.#enqueue(fact.message.id, fact.conversationId);
      case 'message.state-changed':
        if (fact.state === 'queued') this.#enqueue(fact.messageId, fact.conversationId);
        else if (fact.state !== 'sending') this.#settlement.unwatch(fact.messageId);
        return;
      case 'contact.merged':
      case 'contact.unmerged': {
        const { messages } = this.#needs.ledger.read;
        this.#lanes.move((id) => messages.get(id)?.conversationId ?? null);
        return this.#pumpAll();
      }
      case 'message.received':
        // Who was a stranger, and was held back for it, may have written.
        return this.#pump(fact.conversationId);
      default:
    }
  }

  #enqueue(id: MessageId, conversationId: ConversationId): void {
    this.#lanes.add(id, conversationId);
    this.#pump(conversationId);
  }

  #pumpAll(): void {
    for (const id of this.#lanes.conversations()) this.#pump(id);
  }

  #pump(conversationId: ConversationId): void {
    if (!this.#isReady || this.#isStopped) return;
    const id = this.#lanes.begin(conversationId);
    if (id === null) return;
    this.#tasks.start('handing over a reply', async () => {
      const result = await this.#handOver.try(id).catch((error: unknown): Try => {
        this.#needs.log.error({ messageId: id, error }, 'a reply could not be handed over');
        return 'later';
      });
      // Somebody may have decided in this moment that it goes out after all.
      const isQueued = this.#needs.ledger.read.messages.get(id)?.state === 'queued';
      const home = this.#lanes.end(id, !isQueued);
      if (home === null) return;
      if (result === 'dealt-with') this.#pump(home);
      else this.#later(result === 'held' ? this.#msHeld(id) : RETRY_MS, () => this.#pump(home));
    });
  }

  #msHeld(id: MessageId): number {
    const until = this.#needs.ledger.read.messages.get(id)?.hold?.until ?? null;
    if (until === null) return LOOK_AT_HELD_MS;
    return Math.min(LOOK_AT_HELD_MS, Math.max(RETRY_MS, until - this.#needs.clock.now()));
  }

  #later(ms: number, callback: () => void): void {
    if (this.#isStopped) return;
    const cancel = this.#needs.clock.after(ms, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}
