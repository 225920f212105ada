import { botTurn } from '#shared/domain/bot/engine.ts';
import type { Flow } from '#shared/domain/bot/flow.ts';
import { stepOf } from '#shared/domain/bot/flow.ts';
import type { BotContext, BotEffect, BotEvent, BotHours, BotRun } from '#shared/domain/bot/run.ts';
import { isAsking } from '#shared/domain/bot/steps.ts';
import type { BotMedia, StepId } from '#shared/domain/bot/steps.ts';

/** One line of the test chat: what somebody said, or what the chatbot did. */
export type TestLine =
  | { readonly by: 'customer'; readonly text: string }
  | { readonly by: 'bot'; readonly text: string; readonly media: BotMedia | null }
  | { readonly by: 'event'; readonly event: Exclude<BotEffect, { type: 'say' }> };

/** Of whom the chatbot thinks that they write. */
export interface TestCustomer {
  readonly name: string;
  readonly phone: string;
}

interface TestOffice {
  readonly name: string;
  readonly hours: BotHours;
}

/** A talk with a flow as it is edited, by the engine that talks with customers. */
export class TestChat {
  lines = $state.raw<readonly TestLine[]>([]);
  customer = $state.raw<TestCustomer>({ name: 'Anna', phone: '' });
  isOpen = $state(true);
  #run = $state.raw<BotRun | null>(null);
  /** Time that was skipped, in milliseconds. */
  #skipped = 0;
  readonly #flow: () => Flow;
  readonly #office: (isOpen: boolean) => TestOffice;
  readonly #now: () => number;

  constructor(
    flow: () => Flow,
    office: (isOpen: boolean) => TestOffice,
    now: () => number = Date.now,
  ) {
    this.#flow = flow;
    this.#office = office;
    this.#now = now;
  }

  get hasBegun(): boolean {
    return this.lines.length > 0;
  }

  /** At which step it waits; null: it is over, or has not begun. */
  get at(): StepId | null {
    return this.#run?.at ?? null;
  }

  get isOver(): boolean {
    return this.hasBegun && this.#run === null;
  }

  /** Why it waits, for the button that lets the time pass. */
  get waitsFor(): 'answer' | 'time' | null {
    const step = this.#run === null ? null : stepOf(this.#flow(), this.#run.at);
    if (step === null) return null;
    return isAsking(step) ? 'answer' : 'time';
  }

  /** What can be tapped instead of being typed. */
  get choices(): readonly string[] {
    const flow = this.#flow();
    const step = this.#run === null ? null : stepOf(flow, this.#run.at);
    if (step?.kind === 'menu') return [...step.options.map((_, index) => String(index + 1)), '0'];
    if (step?.kind === 'language') return [...flow.languages.map((_, i) => String(i + 1)), '0'];
    return [];
  }

  write(text: string): void {
    this.lines = [...this.lines, { by: 'customer', text }];
    // People take a moment; a test that types quickly is no other machine.
    this.#skipped += 20_000;
    const isFirst = !this.lines.some(({ by }) => by !== 'customer');
    if (isFirst) this.#turn({ type: 'begin', text });
    else if (this.#run !== null) this.#turn({ type: 'message', text });
  }

  /** Lets so much time pass that the chatbot does not wait any longer. */
  skip(): void {
    if (this.#run === null) return;
    this.#skipped += Math.max(0, this.#run.due - this.#time());
    this.#turn({ type: 'due' });
  }

  restart(): void {
    this.lines = [];
    this.#run = null;
  }

  #time(): number {
    return this.#now() + this.#skipped;
  }

  #turn(event: BotEvent): void {
    const turn = botTurn(this.#flow(), this.#run, event, this.#context());
    this.#run = turn.run;
    this.lines = [...this.lines, ...turn.effects.map(lineOf)];
  }

  #context(): BotContext {
    const { name, hours } = this.#office(this.isOpen);
    const now = this.#time();
    const phone = this.customer.phone.trim();
    return {
      now,
      contactName: this.customer.name.trim() || null,
      phone: phone === '' ? null : phone,
      office: name,
      hours,
    };
  }
}

function lineOf(effect: BotEffect): TestLine {
  if (effect.type !== 'say') return { by: 'event', event: effect };
  return { by: 'bot', text: effect.text, media: effect.media };
}
