import { Temporal } from 'temporal-polyfill';
import { DAY_MS } from './local-day.ts';
import type { LocalDay } from './local-day.ts';

/** No clock on earth is, or ever was, further from UTC. */
const FURTHEST_MS = 16 * 60 * 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** From one change of the clocks to the next. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What clocks there show, less UTC. */
  readonly offset: number;
}

/** The clocks on the walls of a time zone. */
export class ZoneClock {
  readonly timeZone: string;
  readonly #stretches: Stretch[] = [];
  #last: Stretch | null = null;

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  /** The day that it is there. */
  dayAt(at: number): LocalDay {
    return Math.floor((at + this.#stretchAt(at).offset) / DAY_MS);
  }

  /** The hour that clocks there show, 0 to 23. */
  hourAt(at: number): number {
    const shown = at + this.#stretchAt(at).offset;
    return Math.floor((shown - Math.floor(shown / DAY_MS) * DAY_MS) / HOUR_MS);
  }

  /**
   * The first moment at which the clocks there show that many minutes after that day's midnight, or
   * a later time: of an hour that comes twice the first one; of an hour that is left out the moment
   * of the change.
   */
  momentOf(day: LocalDay, minutes: number): number {
    const shown = day * DAY_MS + minutes * MINUTE_MS;
    let stretch = this.#stretchAt(shown - FURTHEST_MS);
    while (stretch.to + stretch.offset <= shown) stretch = this.#stretchAt(stretch.to);
    return Math.max(stretch.from, shown - stretch.offset);
  }

  #stretchAt(at: number): Stretch {
    const isIn = ({ from, to }: Stretch) => from <= at && at < to;
    if (this.#last !== null && isIn(this.#last)) return this.#last;
    const known = this.#stretches.find(isIn);
    this.#last = known ?? this.#read(at);
    return this.#last;
  }

  #read(at: number): Stretch {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.timeZone);
    const begun = there.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
    const ends = there.getTimeZoneTransition('next');
    const stretch: Stretch = {
      from: begun?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      to: ends?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: there.offsetNanoseconds / 1_000_000,
    };
    this.#stretches.push(stretch);
    return stretch;
  }
}
