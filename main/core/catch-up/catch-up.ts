import type { MessageId } from '#shared/domain/ids.ts';
import { receive } from '../inbox/receive.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { ChatSummary, Gateway, IncomingMessage } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';

/** Chats that we never had: only those unread and not older than this are somebody waiting. */
const FIRST_LINK_DAYS = 14;
const FIRST_PAGE = 50;
const LARGEST_PAGE = 2_000;
const RETRY_MS = 30_000;
/** WhatsApp Web shows messages of which no event ever told, also before later ones that it told of. */
const LOOK_BACK_MS = 60 * 60 * 1000;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * After every (re)connection WhatsApp Web knows messages that no event will ever tell: fetches
 * them, chat by chat, oldest first, until each reaches what is stored (I5). Where the gap began is
 * remembered on disk until it is closed, so that messages stored meanwhile do not hide it.
 */
export class CatchUp {
  readonly #needs: Needs;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isStopped = false;
  #cancelRetry: (() => void) | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Call it in the same turn as the `ready` event, before any later message is handed on. */
  ready(): void {
    this.#noteGap(null);
  }

  /** A live message could not be stored: what came since must be fetched when there is room. */
  lostOne(storedUpTo = this.#needs.ledger.read.messages.lastId()): void {
    this.#noteGap(storedUpTo);
  }

  /**
   * Written at once: live messages queue up behind it and do not count as "before the gap". What
   * is written is the position at the time of the write, unless an earlier one is known.
   */
  #noteGap(earlier: number | null): void {
    this.#needs.ledger
      .write(({ tx }) => {
        const known = tx.marks.get('gap-after') ?? Infinity;
        tx.setMark('gap-after', Math.min(known, earlier ?? tx.messages.lastId()));
      })
      .then(
        () => this.#run(),
        (error: unknown) => {
          this.#needs.log.error({ error }, 'the beginning of a gap could not be noted');
          const position = earlier ?? this.#needs.ledger.read.messages.lastId();
          this.#retryLater(() => this.#noteGap(position));
        },
      );
  }

  #retryLater(again: () => void): void {
    this.#cancelRetry?.();
    if (!this.#isStopped) this.#cancelRetry = this.#needs.clock.after(RETRY_MS, again);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry?.();
    await this.#running;
  }

  #run(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#isStopped) return;
    if (this.#running !== null) {
      this.#isAskedAgain = true;
      return;
    }
    this.#running = this.#closeGap().finally(() => {
      this.#running = null;
      if (this.#isAskedAgain) {
        this.#isAskedAgain = false;
        this.#run();
      }
    });
  }

  async #closeGap(): Promise<void> {
    const { ledger, gateway, log } = this.#needs;
    const gapAfter = ledger.read.marks.get('gap-after');
    if (gapAfter === null) return;
    try {
      let found = 0;
      for (const chat of await gateway.chats()) {
        if (this.#isStopped) return;
        found += await this.#catchUpWith(chat, gapAfter as MessageId);
      }
      // Asked again meanwhile: another gap may have begun, the next run closes both.
      if (!this.#isAskedAgain) await ledger.write(({ tx }) => tx.setMark('gap-after', null));
      log.info({ found }, 'caught up with WhatsApp');
    } catch (error) {
      log.warn({ error }, 'catch-up did not finish; it will be tried again');
      this.#retryLater(() => this.#run());
    }
  }

  async #catchUpWith(chat: ChatSummary, gapAfter: MessageId): Promise<number> {
    const { ledger } = this.#needs;
    const storedUntil = ledger.read.messages.newestOf(chat.address, 0, gapAfter)?.at ?? null;
    const missing =
      storedUntil === null ? await this.#unread(chat) : await this.#since(chat, storedUntil);
    // All at once: the store keeps their order and commits them together.
    const stored = await Promise.all(missing.map((each) => receive(ledger, each, 'catch-up')));
    return stored.filter((message) => message !== null).length;
  }

  /** From some time before the newest stored message: what is known is not stored again. */
  async #since(chat: ChatSummary, storedUntil: number): Promise<readonly IncomingMessage[]> {
    const newest = Math.floor(storedUntil / 1000) * 1000;
    if (chat.lastMessageAt < newest) return [];
    const from = newest - LOOK_BACK_MS;
    for (let limit = FIRST_PAGE; ; limit *= 4) {
      const messages = await this.#needs.gateway.history(chat.address, limit);
      const oldest = messages[0];
      const isWhole = oldest === undefined || oldest.at < from || messages.length < limit;
      if (isWhole || limit >= LARGEST_PAGE) return messages.filter(({ at }) => at >= from);
    }
  }

  async #unread(chat: ChatSummary): Promise<readonly IncomingMessage[]> {
    const oldest = this.#needs.clock.now() - FIRST_LINK_DAYS * 24 * 60 * 60 * 1000;
    if (chat.unread === 0 || chat.lastMessageAt < oldest) return [];
    const limit = Math.min(Math.max(chat.unread, FIRST_PAGE), LARGEST_PAGE);
    const messages = await this.#needs.gateway.history(chat.address, limit);
    const theirs = messages.filter(({ from }) => from === 'contact');
    const first = theirs.at(-Math.min(chat.unread, theirs.length));
    return first === undefined ? [] : messages.slice(messages.indexOf(first));
  }
}
