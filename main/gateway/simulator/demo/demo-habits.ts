import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { CustomerContent } from '../customer-content.ts';
import type { Range } from '../pace.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { SentMessage, SimulatorControls } from '../simulator-controls.ts';
import { misspelt } from './misspelt.ts';

/** How likely each of them is, from 0 to 1. */
const REACTS = 0.45;
const QUOTES = 0.4;
const MISSPELLS = 0.2;
const SLIPS = 0.1;

const NOTICING_MS: Range = [1_500, 5_000];
const CORRECTING_MS: Range = [2_500, 7_000];
const EMOJI = ['👍', '❤️', '🙏', '😊', '😂'] as const;
/** Sent too early or to the wrong person, in no language. */
const SLIPPED = ['Ok', '🙈', '??', '👀'] as const;

interface Needs {
  readonly simulator: SimulatorControls;
  readonly clock: Clock;
  readonly random: SeededRandom;
}

/** What a person does to messages besides writing them: reactions, votes, corrections, quotes. */
export class DemoHabits {
  readonly #needs: Needs;
  readonly #address: WaAddress;
  readonly #underway = new Set<() => void>();
  /** What was read last, until something is written. */
  #read: WaMessageKey | null = null;

  constructor(needs: Needs, address: WaAddress) {
    this.#needs = needs;
    this.#address = address;
  }

  hasRead({ key, content }: SentMessage): void {
    const { simulator, random } = this.#needs;
    this.#read = key;
    if (content.kind === 'poll') {
      const options = random.shuffle(content.options);
      const chosen = options.slice(0, content.allowsMany ? random.int(1, 2) : 1);
      this.#soon(NOTICING_MS, () => simulator.votes('contact', key, chosen));
    } else if (random.next() < REACTS) {
      const emoji = random.pick(EMOJI);
      this.#soon(NOTICING_MS, () => simulator.reacts('contact', key, emoji));
    }
  }

  write(content: CustomerContent): void {
    const { simulator, random } = this.#needs;
    if (random.next() < SLIPS) {
      const slip = simulator.customerWrites(this.#address, random.pick(SLIPPED));
      this.#soon(CORRECTING_MS, () => simulator.deletes('contact', slip));
    }
    const quote = this.#read !== null && random.next() < QUOTES ? this.#read : undefined;
    this.#read = null;
    const written =
      typeof content === 'string' && random.next() < MISSPELLS
        ? misspelt(content, random)
        : content;
    const key = simulator.customerWrites(this.#address, written, undefined, { quote });
    if (typeof content === 'string' && written !== content) {
      this.#soon(CORRECTING_MS, () => simulator.edits(key, content));
    }
  }

  stop(): void {
    for (const cancel of this.#underway) cancel();
    this.#underway.clear();
  }

  #soon([min, max]: Range, step: () => void): void {
    const { clock, random } = this.#needs;
    const cancel = clock.after(random.int(min, max), () => {
      this.#underway.delete(cancel);
      step();
    });
    this.#underway.add(cancel);
  }
}
