import { absenceOf, currentNumber } from '#shared/domain/coverage.ts';
import type { GapReason } from '#shared/domain/coverage.ts';
import type { LinkState } from '#shared/domain/number.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';
import { lastAlive } from '../presence/last-alive.ts';

/** Since when, until when and why nothing was heard of WhatsApp. */
export class Absences {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  /** Before this run writes anything. */
  readonly #lastHere: number;

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#lastHere = lastAlive(ledger.read);
  }

  /** At the start: the host was off since it last did anything. */
  async started(): Promise<void> {
    const begin = Math.min(this.#lastHere, this.#clock.now());
    await this.#ledger.write((unit) => open(unit, 'host-off', begin));
  }

  async began(reason: GapReason, begin = this.#clock.now()): Promise<void> {
    await this.#ledger.write((unit) => open(unit, reason, begin));
  }

  /** Connected just now: remembered, so that a host killed later knows since when it was away. */
  async heard(): Promise<void> {
    await this.#ledger.write(({ tx }) => tx.setMark('heard-at', this.#clock.now()));
  }

  /** Everything up to `end` has been fetched. */
  async ended(phone: string, end: number): Promise<void> {
    await this.#ledger.write(({ tx, record }) => {
      const gap = absenceOf(tx.coverage.get(), phone);
      if (gap === null) return;
      record({ kind: 'coverage.gap-closed', gapId: gap.id, end: Math.max(gap.begin, end) });
    });
  }
}

function open({ tx, record }: Unit, reason: GapReason, begin: number): void {
  const coverage = tx.coverage.get();
  const number = currentNumber(coverage);
  if (number === null || absenceOf(coverage, number.phone) !== null) return;
  const { phone } = number;
  const gap = {
    id: tx.coverage.nextGapId(),
    phone,
    conversationId: null,
    reason,
    begin,
    end: null,
  };
  record({ kind: 'coverage.gap-opened', gap });
}

/** Why a link that is in this state hears nothing. */
export function absenceReason(state: LinkState): GapReason {
  switch (state.name) {
    case 'logged-out':
    case 'waiting-for-scan':
    case 'scan-paused':
    case 'blocked':
      return 'not-linked';
    case 'used-elsewhere':
      return 'used-elsewhere';
    case 'restarting':
    case 'syncing':
    case 'starting-browser':
      return 'page-crashed';
    default:
      return 'unreachable';
  }
}
