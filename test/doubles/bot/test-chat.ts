import { botTurn } from '#shared/domain/bot/engine.ts';
import type { Flow } from '#shared/domain/bot/flow.ts';
import type { BotContext, BotEffect, BotRun } from '#shared/domain/bot/run.ts';
import { context, NINE } from './flows.ts';

/** Somebody who writes to a flow; time passes between two messages. */
export class TestChat {
  readonly #flow: Flow;
  readonly #context: Partial<BotContext>;
  run: BotRun | null = null;
  now = NINE;

  constructor(flow: Flow, changes: Partial<BotContext> = {}) {
    this.#flow = flow;
    this.#context = changes;
  }

  begin(text = 'Hello'): string[] {
    return texts(this.turn({ type: 'begin', text }));
  }

  write(text: string, isEarly = false): string[] {
    this.now += 10_000;
    return texts(this.turn({ type: 'message', text, isEarly }));
  }

  wait(minutes: number): string[] {
    this.now += minutes * 60_000;
    return texts(this.turn({ type: 'due' }));
  }

  turn(event: Parameters<typeof botTurn>[2]): readonly BotEffect[] {
    const turn = botTurn(this.#flow, this.run, event, context({ ...this.#context, now: this.now }));
    this.run = turn.run;
    this.effects = turn.effects;
    return turn.effects;
  }

  effects: readonly BotEffect[] = [];

  /** Why it is over; null while it goes on. */
  get over(): string | null {
    const last = this.effects.at(-1);
    return last?.type === 'over' ? last.why : null;
  }
}

export function texts(effects: readonly BotEffect[]): string[] {
  return effects.flatMap((effect) => (effect.type === 'say' ? [effect.text] : []));
}
