import { openMsBetween } from '#shared/domain/hours/questions.ts';
import type { Hours } from '#shared/domain/hours/plan.ts';
import { ownTimeZone } from '#shared/domain/hours/time-zone.ts';
import { timetableOf } from '#shared/domain/hours/timetable.ts';
import type { Timetable } from '#shared/domain/hours/timetable.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import { slotOf } from '#shared/domain/reports/slots.ts';
import type { Reads } from '../ports/reads.ts';

type Plan = Pick<Reads, 'hours'>;

const hostTimeZone = ownTimeZone();
const timetables = new WeakMap<Hours, Timetable>();

/** The hours by which a unit counts: those in force at that position of the journal. */
export function timetableIn({ hours }: Plan): Timetable {
  const current = hours.get();
  const known = timetables.get(current);
  if (known !== undefined) return known;
  const made = timetableOf(current, hostTimeZone);
  timetables.set(current, made);
  return made;
}

/** The day and the hour of the week that clocks in the office show. */
export function placeOf(plan: Plan, at: number): { readonly day: number; readonly slot: number } {
  const { zone } = timetableIn(plan).office;
  const day = zone.dayAt(at);
  return { day, slot: slotOf(day, zone.hourAt(at)) };
}

/** How long it took, and how much of that the office was open. */
export function tookBetween(
  plan: Plan,
  from: number,
  to: number,
  tags: readonly TagId[],
): { readonly ms: number; readonly openMs: number } {
  // A clock that was set back makes nothing shorter than nothing.
  const ms = Math.max(0, to - from);
  return { ms, openMs: openMsBetween(timetableIn(plan).forTags(tags), from, to) };
}

export interface PartOfDay {
  readonly day: number;
  readonly ms: number;
  readonly openMs: number;
}

/** A stretch of somebody's time, cut at the office's midnights. */
export function partsByDay(plan: Plan, from: number, to: number, whose: AgentId): PartOfDay[] {
  const timetable = timetableIn(plan);
  const { zone } = timetable.office;
  const parts: PartOfDay[] = [];
  for (let begin = from; begin < to;) {
    const day = zone.dayAt(begin);
    const end = Math.min(to, zone.momentOf(day + 1, 0));
    const openMs = openMsBetween(timetable.forAgent(whose), begin, end);
    parts.push({ day, ms: end - begin, openMs });
    begin = end;
  }
  return parts;
}
