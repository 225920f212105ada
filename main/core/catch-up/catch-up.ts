import { currentNumber } from '#shared/domain/coverage.ts';
import type { NumberCoverage } from '#shared/domain/coverage.ts';
import type { LinkState } from '#shared/domain/number.ts';
import type { Hearing } from '../inbox/receive.ts';
import type { Ledger } from '../journal/ledger.ts';
import { GatewayError } from '../ports/gateway.ts';
import type { ChatSummary, Gateway } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Absences, absenceReason } from './absences.ts';
import { ChatCatchUp } from './chat-catch-up.ts';
import { HistoryImport } from './history-import.ts';

const RETRY_MS = 30_000;
/** WhatsApp goes on delivering for a while after a connection is there. */
const SOON_MS = 15_000;
/** Between two batches, so that live messages get their turn. */
const PAUSE_MS = 20;
/** A chat that cannot be read this often is a gap that a person is told of. */
const TRIES = 3;

interface Needs {
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly hearing: Hearing;
}

/**
 * After every (re)connection WhatsApp Web knows messages that no event will ever tell: fetches
 * them, chat by chat, oldest first, until each reaches what is stored (I5). Where the gap began is
 * remembered on disk until it is closed, so that messages stored meanwhile do not hide it. Every
 * few minutes it looks lightly for what came without an event, and once for each number it takes
 * history over.
 */
export class CatchUp {
  readonly #needs: Needs;
  readonly #absences: Absences;
  readonly #chats: ChatCatchUp;
  readonly #history: HistoryImport;
  readonly #tries = new Map<string, number>();
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isStopped = false;
  #isConnected = false;
  #isLightDue = false;
  #cancelRetry: (() => void) | null = null;
  #cancelLight: (() => void) | null = null;
  #pauses = new Set<() => void>();

  constructor(needs: Needs) {
    const { ledger, clock } = needs;
    this.#needs = needs;
    this.#absences = new Absences(ledger, clock);
    const pause = () => this.#pause();
    this.#chats = new ChatCatchUp({ ...needs, pause });
    this.#history = new HistoryImport({ ...needs, pause });
  }

  /** Before the link to WhatsApp starts. */
  start(): void {
    this.#quietly('since when the host was off', () => this.#absences.started());
    this.#planLook();
  }

