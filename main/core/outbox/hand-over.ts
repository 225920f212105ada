import { BOT_MANNERS } from '#shared/domain/bot/limits.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import type { Message, SendFailure } from '#shared/domain/message.ts';
import type { Hold } from '#shared/domain/sending.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { Acknowledgement, Gateway, OutgoingContent, SendOutcome } from '../ports/gateway.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Clock } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { strangeness } from './first-contacts.ts';
import { outgoingContent } from './outgoing-content.ts';
import type { Pace } from './pace.ts';
import type { Settlement } from './settlement.ts';
import { isCaughtUp, isSurvey } from '../survey/may-ask.ts';
import { recordState } from './state-change.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly files: MediaFiles;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly settlement: Settlement;
  /** Nothing is handed over any more. */
  readonly isStopped: () => boolean;
  /** What a look into WhatsApp Web found. */
  readonly shown: (key: WaMessageKey) => Promise<void>;
  readonly acknowledged: (key: WaMessageKey, state: Acknowledgement) => Promise<void>;
}

/** `later`: nothing was handed over, it stays queued and is tried again. */
export type Try = 'dealt-with' | 'later' | 'held';

/** Hands one queued message over to WhatsApp, or says why not now. */
export class HandOver {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** One attempt; what came of it is on disk when it resolves. */
  async try(id: MessageId): Promise<Try> {
    const message = this.#needs.ledger.read.messages.get(id);
    if (message?.state !== 'queued') return 'dealt-with';
    if (isStale(message, this.#needs.clock.now())) {
      await this.#refuse(id, TOO_LATE);
      return 'dealt-with';
    }
    if (message.waKey !== null && !(await this.#isAbsent(message.waKey, id))) return 'later';
    const { contact, hold } = this.#destination(message);
    if (hold !== null) return this.#hold(id, hold);

    const content = await outgoingContent(message.content, this.#needs.files);
    if (content === null) {
      await this.#refuse(id, FILE_GONE);
      return 'dealt-with';
    }
    if (!(await this.#needs.pace.turn())) return 'later';
    const key = await this.#needs.gateway.newKey(contact.address).catch(notConnected);
    if (key === null || this.#needs.isStopped()) return 'later';
    const marked = await this.#markSending(message, key);
    if (marked !== 'sending') return marked;
    return this.#send(id, { key, to: contact.address, content, quote: message.quote?.waKey });
  }

  async #send(
    id: MessageId,
    outgoing: {
      readonly key: WaMessageKey;
      readonly to: Conversation['contact']['address'];
      readonly content: OutgoingContent;
      readonly quote: WaMessageKey | undefined;
    },
  ): Promise<Try> {
    const result = await this.#needs.gateway
      .send(outgoing)
      .catch((error: unknown): SendOutcome => ({ outcome: 'unknown', why: String(error) }));
    if (result.outcome === 'accepted') this.#needs.settlement.watch(id);
    else if (result.outcome === 'unknown') this.#needs.settlement.settle(id);
    else if (result.failure.code === 'not-linked') return this.#putBack(id, outgoing.key);
    else await this.#refuse(id, result.failure);
    return 'dealt-with';
  }

  /**
   * Before a message goes out again: whether WhatsApp Web has the one before after all. It has the
   * last word then, whatever the person who asked could see.
   */
  async #isAbsent(key: WaMessageKey, id: MessageId): Promise<boolean> {
    const found = await this.#needs.settlement.find(key);
    if (found === 'absent' || found === 'refused') return true;
    if (found === 'unknown') return false;
    await (found === 'pending' ? this.#needs.shown(key) : this.#needs.acknowledged(key, found));
    return this.#needs.ledger.read.messages.get(id)?.state === 'queued';
  }

  #destination({ conversationId }: Message) {
    const { ledger, settings, clock } = this.#needs;
    const conversation = ledger.read.conversations.get(conversationId);
    invariant(conversation !== null, 'a message belongs to a conversation');
    const perDay = settings.current().outbox.firstContactsPerDay;
    const { hold } = strangeness(ledger.read, conversation, perDay, clock.now());
    return { contact: conversation.contact, hold };
  }

  /** The one place where a reply leaves `queued` for WhatsApp. */
  #markSending(before: Message, key: WaMessageKey): Promise<Try | 'sending'> {
    const { ledger, settings, clock } = this.#needs;
    return ledger.write((unit) => {
      const message = unit.tx.messages.get(before.id);
      // Cancelled, found after all, or sent again meanwhile: it is looked at anew.
      if (message?.state !== 'queued') return 'dealt-with';
      if (message.waKey !== before.waKey) return 'later';
      // Customers who wrote again meanwhile are not asked: that is known after the catch-up.
      if (isSurvey(unit.tx, message) && !isCaughtUp(unit.tx)) return 'later';
      const conversation = unit.tx.conversations.get(message.conversationId);
      invariant(conversation !== null, 'a message belongs to a conversation');
      const perDay = settings.current().outbox.firstContactsPerDay;
      const { isFirst, hold } = strangeness(unit.tx, conversation, perDay, clock.now());
      if (hold !== null) return 'later';
      const next = { ...message, waKey: key };
      recordState(unit, next, { state: 'sending', isFirstContact: isFirst });
      return 'sending';
    });
  }

  /** Not even handed over, as there was no connection: it goes out with the next one. */
  #putBack(id: MessageId, key: WaMessageKey): Promise<Try> {
    return this.#needs.ledger.write((unit) => {
      const message = unit.tx.messages.get(id);
      if (message?.state !== 'sending' || message.waKey !== key) return 'dealt-with';
      recordState(unit, { ...message, waKey: null }, { state: 'queued' });
      return 'later';
    });
  }

  async #hold(id: MessageId, hold: Hold): Promise<Try> {
    await this.#needs.ledger.write(({ tx, record }) => {
      const message = tx.messages.get(id);
      if (message?.state !== 'queued' || message.hold?.until === hold.until) return;
      const { conversationId } = message;
      record({ kind: 'message.held', conversationId, messageId: id, hold });
    });
    return 'held';
  }

  #refuse(id: MessageId, failure: SendFailure): Promise<void> {
    return this.#needs.ledger.write((unit) => {
      const message = unit.tx.messages.get(id);
      if (message?.state !== 'queued' && message?.state !== 'sending') return;
      recordState(unit, message, { state: 'refused', failure });
    });
  }
}

/** What the chatbot said a while ago answers nothing any more. A person's word always leaves. */
function isStale({ author, at, waKey }: Message, now: number): boolean {
  return author.type === 'bot' && waKey === null && now - at > BOT_MANNERS.freshMs;
}

const TOO_LATE: SendFailure = {
  code: 'cancelled',
  detail: 'The chatbot could not say this in time.',
};

const FILE_GONE: SendFailure = {
  code: 'media-rejected',
  detail: 'The file is no longer on this PC.',
};

/** Not even a key could be had: nothing was handed over, so trying again later is safe. */
function notConnected(error: unknown): null {
  if (error instanceof GatewayError) return null;
  throw error;
}
