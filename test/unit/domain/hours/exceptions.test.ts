import { describe, expect, test } from 'vitest';
import { overriding } from '#shared/domain/hours/overrides.ts';
import { workingNow } from '#shared/domain/hours/now.ts';
import type { OverrideStretch } from '#shared/domain/hours/plan.ts';
import {
  closedSince,
  isOpenAt,
  nextChange,
  openMsBetween,
} from '#shared/domain/hours/questions.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import {
  holiday,
  own,
  plan,
  specialDay,
  stretch,
  timetable,
  week,
} from '#test/doubles/hours/plans.ts';

const HOUR = 60 * 60_000;
const berlin = (month: number, day: number, hour: number, minute = 0) =>
  Date.UTC(2026, month - 1, day, hour - 1, minute);
const work = week('09:00-17:00');

describe('holidays', () => {
  test('one that comes every year is a holiday in every year', () => {
    const { office } = timetable(
      plan({ week: work, holidays: [holiday('Christmas', '2020-12-25', '2020-12-25', true)] }),
    );
    expect(isOpenAt(office, berlin(12, 25, 12))).toBe(false);
    expect(isOpenAt(office, Date.UTC(2029, 11, 25, 11))).toBe(false);
    expect(isOpenAt(office, berlin(12, 28, 12))).toBe(true);
  });

  test('one over New Year closes on both sides of it', () => {
    const { office } = timetable(
      plan({ week: work, holidays: [holiday('Winter', '2020-12-24', '2021-01-02', true)] }),
    );
    expect(isOpenAt(office, berlin(12, 23, 12))).toBe(true);
    expect(isOpenAt(office, berlin(12, 30, 12))).toBe(false);
    expect(isOpenAt(office, berlin(1, 2, 12))).toBe(false);
    expect(isOpenAt(office, berlin(1, 5, 12))).toBe(true);
  });

  test('the 29th of February comes in leap years', () => {
    const always = plan({ holidays: [holiday('Leap day', '2024-02-29', '2024-02-29', true)] });
    const { office } = timetable(always);
    expect(nextChange(office, berlin(1, 1, 0))).toEqual({
      at: Date.UTC(2028, 1, 28, 23),
      isOpen: false,
    });
  });

  test('a stretch of days is one closed period from the last opening to the next', () => {
    const { office } = timetable(
      plan({ week: work, holidays: [holiday('Summer', '2026-01-12', '2026-01-23')] }),
    );
    expect(closedSince(office, berlin(1, 20, 12))).toBe(berlin(1, 9, 17));
    expect(nextChange(office, berlin(1, 20, 12))).toEqual({
      at: berlin(1, 26, 9),
      isOpen: true,
    });
  });

  test('the evening before goes on beyond midnight into a holiday', () => {
    const { office } = timetable(
      plan({ week: week('20:00-02:00'), holidays: [holiday('Good Friday', '2026-01-16')] }),
    );
    expect(isOpenAt(office, berlin(1, 16, 1))).toBe(true);
    expect(isOpenAt(office, berlin(1, 16, 21))).toBe(false);
  });
});

describe('special days', () => {
  test('a date with spans of its own counts before the week and before a holiday', () => {
    const { office } = timetable(
      plan({
        week: work,
        holidays: [holiday('Christmas Eve', '2026-12-24')],
        specialDays: [
          specialDay('2026-12-24', '10:00-13:00'),
          specialDay('2026-12-27', '11:00-15:00'),
        ],
      }),
    );
    expect(isOpenAt(office, berlin(12, 24, 12))).toBe(true);
    expect(isOpenAt(office, berlin(12, 24, 13))).toBe(false);
    // A Sunday.
    expect(isOpenAt(office, berlin(12, 27, 12))).toBe(true);
  });

  test('one without spans is closed', () => {
    const { office } = timetable(
      plan({ week: work, specialDays: [specialDay('2026-01-15', '', 'Outing')] }),
    );
    expect(isOpenAt(office, berlin(1, 15, 12))).toBe(false);
  });
});

describe('hours of their own', () => {
  const repairs = 3 as TagId;
  const sales = 4 as TagId;
  const ben = 2 as AgentId;
  const table = timetable(
    plan({
      week: work,
      holidays: [holiday('Epiphany', '2026-01-06')],
      specialDays: [specialDay('2026-01-15', '10:00-13:00')],
    }),
    {
      own: [
        { owner: { kind: 'tag', id: repairs }, plan: own({ week: week('08:00-12:00') }) },
        { owner: { kind: 'tag', id: sales }, plan: own({ week: week('12:00-20:00') }) },
        {
          owner: { kind: 'agent', id: ben },
          plan: own({
            week: week('13:00-21:00'),
            specialDays: [specialDay('2026-01-06', '09:00-10:00')],
          }),
        },
      ],
    },
  );

  test('a tag has its week, others the office’s; of several tags any may be open', () => {
    const at = berlin(1, 14, 18);
    expect(isOpenAt(table.forTags([]), at)).toBe(false);
    expect(isOpenAt(table.forTags([9 as TagId]), berlin(1, 14, 16))).toBe(true);
    expect(isOpenAt(table.forTags([repairs]), at)).toBe(false);
    expect(isOpenAt(table.forTags([sales]), at)).toBe(true);
    expect(isOpenAt(table.forTags([repairs, sales]), at)).toBe(true);
    expect(
      openMsBetween(table.forTags([repairs, sales]), berlin(1, 14, 0), berlin(1, 14, 23)),
    ).toBe(12 * HOUR);
  });

  test('holidays of the office count for them, unless a special day of theirs says otherwise', () => {
    expect(isOpenAt(table.forTags([repairs]), berlin(1, 6, 9))).toBe(false);
    expect(isOpenAt(table.forAgent(ben), berlin(1, 6, 9, 30))).toBe(true);
    expect(isOpenAt(table.forAgent(ben), berlin(1, 6, 14))).toBe(false);
  });

  test('a special day of the office narrows their week', () => {
    expect(isOpenAt(table.forTags([repairs]), berlin(1, 15, 11))).toBe(true);
    expect(isOpenAt(table.forTags([repairs]), berlin(1, 15, 9))).toBe(false);
    expect(isOpenAt(table.forAgent(ben), berlin(1, 15, 14))).toBe(false);
  });

  test('who has no hours of their own works when the office is open', () => {
    const anybody = 7 as AgentId;
    expect(isOpenAt(table.forAgent(anybody), berlin(1, 14, 10))).toBe(true);
    expect(isOpenAt(table.forAgent(ben), berlin(1, 14, 10))).toBe(false);
    const now = table.now(berlin(1, 14, 10));
    expect(workingNow(now, anybody)).toMatchObject({ isOpen: true, until: berlin(1, 14, 17) });
    expect(workingNow(now, ben)).toMatchObject({ isOpen: false, until: berlin(1, 14, 13) });
  });
});