  link(state: LinkState): void {
    if (state.name === 'connected') return;
    if (!this.#isConnected) return;
    this.#isConnected = false;
    const reason = absenceReason(state);
    this.#quietly('the beginning of a gap', () => this.#absences.began(reason));
  }

  /** Call it in the same turn as the `ready` event, before any later message is handed on. */
  ready(): void {
    this.#isConnected = true;
    this.#planLook(SOON_MS);
    this.#noteGap(null);
  }

  /** A live message could not be stored: what came since must be fetched when there is room. */
  lostOne(storedUpTo = this.#needs.ledger.read.messages.lastId()): void {
    this.#noteGap(storedUpTo);
    this.#quietly('the beginning of a gap', () => this.#absences.began('not-stored'));
  }

  /** The PC slept for so long: what WhatsApp Web told of meanwhile may have reached nobody. */
  slept(ms: number): void {
    if (!this.#isConnected) return;
    const begin = this.#needs.clock.now() - ms;
    this.#noteGap(null);
    this.#quietly('the beginning of a gap', () => this.#absences.began('host-slept', begin));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry?.();
    this.#cancelLight?.();
    for (const end of [...this.#pauses]) end();
    await this.#running;
    if (!this.#isConnected) return;
    await this.#absences.heard().catch((error: unknown) => this.#notNoted('the end')(error));
  }

  /**
   * Written at once: live messages queue up behind it and do not count as "before the gap". What
   * is written is the position at the time of the write, unless an earlier one is known: events
   * may have been missing already before the connection was.
   */
  #noteGap(earlier: number | null): void {
    const { ledger } = this.#needs;
    ledger
      .write(({ tx }) => {
        const known = tx.marks.get('gap-after') ?? Infinity;
        const position = earlier ?? tx.marks.get('complete-after') ?? tx.messages.lastId();
        tx.setMark('gap-after', Math.min(known, position));
      })
      .then(
        () => this.#run(),
        (error: unknown) => {
          this.#notNoted('the beginning of a gap')(error);
          const position = earlier ?? ledger.read.messages.lastId();
          this.#retryLater(() => this.#noteGap(position));
        },
      );
  }

  #run(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#isStopped) return;
    if (this.#running !== null) {
      this.#isAskedAgain = true;
      return;
    }
    this.#running = this.#work()
      .catch((error: unknown) => {
        this.#needs.log.warn({ error }, 'catch-up did not finish; it will be tried again');
        this.#retryLater(() => this.#run());
      })
      .finally(() => {
        this.#running = null;
        if (!this.#isAskedAgain) return;
        this.#isAskedAgain = false;
        this.#run();
      });
  }

  async #work(): Promise<void> {
    const { ledger, gateway, log } = this.#needs;
    const number = await this.#identify();
    if (ledger.read.marks.get('gap-after') !== null) await this.#closeGap(number);
    else if (this.#isLightDue) await this.#lookLightly(number);
    if (number === null) return;
    for await (const imported of this.#history.chats(number.phone)) {
      log.debug({ imported }, 'the history of a chat was taken over');
      if (this.#isStopped || this.#isAskedAgain) return;
      if (gateway.link().name !== 'connected') return;
      if (this.#isLightDue) await this.#lookLightly(number);
    }
  }

  /** Which number is linked now; another one than before has a coverage of its own. */
  async #identify(): Promise<NumberCoverage | null> {
    const { ledger, gateway, log } = this.#needs;
    const link = gateway.link();
    const known = currentNumber(ledger.read.coverage.get());
    if (link.name !== 'connected' || link.phone === '' || link.phone === known?.phone) return known;
    const { phone } = link;
    if (known !== null) log.warn({}, 'another number is linked than before');
    await ledger.write(({ record }) => record({ kind: 'coverage.number-linked', phone }));
    await this.#history.begin(phone);
    return currentNumber(ledger.read.coverage.get());
  }

  async #closeGap(number: NumberCoverage | null): Promise<void> {
    const { ledger, gateway, clock, log } = this.#needs;
    const gapAfter = ledger.read.marks.get('gap-after');
    if (gapAfter === null) return;
    const endedAt = clock.now();
    const upTo = ledger.read.messages.lastId();
    const chats = await gateway.chats();
    const { found, failed } = await this.#each(chats, (chat) =>
      this.#chats.fill(chat, number, gapAfter),
    );
    if (this.#isStopped) return;
    if (failed > 0) throw new GatewayError('failed', `${failed} chats could not be read`);
    // Asked again meanwhile: another gap may have begun, the next run closes both.
    if (this.#isAskedAgain) return;
    await ledger.write(({ tx }) => {
      tx.setMark('gap-after', null);
      tx.setMark('complete-after', upTo);
    });
    this.#tries.clear();
    if (number !== null) await this.#absences.ended(number.phone, endedAt);
    log.info({ found }, 'caught up with WhatsApp');
  }

  /** For messages that came without an event: chats with news since everything was complete. */
  async #lookLightly(number: NumberCoverage | null): Promise<void> {
    const { ledger, gateway, log } = this.#needs;
    this.#isLightDue = false;
    const upTo = ledger.read.messages.lastId();
    const complete = ledger.read.marks.get('complete-after') ?? upTo;
    const chats = await gateway.chats();
    const { found, failed } = await this.#each(chats, (chat) =>
      this.#chats.top(chat, number, complete),
    );
    if (failed > 0 || this.#isStopped || ledger.read.marks.get('gap-after') !== null) return;
    await ledger.write(({ tx }) => tx.setMark('complete-after', upTo));
    if (found > 0) log.warn({ found }, 'WhatsApp Web had messages that it never told of');
  }

  async #each(
    chats: readonly ChatSummary[],
    read: (chat: ChatSummary) => Promise<number>,
  ): Promise<{ found: number; failed: number }> {
    let found = 0;
    let failed = 0;
    for (const chat of chats) {
      if (this.#isStopped) break;
      try {
        found += await read(chat);
        this.#tries.delete(chat.address);
      } catch (error) {
        // Without a connection nothing more can be had; one chat alone must not keep the others.
        if (!(error instanceof GatewayError) || error.code === 'not-connected') throw error;
        this.#needs.log.warn({ error }, 'a chat could not be read');
        const tries = (this.#tries.get(chat.address) ?? 0) + 1;
        this.#tries.set(chat.address, tries);
        if (tries < TRIES) failed += 1;
        else await this.#chats.giveUp(chat);
      }
    }
    return { found, failed };
  }

  #planLook(ms = this.#needs.settings.current().catchup.lightCatchUpMinutes * 60_000): void {
    this.#cancelLight?.();
    this.#cancelLight = this.#needs.clock.after(ms, () => {
      if (this.#isStopped) return;
      this.#planLook();
      if (!this.#isConnected) return;
      this.#quietly('the time of the last connection', () => this.#absences.heard());
      this.#isLightDue = true;
      if (this.#running === null) this.#run();
    });
  }

  #pause(): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.#pauses.delete(end);
        resolve();
      };
      const cancel = this.#needs.clock.after(PAUSE_MS, end);
      this.#pauses.add(end);
    });
  }

  #retryLater(again: () => void): void {
    this.#cancelRetry?.();
    if (!this.#isStopped) this.#cancelRetry = this.#needs.clock.after(RETRY_MS, again);
  }

  #quietly(what: string, note: () => Promise<void>): void {
    note().catch(this.#notNoted(what));
  }

  #notNoted(what: string): (error: unknown) => void {
    return (error) => this.#needs.log.error({ error }, `${what} could not be noted`);
  }
}
