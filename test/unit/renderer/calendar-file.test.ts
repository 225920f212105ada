import { describe, expect, test } from 'vitest';
import { readHolidays } from '#renderer/state/calendar-file/read-holidays.ts';

const TODAY = '2026-01-15';

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

function found(...events: string[]) {
  const read = readHolidays(calendar(...events), TODAY, 'Holiday');
  if (!read.ok) throw new Error(read.problem);
  return read.found;
}

const days = (...events: string[]) =>
  found(...events).holidays.map(
    ({ name, from, to, isYearly }) =>
      `${name} ${from}${to === from ? '' : `…${to}`}${isYearly ? ' yearly' : ''}`,
  );

describe('days', () => {
  test('of a whole-day entry, whose end in the file is the day after', () => {
    expect(
      days(
        event('SUMMARY:One day', 'DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260502'),
        event('SUMMARY:No end', 'DTSTART;VALUE=DATE:20260601'),
        event('SUMMARY:Its own end', 'DTSTART;VALUE=DATE:20260602', 'DTEND;VALUE=DATE:20260602'),
        event('SUMMARY:Week', 'DTSTART;VALUE=DATE:20260701', 'DURATION:P7D'),
        event('SUMMARY:New Year', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270102'),
      ),
    ).toEqual([
      'One day 2026-05-01',
      'No end 2026-06-01',
      'Its own end 2026-06-02',
      'Week 2026-07-01…2026-07-07',
      'New Year 2026-12-24…2027-01-01',
    ]);
  });

  test('of one that is written from midnight to midnight', () => {
    expect(
      days(
        event(
          'SUMMARY:Labour Day',
          'DTSTART;TZID=Europe/Berlin:20260501T000000',
          'DTEND;TZID=Europe/Berlin:20260502T000000',
        ),
      ),
    ).toEqual(['Labour Day 2026-05-01']);
  });

  test('are not those of an appointment, which is counted and left out', () => {
    const { holidays, skipped } = found(
      event('SUMMARY:Dentist', 'DTSTART:20260501T100000Z', 'DTEND:20260501T110000Z'),
      event('SUMMARY:Midnight', 'DTSTART:20260501T000000Z'),
    );
    expect(holidays).toEqual([]);
    expect(skipped.timed).toBe(2);
  });

  test('are at most those of a year, and there have to be such days', () => {
    const { holidays, skipped } = found(
      event('SUMMARY:Forever', 'DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20300101'),
      event('SUMMARY:None'),
      event('SUMMARY:No such', 'DTSTART;VALUE=DATE:20260231'),
    );
    expect(holidays).toEqual([]);
    expect(skipped).toEqual({ timed: 0, long: 1, broken: 2 });
  });
});

describe('repetitions', () => {
  const yearly = (...more: string[]) =>
    days(event('SUMMARY:Day', 'DTSTART;VALUE=DATE:20201225', ...more));

  test('every year on the date stay yearly', () => {
    expect(yearly('RRULE:FREQ=YEARLY')).toEqual(['Day 2020-12-25 yearly']);
    expect(yearly('RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25')).toEqual(['Day 2020-12-25 yearly']);
  });

  test('on a weekday of a month become the days of this year and the next three', () => {
    expect(
      days(
        event(
          'SUMMARY:Thanksgiving',
          'DTSTART;VALUE=DATE:20201126',
          'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
        ),
      ),
    ).toEqual([
      'Thanksgiving 2026-11-26',
      'Thanksgiving 2027-11-25',
      'Thanksgiving 2028-11-23',
      'Thanksgiving 2029-11-22',
    ]);
  });

  test('with an end, with left-out and with further dates are the days that they name', () => {
    expect(yearly('RRULE:FREQ=YEARLY;UNTIL=20271231')).toEqual([
      'Day 2026-12-25',
      'Day 2027-12-25',
    ]);
    expect(yearly('RRULE:FREQ=YEARLY;INTERVAL=2')).toEqual(['Day 2026-12-25', 'Day 2028-12-25']);
    expect(yearly('RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20271225')).toEqual([
      'Day 2026-12-25',
      'Day 2028-12-25',
      'Day 2029-12-25',
    ]);
    expect(yearly('RDATE;VALUE=DATE:20261231,20270102')).toEqual([
      'Day 2026-12-31',
      'Day 2027-01-02',
    ]);
  });

  test('that are over for good are shown once, as such', () => {
    expect(yearly('RRULE:FREQ=YEARLY;UNTIL=20221231')).toEqual(['Day 2020-12-25']);
  });

  test('without end or sense do not hold the screen up', () => {
    const begun = performance.now();
    days(event('SUMMARY:Daily', 'DTSTART;VALUE=DATE:19700101', 'RRULE:FREQ=DAILY'));
    days(event('SUMMARY:Busy', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=SECONDLY'));
    days(
      event(
        'SUMMARY:Never',
        'DTSTART;VALUE=DATE:20260101',
        'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      ),
    );
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('names', () => {
  test('lose line breaks and what is too long, and are given where there is none', () => {
    const [long = ''] = days(event(`SUMMARY:${'x'.repeat(200)}`, 'DTSTART;VALUE=DATE:20260501'));
    expect(long).toBe(`${'x'.repeat(80)} 2026-05-01`);
    expect(
      days(
        event(String.raw`SUMMARY:Assumption\, of\nMary`, 'DTSTART;VALUE=DATE:20260815'),
        event('DTSTART;VALUE=DATE:20260816'),
      ),
    ).toEqual(['Assumption, of Mary 2026-08-15', 'Holiday 2026-08-16']);
  });

  test('that are folded over lines are read as one', () => {
    expect(days(event('SUMMARY:Day of German', '  Unity', 'DTSTART;VALUE=DATE:20261003'))).toEqual([
      'Day of German Unity 2026-10-03',
    ]);
  });
});

test('the same day twice is one, and what was called off is none', () => {
  expect(
    days(
      event('SUMMARY:May Day', 'DTSTART;VALUE=DATE:20260501'),
      event('SUMMARY:May Day', 'DTSTART;VALUE=DATE:20260501'),
      event('SUMMARY:Fair', 'DTSTART;VALUE=DATE:20260502', 'STATUS:CANCELLED'),
    ),
  ).toEqual(['May Day 2026-05-01']);
});

test.each([
  ['an image', 'not-a-calendar', '\u0089PNG\r\n'],
  ['a web page', 'not-a-calendar', '<!doctype html><p>BEGIN:VCALENDAR</p>'],
  ['nothing', 'not-a-calendar', ''],
  ['half a file', 'damaged', calendar(event('SUMMARY:A')).slice(0, 60)],
  ['an entry that does not end', 'damaged', calendar('BEGIN:VEVENT', 'SUMMARY:A')],
  ['lines without sense', 'damaged', calendar('BEGIN:VEVENT', 'hello', 'END:VEVENT')],
  ['a calendar without entries', 'empty', calendar()],
  [
    'more than anybody has',
    'too-many',
    calendar(...Array.from({ length: 2_001 }, () => event('DTSTART;VALUE=DATE:20260501'))),
  ],
])('%s is no file to import: %s', (_, problem, text) => {
  expect(readHolidays(text, TODAY, 'Holiday')).toEqual({ ok: false, problem });
});

test('two calendars in one file, and a byte order mark before them, are read', () => {
  const one = calendar(event('SUMMARY:A', 'DTSTART;VALUE=DATE:20260501'));
  const other = calendar(event('SUMMARY:B', 'DTSTART;VALUE=DATE:20260502'));
  const read = readHolidays(`\uFEFF${one}${other}`, TODAY, 'Holiday');
  expect(read.ok && read.found.holidays.map(({ name }) => name)).toEqual(['A', 'B']);
});
