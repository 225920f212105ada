import { invariant } from '#shared/util/assert.ts';
import { actAtScreen } from './at-screen.ts';
import type { Surroundings } from './at-screen.ts';
import type { BusyOffice } from './busy-office.ts';
import type { Desk } from './desk.ts';
import type { AtDesk } from './steps.ts';

/** What agents do at their screens, and what the network does to them. */
export class AgentsAtWork {
  readonly #busy: BusyOffice;
  readonly #around: Surroundings;

  constructor(busy: BusyOffice) {
    this.#busy = busy;
    this.#around = {
      get agents() {
        return busy.agents;
      },
      now: () => busy.office.clock.now(),
      text: () => this.#text(),
      note: () => this.#note(),
      messages: (id) => busy.office.store.read.messages.newest(id, 200),
      dropped: () => undefined,
      notes: () =>
        busy.office
          .conversations()
          .flatMap((conversation) => busy.office.messages(conversation))
          .filter(({ content }) => content.kind === 'note'),
    };
  }

  run(step: AtDesk): void {
    const desk = this.#deskFor(step);
    switch (step.do) {
      case 'hold':
        desk.isHeld = true;
        return;
      case 'let go':
        desk.isHeld = false;
        return;
      case 'let some through':
        return desk.deliver(step.toHost, step.toScreen);
      case 'repeat frame':
        return desk.repeat(step.back);
      case 'cut':
        return desk.cut();
      case 'die':
        return desk.die();
      default:
        actAtScreen(desk, step, this.#around);
    }
  }

  /** The screen that the step names, or one of whoever may do that just now. */
  #deskFor(step: AtDesk): Desk {
    const named = this.#busy.desks[step.desk];
    invariant(named, 'there is such a desk');
    if (!('by' in step) || step.by === 'desk') return named;
    const stored = this.#busy.stored(step.chat);
    const chat = stored === null ? undefined : this.#busy.model.chat(stored.id);
    const isWithdrawn = step.do === 'answer request' && step.answer === 'withdraw';
    const who = step.do === 'undo' ? chat?.done?.by : isWithdrawn ? chat?.requestedBy : chat?.owner;
    const [first, second] = this.#busy.desks.filter(({ agent }) => agent.id === who);
    return (step.desk % 2 === 0 ? second : first) ?? first ?? named;
  }

  #note(): string {
    const text = `Note ${this.#busy.notes.length}, for colleagues.`;
    this.#busy.notes.push(text);
    return text;
  }

  #text(): string {
    const text = `Reply ${this.#busy.written.length}.`;
    this.#busy.written.push(text);
    return text;
  }
}
