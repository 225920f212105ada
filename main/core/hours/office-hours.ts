import { isHoursFact } from '#shared/domain/hours/facts.ts';
import type { HoursNow } from '#shared/domain/hours/now.ts';
import {
  closedSince,
  isOpenAt,
  nextChange,
  openMsBetween,
  shiftEnd,
} from '#shared/domain/hours/questions.ts';
import type { Change } from '#shared/domain/hours/questions.ts';
import { timetableOf } from '#shared/domain/hours/timetable.ts';
import type { Timetable } from '#shared/domain/hours/timetable.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { HoursStatus } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { HostWatch } from '../time/host-watch.ts';
import type { OfficeClock } from '../time/office-clock.ts';

/** The clock may go forward a little meanwhile, and a new day may have another reason. */
const LONGEST_WAIT_MS = 30_000;
/** Closed for longer, it was the end of a shift and no break. */
const LONGEST_BREAK_MS = 4 * 60 * 60_000;

/** What the rooms of the core may ask about hours. With nothing configured it is always open. */
export interface OfficeHours {
  /**
   * Whether the office is open; with tags: whether the hours of any of them are, where one has hours
   * of its own.
   */
  isOpenAt(at: number, tagIds?: readonly TagId[]): boolean;
  /** Whether these are somebody's hours, be they here or not. */
  isWorking(agentId: AgentId, at: number): boolean;
  /** When it opens or closes next, strictly after `at`; null: not in sight. */
  nextChange(at: number, tagIds?: readonly TagId[]): Change | null;
  /**
   * Since when it is closed: the same for every moment of one closed period, also across restarts.
   * Null: it is open.
   */
  closedSince(at: number, tagIds?: readonly TagId[]): number | null;
  /** For how long it was open, ms, by the hours as they are now and the overrides as they were. */
  openMsBetween(from: number, to: number, tagIds?: readonly TagId[]): number;
  /** When anybody's hours begin or end, and when they were changed. */
  on(listener: () => void): Unsubscribe;
}

interface Needs {
  readonly ledger: Ledger;
  readonly clock: OfficeClock;
  readonly host: Pick<HostWatch, 'onWake'>;
  readonly hostTimeZone: string;
}

/** Who works when, as the journal has it, and the moment at which that makes a difference. */
export class HoursRoom implements OfficeHours, HoursStatus {
  readonly #needs: Needs;
  readonly #changes = new Emitter<undefined>();
  #timetable: Timetable;
  #now: HoursNow;
  #unsubscribe: readonly Unsubscribe[] = [];
  #cancel = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#timetable = this.#read();
    this.#now = this.#timetable.now(needs.clock.now());
    // From the beginning, so that nobody is told of hours that are no more.
    needs.ledger.on(({ entries }) => {
      if (!entries.some(({ fact }) => isHoursFact(fact))) return;
      this.#timetable = this.#read();
      this.#look(true);
    });
  }

  /** As of the last change. */
  get current(): HoursNow {
    return this.#now;
  }

  start(): void {
    const { clock, host } = this.#needs;
    const look = () => this.#look();
    this.#unsubscribe = [clock.on(look), host.onWake(look)];
    this.#look();
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    this.#cancel();
  }

  isOpenAt(at: number, tagIds: readonly TagId[] = []): boolean {
    return isOpenAt(this.#timetable.forTags(tagIds), at);
  }

  isWorking(agentId: AgentId, at: number): boolean {
    return isOpenAt(this.#timetable.forAgent(agentId), at);
  }

  /** When somebody's shift at this moment, or else their next one, is over; null: none is known. */
  shiftEnd(agentId: AgentId, at: number): number | null {
    if (!this.#now.isSet) return null;
    return shiftEnd(this.#timetable.forAgent(agentId), at, LONGEST_BREAK_MS);
  }

  nextChange(at: number, tagIds: readonly TagId[] = []): Change | null {
    return nextChange(this.#timetable.forTags(tagIds), at);
  }

  closedSince(at: number, tagIds: readonly TagId[] = []): number | null {
    return closedSince(this.#timetable.forTags(tagIds), at);
  }

  openMsBetween(from: number, to: number, tagIds: readonly TagId[] = []): number {
    return openMsBetween(this.#timetable.forTags(tagIds), from, to);
  }

  on(listener: () => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  #read(): Timetable {
    const { ledger, hostTimeZone } = this.#needs;
    return timetableOf(ledger.read.hours.get(), hostTimeZone);
  }

  #look(wasChanged = false): void {
    const before = this.#now;
    this.#now = this.#timetable.now(this.#needs.clock.now());
    this.#arm();
    const isNews = JSON.stringify(before) !== JSON.stringify(this.#now);
    if (isNews || wasChanged) this.#changes.emit(undefined);
  }

  #arm(): void {
    this.#cancel();
    const { isSet, office, tags, agents } = this.#now;
    if (!isSet || this.#unsubscribe.length === 0) return;
    const { clock } = this.#needs;
    const times = [office, ...tags, ...agents].flatMap(({ until }) => until ?? []);
    const wait = Math.min(...times, Number.POSITIVE_INFINITY) - clock.now();
    this.#cancel = clock.after(Math.min(Math.max(wait, 0), LONGEST_WAIT_MS), () => this.#look());
  }
}
