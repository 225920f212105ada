import type { NumberCoverage } from '#shared/domain/coverage.ts';
import type { Hearing } from '../inbox/receive.ts';
import type { Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { ChatSummary, Gateway, IncomingMessage } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { readBack } from './read-back.ts';
import { storeAcknowledged, storeFound } from './store-found.ts';
import type { Arrived } from '../inbox/receive-several.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Unread messages not older than this are somebody waiting. */
const WAITING_DAYS = 14;
/** A chat that cannot be read this often is left out. */
const TRIES = 3;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly hearing: Hearing;
  readonly pause: () => Promise<void>;
}

/**
 * Takes over the history of a number that is linked for the first time, the newest chats first.
 * Which chats are done is on disk, so that it goes on after a restart where it was.
 */
export class HistoryImport {
  readonly #needs: Needs;
  readonly #tries = new Map<string, number>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Does nothing for a number that was linked before. */
  async begin(phone: string): Promise<void> {
    const { ledger, settings } = this.#needs;
    const number = this.#number(phone);
    const isFirst = ledger.read.coverage.links().filter((link) => link.phone === phone).length < 2;
    if (number === null || !isFirst) return;
    const since = Math.max(0, number.linkedAt - settings.current().catchup.importDays * DAY_MS);
    await ledger.write(({ record }) =>
      record({ kind: 'coverage.import-started', phone, since, total: 0 }),
    );
  }

  /** One chat after the other, until all are done; stop asking to stop. */
  async *chats(phone: string): AsyncGenerator<ChatSummary['address']> {
    const { ledger, gateway, log } = this.#needs;
    const failed = new Set<string>();
    for (;;) {
      const number = this.#number(phone);
      if (!number?.import) return;
      // Listed anew until nothing is left: WhatsApp Web goes on synchronizing meanwhile.
      const relevant = (await gateway.chats()).filter((chat) => this.#isRelevant(chat, number));
      const isDone = ({ address }: ChatSummary) =>
        ledger.read.coverage.isImported(phone, address) || failed.has(address);
      const left = relevant.filter((chat) => !isDone(chat));
      if (left.length === 0) break;
      for (const chat of left) {
        try {
          await this.#takeOver(chat, number);
          await this.#done(chat, phone, relevant.length);
        } catch (error) {
          if (!(error instanceof GatewayError) || error.code === 'not-connected') throw error;
          log.warn({ error }, 'the history of a chat could not be read');
          const tries = (this.#tries.get(chat.address) ?? 0) + 1;
          this.#tries.set(chat.address, tries);
          if (tries < TRIES) failed.add(chat.address);
          else await this.#giveUp(chat, number, relevant.length);
        }
        yield chat.address;
      }
    }
    if (failed.size > 0) throw new GatewayError('failed', 'some history could not be read');
    await ledger.write(({ record }) => record({ kind: 'coverage.import-finished', phone }));
    log.info({}, 'history was taken over');
  }

  async #done({ address }: ChatSummary, phone: string, listed: number): Promise<void> {
    const total = Math.max(listed, (this.#number(phone)?.import?.done ?? 0) + 1);
    await this.#needs.ledger.write(({ record }) =>
      record({ kind: 'coverage.chat-imported', phone, address, total }),
    );
  }

  /** A person is told that something may be missing; the other chats go on. */
  async #giveUp(chat: ChatSummary, number: NumberCoverage, listed: number): Promise<void> {
    const { phone, linkedAt } = number;
    const begin = number.import?.since ?? linkedAt;
    await this.#needs.ledger.write(({ tx, record }) => {
      const reason = 'history-unavailable' as const;
      const isTold = tx.coverage
        .get()
        .gaps.some((gap) => gap.phone === phone && gap.reason === reason && gap.begin === begin);
      if (isTold) return;
      const id = tx.coverage.nextGapId();
      record({
        kind: 'coverage.gap-opened',
        gap: { id, phone, conversationId: null, reason, begin, end: linkedAt },
      });
    });
    await this.#done(chat, phone, listed);
  }

  async #takeOver(chat: ChatSummary, number: NumberCoverage): Promise<void> {
    const { ledger, gateway, pause, clock, hearing } = this.#needs;
    const since = number.import?.since ?? number.linkedAt;
    const waitingSince = clock.now() - WAITING_DAYS * DAY_MS;
    const back = await readBack(gateway, chat.address, (messages) => {
      const oldest = messages[0]?.at ?? Infinity;
      const theirs = messages.filter(({ from }) => from === 'contact').length;
      return oldest < since && (theirs >= chat.unread || oldest < waitingSince);
    });
    const waiting = firstUnread(back.messages, chat.unread);
    const linkedAt = Math.floor(number.linkedAt / 1000) * 1000;
    const found = back.messages.flatMap((message, index): Arrived[] => {
      const isWaiting = index >= waiting && message.at >= waitingSince;
      if (isWaiting || message.at >= linkedAt) return [{ message, arrival: 'catch-up' }];
      return message.at >= since ? [{ message, arrival: 'import' }] : [];
    });
    await storeFound(ledger, found, hearing, pause);
    await storeAcknowledged(ledger, back.acknowledged);
    await pause();
  }

  #isRelevant({ unread, lastMessageAt }: ChatSummary, number: NumberCoverage): boolean {
    const { clock } = this.#needs;
    const since = number.import?.since ?? number.linkedAt;
    const isWaiting = unread > 0 && lastMessageAt >= clock.now() - WAITING_DAYS * DAY_MS;
    return isWaiting || lastMessageAt >= since;
  }

  #number(phone: string): NumberCoverage | null {
    const { numbers } = this.#needs.ledger.read.coverage.get();
    return numbers.find((number) => number.phone === phone) ?? null;
  }
}

/** Place of the first of the customer's last `unread` messages; beyond the end without any. */
function firstUnread(messages: readonly IncomingMessage[], unread: number): number {
  if (unread === 0) return messages.length;
  let left = unread;
  let place = messages.length;
  for (const [index, { from }] of [...messages.entries()].reverse()) {
    if (from !== 'contact') continue;
    place = index;
    left -= 1;
    if (left === 0) break;
  }
  return place;
}
