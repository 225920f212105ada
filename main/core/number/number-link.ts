import type { Role } from '#shared/domain/agent.ts';
import { causeOf } from '#shared/domain/number.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { can } from '#shared/domain/rights.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { NumberStatus } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Log } from '../ports/system.ts';

/** The number's state as screens see it; each change of it goes into the journal. */
export class NumberLink implements NumberStatus {
  readonly #ledger: Ledger;
  readonly #log: Log;
  readonly #changes = new Emitter<undefined>();
  #state: LinkState;
  #noted: LinkState;

  constructor(ledger: Ledger, log: Log, state: LinkState) {
    this.#ledger = ledger;
    this.#log = log;
    this.#state = state;
    this.#noted = state;
  }

  get state(): LinkState {
    return this.#state;
  }

  stateFor(role: Role): LinkState {
    return can(role, 'manage-number') ? this.#state : withoutCodes(this.#state);
  }

  on(listener: () => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  changeTo(state: LinkState): void {
    this.#state = state;
    if (isWorthNoting(this.#noted, state)) this.#note(state);
    this.#changes.emit(undefined);
  }

  #note(state: LinkState): void {
    this.#noted = state;
    const cause = causeOf(state);
    this.#log.info({ state: state.name, cause }, 'the state of the number changed');
    this.#ledger
      .write(({ record }) =>
        record({ kind: 'number.state-changed', state: state.name, cause, detail: detailOf(state) }),
      )
      .catch((error: unknown) => this.#log.error({ error }, 'a change of state was not noted'));
  }
}

/** Whoever scans or types the code owns the link, so only admins see it (I8). */
export function withoutCodes(state: LinkState): LinkState {
  if (state.name !== 'waiting-for-scan') return state;
  const pairing = state.pairing && { ...state.pairing, code: null };
  return { ...state, code: null, pairing };
}

/** An outage that lasts is one line, not one for each attempt to come back. */
function isWorthNoting(noted: LinkState, next: LinkState): boolean {
  if (next.name === 'starting-browser' && isAway(noted)) return false;
  return next.name !== noted.name || causeOf(next) !== causeOf(noted);
}

function isAway({ name }: LinkState): boolean {
  return name === 'restarting' || name === 'unreachable' || name === 'whatsapp-web-changed';
}

function detailOf(state: LinkState): string {
  if ('detail' in state) return state.detail;
  if (state.name !== 'connected') return '';
  return state.affected.length > 0 ? state.affected.join(', ') : state.phone;
}
