import type { Clock, Random } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';

interface Needs {
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Lets messages leave the number one by one, as a person would write them: with at least the gap
 * of the settings between two, and a little more by chance.
 */
export class Pace {
  readonly #needs: Needs;
  /** Whose turn is next, each with what to call: true when it has come, false when it never will. */
  readonly #waiting: ((hasCome: boolean) => void)[] = [];
  #last: { readonly at: number; readonly chance: number } | null = null;
  #cancel = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    needs.settings.on(() => this.#look());
  }

  /** Resolves with true when the next message may leave; with false when it has to wait anew. */
  turn(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#look();
    });
  }

  /** Nobody's turn comes any more. */
  dismiss(): void {
    this.#cancel();
    for (const resolve of this.#waiting.splice(0)) resolve(false);
  }

  #look(): void {
    this.#cancel();
    this.#cancel = () => {};
    if (this.#waiting.length === 0) return;
    const { clock, random } = this.#needs;
    const ms = this.#msLeft();
    if (ms > 0) {
      this.#cancel = clock.after(ms, () => this.#look());
      return;
    }
    this.#last = { at: clock.elapsed(), chance: random.fraction() };
    this.#waiting.shift()?.(true);
    this.#look();
  }

  #msLeft(): number {
    if (this.#last === null) return 0;
    const { clock, settings } = this.#needs;
    const { minGapMs, jitterMs } = settings.current().outbox;
    const gap = minGapMs + Math.round(jitterMs * this.#last.chance);
    return Math.max(0, this.#last.at + gap - clock.elapsed());
  }
}
