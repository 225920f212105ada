import { Emitter } from '#shared/util/emitter.ts';
import type { HostEvent } from '#shared/domain/host-event.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { ClockEvent, OfficeClock } from './office-clock.ts';

const LOOK_EVERY_MS = 2_000;
/** A busy moment is no sleep. */
const SLEPT_MS = 5_000;

interface Needs {
  readonly ledger: Ledger;
  readonly clock: OfficeClock;
  readonly log: Log;
}

/** Notices that the PC slept or its clock was set, and writes it into the number's history. */
export class HostWatch {
  readonly #needs: Needs;
  readonly #wakes = new Emitter<number>();
  readonly #stop: Unsubscribe;
  #cancel = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#stop = needs.clock.on((event) => this.#noteClock(event));
  }

  /** Called with how long everything stood still, when it goes on. */
  onWake(listener: (ms: number) => void): Unsubscribe {
    return this.#wakes.on(listener);
  }

  start(): void {
    this.#plan(this.#needs.clock);
  }

  stop(): void {
    this.#stop();
    this.#cancel();
  }

  #plan(clock: Clock): void {
    const due = clock.elapsed() + LOOK_EVERY_MS;
    this.#cancel = clock.after(LOOK_EVERY_MS, () => {
      const late = Math.round(clock.elapsed() - due);
      this.#plan(clock);
      this.#needs.clock.look();
      if (late >= SLEPT_MS) this.#woke(late);
    });
  }

  #woke(ms: number): void {
    this.#needs.log.info({ ms }, 'this PC slept, or the host stood still');
    this.#note({ kind: 'host.slept', ms });
    this.#wakes.emit(ms);
  }

  #noteClock(event: ClockEvent): void {
    const { by } = event;
    this.#needs.log.warn(
      { ...event },
      "the clock of this PC was set, or WhatsApp's time judged it",
    );
    if (event.type === 'set') this.#note({ kind: 'host.clock-set', by });
    else this.#note({ kind: 'host.clock-judged', isRight: event.isRight, by });
  }

  #note(fact: HostEvent): void {
    this.#needs.ledger
      .write(({ record }) => record(fact))
      .catch((error: unknown) =>
        this.#needs.log.error({ error, kind: fact.kind }, 'what happened to this PC was not noted'),
      );
  }
}