describe('closed now, open now', () => {
  test('a closing begins when it was decided and ends when it says, whatever the week', () => {
    const fire = stretch(berlin(1, 15, 11), berlin(1, 15, 15), false);
    const { office } = timetable(plan({ week: work }), { overrides: [fire] });
    expect(isOpenAt(office, fire.since - 1)).toBe(true);
    expect(isOpenAt(office, fire.since)).toBe(false);
    expect(closedSince(office, fire.until - 1)).toBe(fire.since);
    expect(nextChange(office, fire.since)).toEqual({ at: fire.until, isOpen: true });
    expect(openMsBetween(office, berlin(1, 15, 0), berlin(1, 16, 0))).toBe(4 * HOUR);
  });

  test('one that ends at night leaves one closed period until the morning', () => {
    const away = stretch(berlin(1, 15, 11), berlin(1, 15, 23), false);
    const { office } = timetable(plan({ week: work }), { overrides: [away] });
    expect(closedSince(office, berlin(1, 16, 8))).toBe(away.since);
    expect(nextChange(office, berlin(1, 15, 12))).toEqual({ at: berlin(1, 16, 9), isOpen: true });
  });

  test('an opening over several days is one; it closes those with hours of their own no earlier', () => {
    const fair = stretch(berlin(1, 16, 16), berlin(1, 18, 20), true);
    const repairs = 3 as TagId;
    const table = timetable(plan({ week: work }), {
      overrides: [fair],
      own: [{ owner: { kind: 'tag', id: repairs }, plan: own({ week: work }) }],
    });
    expect(nextChange(table.office, berlin(1, 16, 16, 30))).toEqual({
      at: fair.until,
      isOpen: false,
    });
    expect(isOpenAt(table.office, berlin(1, 17, 3))).toBe(true);
    expect(isOpenAt(table.forTags([repairs]), berlin(1, 17, 3))).toBe(false);
    expect(isOpenAt(table.forTags([repairs]), berlin(1, 16, 16, 30))).toBe(true);
  });

  test('a closing closes tags and people too, and an office that is always open', () => {
    const ben = 2 as AgentId;
    const closing = stretch(berlin(1, 15, 11), berlin(1, 15, 12), false);
    const table = timetable(plan(), {
      overrides: [closing],
      own: [{ owner: { kind: 'agent', id: ben }, plan: own({ week: work }) }],
    });
    expect(isOpenAt(table.office, closing.since)).toBe(false);
    expect(isOpenAt(table.forAgent(ben), closing.since)).toBe(false);
    expect(table.now(closing.since).office).toEqual({
      isOpen: false,
      until: closing.until,
      because: { kind: 'override' },
    });
  });

  test('a new decision ends the one before, and what was is kept', () => {
    const first = stretch(100, 900, false);
    const second = { isOpen: true, until: 700 };
    const stored = applied([first], overriding([first], second, 400));
    expect(stored).toEqual([stretch(100, 400, false), stretch(400, 700, true)]);
    expect(applied(stored, overriding(stored, null, 500))).toEqual([
      stretch(100, 400, false),
      stretch(400, 500, true),
    ]);
    // The office's time was set back meanwhile.
    expect(applied(stored, overriding(stored, null, 50))).toEqual([]);
    expect(overriding(stored, null, 800)).toEqual([]);
  });
});

test('screens learn why today is not as usual', () => {
  const { now } = timetable(
    plan({
      week: work,
      holidays: [holiday('Epiphany', '2026-01-06')],
      specialDays: [specialDay('2026-01-15', '10:00-13:00', 'Inventory')],
    }),
  );
  expect(now(berlin(1, 6, 12)).office.because).toEqual({ kind: 'holiday', name: 'Epiphany' });
  expect(now(berlin(1, 15, 12)).office.because).toEqual({ kind: 'special-day', name: 'Inventory' });
  expect(now(berlin(1, 14, 12)).office.because).toBeNull();
});

/** As the store does it. */
function applied(before: readonly OverrideStretch[], changes: readonly OverrideStretch[]) {
  const all = new Map([...before, ...changes].map((each) => [each.since, each]));
  return [...all.values()].filter(({ since, until }) => until > since);
}
