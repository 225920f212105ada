import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';

/** How the network treats packets. Times in ms, chances from 0 to 1. */
export interface Weather {
  readonly delay: number;
  /** So much more at most, each packet another: they overtake each other. */
  readonly jitter: number;
  readonly loss: number;
  readonly doubled: number;
}
export const fair: Weather = { delay: 0, jitter: 0, loss: 0, doubled: 0 };

export type Way = 'to host' | 'to screen';

/** What becomes of each packet between the two networks; the same for the same seed and packets. */
export class Sky {
  weather: Weather = fair;
  readonly #chance: ReadonlyMap<Way, () => number>;
  /** Which addresses hear, or reach, nobody: how many hold the line, by way and address. */
  readonly #cuts = new Map<string, number>();

  constructor(seed: number) {
    const chance = (way: Way) => [way, createSeededRandom(`${seed} ${way}`).next] as const;
    this.#chance = new Map([chance('to host'), chance('to screen')]);
  }

  cut(way: Way, address: string): void {
    this.#count(way, address, 1);
  }

  mend(way: Way, address: string): void {
    this.#count(way, address, -1);
  }

  /** After how many ms a copy of this packet arrives; empty: it is lost. */
  fate(way: Way, screen: string | null): readonly number[] {
    if (screen === null) return [0];
    if ((this.#cuts.get(`${way} ${screen}`) ?? 0) > 0) return [];
    const { delay, jitter, loss, doubled } = this.weather;
    const chance = this.#chance.get(way) ?? (() => 1);
    const [isLost, isDoubled] = [chance() < loss, chance() < doubled];
    if (isLost) return [];
    const arrivals = isDoubled ? [0, 1] : [0];
    return arrivals.map(() => delay + jitter * chance());
  }

  #count(way: Way, address: string, by: number): void {
    const place = `${way} ${address}`;
    this.#cuts.set(place, (this.#cuts.get(place) ?? 0) + by);
  }
}
