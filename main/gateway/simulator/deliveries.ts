import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Acknowledgement } from '#main/core/ports/gateway.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { Pace, Range } from './pace.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { AccountMessage } from './simulated-account.ts';

interface Needs {
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly pace: Pace;
  readonly onProgress: (entry: AccountMessage) => void;
}

type Step = readonly [state: Acknowledgement, pause: Range];

/** The way of our messages from WhatsApp's servers to the customer's eyes. */
export class Deliveries {
  readonly #needs: Needs;
  readonly #read = new Emitter<AccountMessage>();
  /** What is on its way, and what stops its next step. */
  readonly #underway = new Map<AccountMessage, { steps: Step[]; cancel: () => void }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  onRead(listener: (entry: AccountMessage) => void): Unsubscribe {
    return this.#read.on(listener);
  }

  start(entry: AccountMessage): void {
    const { pace } = this.#needs;
    const isVoice = entry.message.content.kind === 'voice';
    this.#take(entry, [
      ['sent', pace.sent],
      ['delivered', pace.delivered],
      ['read', pace.read],
      ...(isVoice ? [['played', pace.read] as const] : []),
    ]);
  }

  /** Written a while ago: the customer has read it long since. */
  skip(entry: AccountMessage): void {
    entry.state = 'read';
    this.#needs.onProgress(entry);
  }

  /** Nobody watches any more: what was on its way has arrived when they look again. */
  finish(): void {
    for (const [entry, { steps, cancel }] of this.#underway) {
      cancel();
      entry.state = steps.at(-1)?.[0] ?? entry.state;
    }
    this.#underway.clear();
  }

  #take(entry: AccountMessage, [step, ...rest]: readonly Step[]): void {
    this.#underway.delete(entry);
    if (step === undefined) return;
    const { clock, random, onProgress } = this.#needs;
    const [state, [min, max]] = step;
    const cancel = clock.after(random.int(min, max), () => {
      entry.state = state;
      this.#take(entry, rest);
      onProgress(entry);
      if (state === 'read') this.#read.emit(entry);
    });
    this.#underway.set(entry, { steps: [step, ...rest], cancel });
  }
}
