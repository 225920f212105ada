import type { Role } from '#shared/domain/agent.ts';
import type { LinkState } from '#shared/domain/number.ts';
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

  constructor(ledger: Ledger, log: Log, state: LinkState) {
    this.#ledger = ledger;
    this.#log = log;
    this.#state = state;
  }

  stateFor(role: Role): LinkState {
    const state = this.#state;
    // Whoever scans the code owns the link, so only admins see it (I8).
    if (state.name === 'waiting-for-scan' && role !== 'admin') return { ...state, code: null };
    return state;
  }

  on(listener: () => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  changeTo(state: LinkState): void {
    const isNewState = state.name !== this.#state.name;
    this.#state = state;
    if (isNewState) this.#note(state);
    this.#changes.emit(undefined);
  }

  #note(state: LinkState): void {
    this.#log.info({ state: state.name }, 'the state of the number changed');
    const detail = 'reason' in state ? state.reason : '';
    this.#ledger
      .write(({ record }) => record({ kind: 'number.state-changed', state: state.name, detail }))
      .catch((error: unknown) => this.#log.error({ error }, 'a change of state was not noted'));
  }
}
