import type { Gap, NumberCoverage } from '#shared/domain/coverage.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { ChatSummary, Gateway, IncomingMessage } from '../ports/gateway.ts';
import type { Clock } from '../ports/system.ts';
import type { Arrival, Hearing } from '../inbox/receive.ts';
import { readBack } from './read-back.ts';
import type { ReadBack } from './read-back.ts';
import { newestStored } from './stored-position.ts';
import { storeAcknowledged, storeFound } from './store-found.ts';
import type { Arrived } from '../inbox/receive-several.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Chats that are quiet for longer are not looked through for what happened to their messages. */
const REFRESH_DAYS = 7;
/** Without a number's coverage: unread messages not older than this are somebody waiting. */
const WAITING_DAYS = 14;
/** WhatsApp Web shows messages of which no event ever told, also before later ones that it told of. */
const LOOK_BACK_MS = 60 * 60 * 1000;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly hearing: Hearing;
  readonly pause: () => Promise<void>;
}

/** WhatsApp tells whole seconds: others may have come within the same one. */
const secondOf = (at: number): number => Math.floor(at / 1000) * 1000;

/** Brings one chat to where WhatsApp Web has it. */
export class ChatCatchUp {
  readonly #needs: Needs;
  /** Chats whose newest entry is nothing for us: looked at once. */
  readonly #looked = new Map<string, string>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * Everything since what was stored up to `gapAfter`, and what happened meanwhile to the newest
   * messages before it. Resolves with how many messages were new.
   */
  async fill(chat: ChatSummary, number: NumberCoverage | null, gapAfter: number): Promise<number> {
    const stored = this.#storedUpTo(chat, number, gapAfter);
    if (this.#isLeftToImport(chat, number, stored)) return 0;
    if (stored === null) return this.#sinceLink(chat, number);
    const missing = this.#missingFrom(stored);
    const isDue = missing !== null || this.#hasNews(chat, stored, gapAfter) || this.#isRecent(chat);
    const found = isDue ? await this.#backTo(chat, stored, missing, gapAfter) : 0;
    this.#looked.set(chat.address, newestOf(chat));
    return found;
  }

  /** The same for a chat in which something was said since it was looked at last. */
  async top(chat: ChatSummary, number: NumberCoverage | null, gapAfter: number): Promise<number> {
    if (this.#looked.get(chat.address) === newestOf(chat)) return 0;
    const stored = this.#storedUpTo(chat, number, gapAfter);
    if (this.#isLeftToImport(chat, number, stored)) return 0;
    let found = 0;
    if (stored === null) found = await this.#sinceLink(chat, number);
    else if (this.#hasNews(chat, stored, gapAfter) || this.#isRecent(chat)) {
      found = await this.#backTo(chat, stored, null, gapAfter);
    }
    this.#looked.set(chat.address, newestOf(chat));
    return found;
  }

  /** It cannot be read: a person is told what may be missing. */
  async giveUp(chat: ChatSummary): Promise<void> {
    const { ledger } = this.#needs;
    const stored = newestStored(ledger.read, null, chat.address, ledger.read.messages.lastId());
    if (stored !== null) await this.#openGap(stored, stored.at, chat.lastMessageAt);
  }

  #storedUpTo(
    { address }: ChatSummary,
    number: NumberCoverage | null,
    upTo: number,
  ): Message | null {
    return newestStored(this.#needs.ledger.read, number?.phone ?? null, address, upTo);
  }

  async #backTo(
    chat: ChatSummary,
    stored: Message,
    missing: Gap | null,
    gapAfter: number,
  ): Promise<number> {
    const { ledger, gateway } = this.#needs;
    const met = Math.min(stored.at, missing?.begin ?? Infinity);
    const from = secondOf(met) - LOOK_BACK_MS;
    const isStored = ({ key, at }: IncomingMessage) =>
      at <= met && (ledger.read.messages.byKey(key)?.id ?? Infinity) <= gapAfter;
    const back = await readBack(
      gateway,
      chat.address,
      (messages) => (messages[0]?.at ?? Infinity) < from,
    );
    const isMet = back.isMet || back.messages.some(isStored);
    const found = await this.#store(back, (message) =>
      message.at >= from ? 'catch-up' : 'only-known',
    );
    if (!isMet && missing === null) {
      const end = back.messages.find(({ key }) => key !== stored.waKey)?.at ?? chat.lastMessageAt;
      await this.#openGap(stored, stored.at, end);
    } else if (isMet && missing !== null) {
      const end = missing.end ?? missing.begin;
      await ledger.write(({ record }) =>
        record({ kind: 'coverage.gap-closed', gapId: missing.id, end }),
      );
    }
    return found;
  }

  /** A chat that nothing was stored of then: everything since the number's coverage begins. */
  async #sinceLink(chat: ChatSummary, number: NumberCoverage | null): Promise<number> {
    const { ledger, gateway, clock } = this.#needs;
    if (number === null && chat.unread === 0) return 0;
    const stored = this.#storedUpTo(chat, number, ledger.read.messages.lastId());
    const since = secondOf(number?.since ?? clock.now() - WAITING_DAYS * DAY_MS);
    if (chat.lastMessageAt < since) {
      return stored !== null && this.#isRecent(chat) ? this.#refresh(chat) : 0;
    }
    const back = await readBack(
      gateway,
      chat.address,
      (messages) => (messages[0]?.at ?? Infinity) < since,
    );
    const linkedAt = secondOf(number?.linkedAt ?? 0);
    const found = await this.#store(back, ({ at }) => {
      if (at < since) return 'only-known';
      return at < linkedAt ? 'import' : 'catch-up';
    });
    const oldest = back.messages[0]?.at ?? 0;
    if (stored !== null && !back.isMet && stored.at < oldest) {
      await this.#openGap(stored, stored.at, oldest);
    }
    return found;
  }

  /** What happened to messages that are here: how far they got, edits, deletions, reactions. */
  async #refresh(chat: ChatSummary): Promise<number> {
    const back = await readBack(this.#needs.gateway, chat.address, () => true);
    return this.#store(back, () => 'only-known');
  }

  async #store(
    { messages, acknowledged }: ReadBack,
    arrivalOf: (message: IncomingMessage) => Arrival | 'only-known',
  ): Promise<number> {
    const { ledger, pause, hearing } = this.#needs;
    const found = messages.flatMap((message): Arrived[] => {
      const arrival = arrivalOf(message);
      if (arrival !== 'only-known') return [{ message, arrival }];
      const isKnown = ledger.read.messages.byKey(message.key) !== null;
      return isKnown ? [{ message, arrival: 'catch-up' }] : [];
    });
    const count = await storeFound(ledger, found, hearing, pause);
    await storeAcknowledged(ledger, acknowledged);
    return count;
  }

  #isLeftToImport(
    chat: ChatSummary,
    number: NumberCoverage | null,
    stored: Message | null,
  ): boolean {
    if (number === null) return false;
    const { coverage } = this.#needs.ledger.read;
    const current = coverage.get().numbers.find(({ phone }) => phone === number.phone);
    if (!current?.import || coverage.isImported(number.phone, chat.address)) return false;
    return stored === null || stored.isImported;
  }

  #hasNews({ lastMessageAt, lastKey }: ChatSummary, stored: Message, gapAfter: number): boolean {
    const from = secondOf(stored.at);
    if (lastMessageAt !== from) return lastMessageAt > from;
    const last = lastKey === null ? null : this.#needs.ledger.read.messages.byKey(lastKey);
    return last === null || last.id > gapAfter;
  }

  #isRecent({ lastMessageAt }: ChatSummary): boolean {
    return lastMessageAt > this.#needs.clock.now() - REFRESH_DAYS * DAY_MS;
  }

  /** What could not be had lately is asked for again: it may have been synchronized since. */
  #missingFrom({ conversationId }: Message): Gap | null {
    const { ledger, clock } = this.#needs;
    const lately = clock.now() - DAY_MS;
    const isMissing = (gap: Gap) =>
      gap.conversationId === conversationId && (gap.end ?? lately) > lately;
    return ledger.read.coverage.get().gaps.find(isMissing) ?? null;
  }

  async #openGap({ conversationId }: Message, begin: number, until: number): Promise<void> {
    const end = Math.max(begin, until);
    await this.#needs.ledger.write(({ tx, record }) => {
      const { gaps, numbers } = tx.coverage.get();
      const phone = numbers.find(({ until: past }) => past === null)?.phone;
      const isKnown = gaps.some(
        (gap) => gap.conversationId === conversationId && gap.begin === begin,
      );
      if (phone === undefined || isKnown) return;
      const id = tx.coverage.nextGapId();
      const reason = 'history-unavailable' as const;
      record({
        kind: 'coverage.gap-opened',
        gap: { id, phone, conversationId, reason, begin, end },
      });
    });
  }
}

/** Differs when something was said since, also within the same second. */
function newestOf({ lastMessageAt, lastKey }: ChatSummary): string {
  return `${lastMessageAt} ${lastKey ?? ''}`;
}
