import type { LinkState } from '#shared/domain/number.ts';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { Pace } from './pace.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A QR code is good for this long, as at WhatsApp. */
const QR_MS = 20_000;
const RETRY_MS = 15_000;

interface Needs {
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly pace: Pace;
  /** Whether the phone knows this host already. */
  readonly isLinked: boolean;
  readonly emit: (event: GatewayEvent) => void;
}

const CONNECTED: LinkState = {
  name: 'connected',
  phone: '+442079460123',
  displayName: 'Brightside Opticians',
  affected: [],
};

/** The link's states in their order, from the browser's start to a working connection. */
export class SimulatedLink {
  readonly #needs: Needs;
  #state: LinkState = { name: 'stopped' };
  #isLinked: boolean;
  /** There is one next step at most. */
  #cancel: () => void = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#isLinked = needs.isLinked;
  }

  get state(): LinkState {
    return this.#state;
  }

  get isConnected(): boolean {
    return this.#state.name === 'connected';
  }

  start(): void {
    if (this.#state.name !== 'stopped') return;
    this.#become({ name: 'starting-browser' });
    this.#next(() => (this.#isLinked ? this.#sync() : this.#showCode()));
  }

  stop(): void {
    this.#cancel();
    this.#become({ name: 'stopped' });
  }

  scan(): void {
    if (this.#state.name !== 'waiting-for-scan') return;
    this.#isLinked = true;
    this.#cancel();
    this.#become({ name: 'linking' });
    this.#next(() => this.#sync());
  }

  logOut(): void {
    if (this.#state.name === 'stopped') return;
    this.#isLinked = false;
    this.#cancel();
    this.#become({ name: 'logged-out', reason: 'The phone ended the link.' });
    this.#next(() => this.#showCode());
  }

  goAway(reason: string): void {
    if (this.#state.name === 'stopped') return;
    this.#cancel();
    const retryAt = this.#needs.clock.now() + RETRY_MS;
    this.#become({ name: 'unreachable', reason, retryAt });
  }

  comeBack(): void {
    if (this.#state.name !== 'unreachable') return;
    if (this.#isLinked) this.#sync();
    else this.#showCode();
  }

  readyAgain(): void {
    if (this.isConnected) this.#needs.emit({ type: 'ready' });
  }

  #showCode(): void {
    const code = `2@${this.#needs.random.hex(40)},${this.#needs.random.hex(32)},simulated`;
    this.#become({ name: 'waiting-for-scan', code });
    this.#cancel = this.#needs.clock.after(QR_MS, () => this.#showCode());
  }

  #sync(): void {
    this.#become({ name: 'syncing' });
    this.#next(() => {
      this.#become(CONNECTED);
      this.#needs.emit({ type: 'ready' });
    });
  }

  #next(step: () => void): void {
    const [min, max] = this.#needs.pace.link;
    this.#cancel = this.#needs.clock.after(this.#needs.random.int(min, max), step);
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#needs.emit({ type: 'link', state });
  }
}
