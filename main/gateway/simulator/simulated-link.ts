import type { LinkOrder, LinkState } from '#shared/domain/number.ts';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { Pace } from './pace.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A QR code is good for this long, as at WhatsApp. */
const QR_MS = 20_000;
const RETRY_MS = 15_000;
/** Pictures that nobody scans, before they stop. */
const MOST_UNUSED = 18;

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
  isSettling: false,
};

/** The link's states in their order, from the browser's start to a working connection. */
export class SimulatedLink {
  readonly #needs: Needs;
  #state: LinkState = { name: 'stopped' };
  #isLinked: boolean;
  /** There is one next step at most. */
  #cancel: () => void = () => {};
  #unused = 0;

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
    this.#become({ name: 'logged-out' });
  }

  goAway(detail: string): void {
    if (this.#state.name === 'stopped') return;
    this.#cancel();
    const retryAt = this.#needs.clock.now() + RETRY_MS;
    this.#become({ name: 'unreachable', reason: 'no-network', detail, retryAt });
  }

  comeBack(): void {
    if (this.#state.name !== 'unreachable') return;
    if (this.#isLinked) this.#sync();
    else this.#showCode();
  }

  readyAgain(): void {
    if (this.isConnected) this.#needs.emit({ type: 'ready' });
  }

  order(order: LinkOrder): boolean {
    const { name } = this.#state;
    const canLink = ['waiting-for-scan', 'scan-paused', 'logged-out'].includes(name);
    switch (order.type) {
      case 'show-code':
        if (canLink) this.#showCode();
        return canLink;
      case 'link-with-phone':
        if (canLink) this.#showPairingCode(order.phone);
        return canLink;
      case 'use-here':
        if (name !== 'used-elsewhere') return false;
        this.#sync();
        return true;
      case 'restart':
        if (name === 'stopped') return false;
        this.#restart(order.why);
        return true;
    }
  }

  #restart(trouble: 'asked' | 'memory'): void {
    this.#cancel();
    const retryAt = this.#needs.clock.now();
    this.#become({ name: 'restarting', trouble, detail: '', retryAt });
    this.#next(() => (this.#isLinked ? this.#sync() : this.#showCode()));
  }

  #showPairingCode(phone: string): void {
    this.#cancel();
    const code = this.#needs.random.hex(8).toUpperCase();
    const pairing = { phone, code, problem: null };
    this.#become({ name: 'waiting-for-scan', code: null, pairing });
  }

  #nextCode(): void {
    this.#unused += 1;
    if (this.#unused < MOST_UNUSED) this.#newCode();
    else this.#become({ name: 'scan-paused' });
  }

  #showCode(): void {
    this.#cancel();
    this.#unused = 0;
    this.#newCode();
  }

  #newCode(): void {
    const code = `2@${this.#needs.random.hex(40)},${this.#needs.random.hex(32)},simulated`;
    this.#become({ name: 'waiting-for-scan', code, pairing: null });
    this.#cancel = this.#needs.clock.after(QR_MS, () => this.#nextCode());
  }

  #sync(): void {
    this.#become({ name: 'syncing', progress: null });
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
