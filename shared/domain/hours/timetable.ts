import type { AgentId, TagId } from '../ids.ts';
import { calendarOf } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { Because, HoursNow, OpenNow } from './now.ts';
import { anyOf, openTimes } from './open-times.ts';
import type { OpenTimes } from './open-times.ts';
import type { Hours, HoursOwner, OwnPlan } from './plan.ts';
import { isOpenAt, nextChange } from './questions.ts';
import { ZoneClock } from './zone-clock.ts';

/** Hours made ready to be asked, for as long as they do not change. */
export interface Timetable {
  readonly timeZone: string;
  readonly office: OpenTimes;
  /** Of a chat with these tags: open when the hours of any of them are; without such, the office's. */
  forTags(tagIds: readonly TagId[]): OpenTimes;
  forAgent(agentId: AgentId): OpenTimes;
  /** What screens are told at this moment. */
  now(at: number): HoursNow;
}

interface Part {
  readonly times: OpenTimes;
  readonly calendar: Calendar;
}

/** `hostTimeZone`: where the host PC is, for an office that names no time zone. */
export function timetableOf(hours: Hours, hostTimeZone: string): Timetable {
  const { office: plan, own, overrides } = hours;
  const timeZone = plan.timeZone ?? hostTimeZone;
  const zone = new ZoneClock(timeZone);
  const office = part(null);
  const parts = own.map(({ owner, plan: theirs }) => ({ owner, ...part(theirs) }));
  const unions = new Map<string, OpenTimes>();

  /** An opening is the office's alone: who has hours of their own keeps them. */
  function part(theirs: OwnPlan | null): Part {
    const calendar = calendarOf(plan, theirs);
    const own = theirs !== null && theirs.week !== null;
    const counting = own ? overrides.filter(({ isOpen }) => !isOpen) : overrides;
    return { calendar, times: openTimes(calendar, zone, counting) };
  }

  const partOf = (kind: HoursOwner['kind'], id: number) =>
    parts.find(({ owner }) => owner.kind === kind && owner.id === id);

  const openNow = ({ times, calendar }: Part, at: number): OpenNow => ({
    isOpen: isOpenAt(times, at),
    until: nextChange(times, at)?.at ?? null,
    because: becauseOf(hours, at) ?? calendar(zone.dayAt(at)).because,
  });

  const isConfigured =
    plan.week !== null || plan.holidays.length + plan.specialDays.length + own.length > 0;

  return {
    timeZone,
    office: office.times,
    forTags(tagIds) {
      const theirs = tagIds.flatMap((id) => partOf('tag', id)?.times ?? []);
      const [first = office.times] = theirs;
      if (theirs.length < 2) return first;
      const key = tagIds.join();
      const union = unions.get(key) ?? anyOf(zone, theirs);
      unions.set(key, union);
      return union;
    },
    forAgent: (agentId) => partOf('agent', agentId)?.times ?? office.times,
    now: (at) => ({
      isSet: isConfigured || overrides.some(({ until }) => until > at),
      timeZone,
      office: openNow(office, at),
      tags: parts.flatMap(({ owner, ...each }) =>
        owner.kind === 'tag' ? [{ tagId: owner.id, ...openNow(each, at) }] : [],
      ),
      agents: parts.flatMap(({ owner, ...each }) =>
        owner.kind === 'agent' ? [{ agentId: owner.id, ...openNow(each, at) }] : [],
      ),
    }),
  };
}

function becauseOf({ overrides }: Hours, at: number): Because | null {
  const isInForce = overrides.some(({ since, until }) => since <= at && at < until);
  return isInForce ? { kind: 'override' } : null;
}
