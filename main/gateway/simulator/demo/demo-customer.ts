import type { WaAddress } from '#shared/domain/ids.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { Range } from '../pace.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { SentMessage, SimulatorControls } from '../simulator-controls.ts';
import { DemoHabits } from './demo-habits.ts';
import { lineContent } from './line-content.ts';
import type { DemoScript, Line, PastLine, Turn } from './script.ts';

/** After having read an answer. */
const THINKING_MS: Range = [4_000, 14_000];
/** Between two messages written in one go. */
const TYPING_MS: Range = [1_500, 6_000];
/** A patient person asks again after this. */
const PATIENCE_MS = 4 * 60_000;

interface Needs {
  readonly simulator: SimulatorControls;
  readonly clock: Clock;
  readonly random: SeededRandom;
}

/** One person working through what they have to say, turn by turn. */
export class DemoCustomer {
  readonly address: WaAddress;
  readonly #needs: Needs;
  readonly #script: DemoScript;
  readonly #habits: DemoHabits;
  readonly #matters: Turn[][];
  #turns: Turn[] = [];
  #unwritten: Line[] = [];
  #waitingSince: number | null = null;
  #hasNudged = false;
  #cancel: () => void = () => {};

  constructor(script: DemoScript, needs: Needs) {
    this.#needs = needs;
    this.#script = script;
    this.#matters = script.matters.map((matter) => [...matter]);
    this.address = needs.simulator.addCustomer(script.customer);
    // Chance of its own, so that what is said does not depend on it.
    const random = needs.random.fork('habits');
    this.#habits = new DemoHabits({ ...needs, random }, this.address);
  }

  /** Whether the last matter is settled and there is another one. */
  get canBegin(): boolean {
    return this.#matters.length > 0 && this.#isDone;
  }

  get isWaiting(): boolean {
    return this.#waitingSince !== null;
  }

  get canNudge(): boolean {
    const { nudge } = this.#script;
    if (nudge === undefined || this.#hasNudged || this.#waitingSince === null) return false;
    return this.#needs.clock.now() - this.#waitingSince >= PATIENCE_MS;
  }

  begin(): void {
    this.#turns = this.#matters.shift() ?? [];
    this.#write(this.#turns.shift() ?? []);
  }

  nudge(): void {
    this.#hasNudged = true;
    if (this.#script.nudge !== undefined) this.#write([this.#script.nudge]);
  }

  /** Has read an answer: goes on after a while, or later when one more answer comes meanwhile. */
  hasRead(message: SentMessage): void {
    this.#waitingSince = null;
    this.#habits.hasRead(message);
    if (this.#unwritten.length > 0) return;
    this.#cancel();
    if (this.#turns.length > 0) {
      this.#after(THINKING_MS, () => this.#write(this.#turns.shift() ?? []));
    }
  }

  /** What this person and the phone wrote before the demo: to be put in order with the others'. */
  opening(start: number): OpeningMessage[] {
    const { past = [], waitingMinutes } = this.#script;
    const before = past.map((said) => ({
      customer: this,
      at: start - said.minutesAgo * 60_000,
      isOurs: said.by === 'phone',
      line: said.line,
      said,
    }));
    if (waitingMinutes === undefined) return before;
    this.#turns = this.#matters.shift() ?? [];
    this.#waitingSince = start - waitingMinutes * 60_000;
    const lines = this.#turns.shift() ?? [];
    return [
      ...before,
      ...lines.map((line, index) => ({
        customer: this,
        at: start - waitingMinutes * 60_000 + index * 25_000,
        isOurs: false,
        line,
      })),
    ];
  }

  stop(): void {
    this.#cancel();
    this.#habits.stop();
  }

  get #isDone(): boolean {
    return this.#turns.length === 0 && this.#unwritten.length === 0 && this.#waitingSince === null;
  }

  #write(lines: readonly Line[]): void {
    this.#unwritten = [...lines];
    this.#writeNext();
  }

  #writeNext(): void {
    const line = this.#unwritten.shift();
    if (line === undefined) return;
    const { clock, random } = this.#needs;
    this.#waitingSince ??= clock.now();
    this.#habits.write(lineContent(line, random));
    if (this.#unwritten.length > 0) this.#after(TYPING_MS, () => this.#writeNext());
    // Nothing more to say: the last words are thanks and wait for no answer.
    else if (this.#turns.length === 0) this.#waitingSince = null;
  }

  #after([min, max]: Range, step: () => void): void {
    this.#cancel = this.#needs.clock.after(this.#needs.random.int(min, max), step);
  }
}

export interface OpeningMessage {
  readonly customer: DemoCustomer;
  readonly at: number;
  readonly isOurs: boolean;
  readonly line: Line;
  /** Of what was settled before the demo. */
  readonly said?: PastLine;
}
