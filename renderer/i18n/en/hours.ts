import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const hours = {
  title: 'Opening hours',
  intro:
    'While the office is closed nothing is given out: what customers write waits in the queue until it opens.',
  loadFailed: 'The opening hours could not be loaded.',
  saved: 'Opening hours saved',
  undone: 'Opening hours are as before',
  changedMeanwhile:
    'Another admin has changed the opening hours meanwhile. You see them now; make your change again if it is still right.',

  weekdays: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
  short: {
    monday: 'Mon',
    tuesday: 'Tue',
    wednesday: 'Wed',
    thursday: 'Thu',
    friday: 'Fri',
    saturday: 'Sat',
    sunday: 'Sun',
  },

  now: {
    label: 'Right now',
    open: 'Open now.',
    openUntil: (when: string) => `Open now, until ${when}.`,
    always: 'Always open.',
    closed: 'Closed. No opening is in sight.',
    closedUntil: (when: string) => `Closed. Opens ${when}.`,
    because: {
      override: { open: 'Opened by hand.', closed: 'Closed by hand.' },
      holiday: (name: string) => `Holiday: ${name}.`,
      'special-day': (name: string) => `Special hours today: ${name}.`,
      unnamed: 'Special hours today.',
    },
    today: (time: string) => `today at ${time}`,
    tomorrow: (time: string) => `tomorrow at ${time}`,
    onDay: (day: string, time: string) => `${day} at ${time}`,
    untilTomorrow: (time: string) => `${time} tomorrow`,
    untilDay: (day: string, time: string) => `${day}, ${time}`,
    midnight: 'midnight',
    timeThere: (time: string) => `It is ${time} there now.`,
  },

  /** For everybody, in the inbox. */
  inbox: {
    closed: 'Closed',
    opens: (when: string) => `opens ${when}`,
  },

  /** Of one person. */
  person: {
    until: (when: string) => `working until ${when}`,
    working: 'working',
    off: 'off work',
    back: (when: string) => `off work, back ${when}`,
  },

  override: {
    close: 'Close now',
    open: 'Open now',
    end: 'Go by the hours again',
    minutes: (count: number) => plural(count, { one: 'For # minute', other: 'For # minutes' }),
    hours: (count: number) => plural(count, { one: 'For # hour', other: 'For # hours' }),
    restOfDay: 'For the rest of today',
    pick: 'Until a day and time…',
    closeTitle: 'Closed until when?',
    openTitle: 'Open until when?',
    day: 'Day',
    time: 'Time',
    past: 'Choose a time that is still to come, at most a year away.',
    confirmClose: 'Close until then',
    confirmOpen: 'Open until then',
    hint: (zone: string) => `By the office's time, ${zone}.`,
    closed: (when: string) => `Closed, until ${when}`,
    opened: (when: string) => `Open, until ${when}`,
    ended: 'The opening hours count again',
  },

  week: {
    title: 'Every week',
    always: 'Always open',
    alwaysHelp: 'Around the clock, but for holidays and special days.',
    byWeek: 'At these times',
    byWeekHelp: 'A day without times is closed.',
    choice: 'When the office is open',
    newWeek: 'New opening hours',
    notYet: 'Not in force yet',
    wouldBe: (sentence: string) => `With these times: ${sentence}`,
    putInForce: 'Put in force',
    /** Two admins at it: the first has put a week in force, the second has one under way. */
    meanwhile: {
      by: (who: string) =>
        `${who} has put other times in force meanwhile. Yours are kept below. In force now:`,
      byYou: 'You have put other times in force meanwhile on another screen. In force now:',
      bySomebody:
        'Somebody has put other times in force meanwhile. Yours are kept below. In force now:',
      mine: 'Put mine in force',
    },
    isOpen: (day: string) => `Open on ${day}`,
    closed: 'Closed',
    allDay: 'All day',
    from: (day: string, index: number) => `${day}, opens (${index})`,
    to: (day: string, index: number) => `${day}, closes (${index})`,
    untilNextDay: 'the next day',
    add: 'Add times',
    addFor: (day: string) => `Add times on ${day}`,
    remove: (day: string, times: string) => `Remove ${times} on ${day}`,
    copyFor: (day: string) => `Copy ${day} to other days`,
    copyAll: 'All other days',
    copyWorkdays: 'Monday to Friday',
    copied: (from: string, to: string) => `${from} copied to ${to}`,
    problems: {
      'not-a-time': 'Enter both times. Not saved yet.',
      'no-length': 'It opens and closes at the same time. Not saved yet.',
      overlap: 'These times overlap. Not saved yet.',
      'too-many': 'At most 8 times a day.',
    },
    none: 'Never open',
  },

  zone: {
    label: 'Time zone',
    help: 'Daylight saving time is taken care of.',
    host: (zone: string) => `As on the host PC (${zone})`,
  },

  holidays: {
    title: 'Holidays',
    intro: 'The office is closed on these days, for everybody.',
    none: 'No holidays yet.',
    add: 'Add holiday',
    import: 'Import calendar file',
    edit: (name: string) => `Change ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} removed`,
    added: (name: string) => `${name} added`,
    changed: (name: string) => `${name} changed`,
    yearly: 'every year',
    past: (count: number) => plural(count, { one: '# past holiday', other: '# past holidays' }),
    addTitle: 'Add a holiday',
    editTitle: 'Change the holiday',
    name: 'Name',
    from: 'First day',
    to: 'Last day',
    toHelp: 'The same day for a single one.',
    isYearly: 'Every year on this date',
    save: 'Save',
    problems: {
      name: 'Give it a name of at most 80 characters.',
      day: 'Choose a day.',
      order: 'The last day is before the first.',
      long: 'At most a year. For longer, close by hand.',
    },
    full: (most: number) => `There is room for ${most} holidays. Remove past ones first.`,
  },

  special: {
    title: 'Special days',
    intro: 'Days with times of their own. They count more than holidays and the week.',
    none: 'No special days.',
    add: 'Add special day',
    edit: (name: string) => `Change ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} removed`,
    saved: (name: string) => `${name} saved`,
    past: (count: number) =>
      plural(count, { one: '# past special day', other: '# past special days' }),
    addTitle: 'Add a special day',
    editTitle: 'Change the special day',
    date: 'Day',
    name: 'What for',
    nameHelp: 'Optional, for example “Inventory”.',
    times: 'Times on that day',
    save: 'Save',
    taken: 'This day is in the list already.',
    full: (most: number) => `There is room for ${most} special days. Remove past ones first.`,
  },

  own: {
    title: 'Hours of their own',
    intro:
      'For a topic that is answered at other times, or a person who works other hours. Holidays count for them too.',
    tags: 'Tags',
    people: 'People',
    none: 'As the office',
    set: (name: string) => `Set hours for ${name}`,
    setShort: 'Set hours',
    change: (name: string) => `Change the hours of ${name}`,
    changeShort: 'Change',
    dialog: (name: string) => `Hours of ${name}`,
    tagHelp: 'A chat with this tag counts as open at these times, and is given out only then.',
    agentHelp: 'They are given chats only at these times.',
    asOffice: 'As the office',
    asOfficeHelp: 'No week of their own; special days below still count.',
    ownWeek: 'A week of their own',
    ownWeekHelp: 'On a day without times nothing is given out to them.',
    off: 'Off',
    choice: 'Which week',
    special: 'Special days of their own',
    save: 'Save hours',
    clear: 'As the office again',
    saved: (name: string) => `Hours of ${name} saved`,
    cleared: (name: string) => `${name} goes by the office’s hours`,
    specialDays: (count: number) =>
      plural(count, { one: '# special day', other: '# special days' }),
    wrongTimes: 'Correct the marked times first.',
  },

  import: {
    title: 'Import holidays',
    help: 'Calendar programs and many websites offer public holidays as a file that ends in .ics. You see what is in it before anything changes.',
    file: 'Calendar file',
    pick: 'Choose a file',
    another: 'Choose another file',
    intro: (file: string) => `Found in ${file}. Nothing is imported yet.`,
    choose: 'What to import',
    all: 'Select all',
    none: 'Select none',
    isKnown: 'in the list already',
    isOver: 'over',
    submit: (count: number) =>
      count === 0
        ? 'Import'
        : plural(count, { one: 'Import # holiday', other: 'Import # holidays' }),
    done: (count: number) =>
      plural(count, { one: '# holiday imported', other: '# holidays imported' }),
    skippedTimed: (count: number) =>
      plural(count, {
        one: '# appointment with a time of day is left out: a holiday takes whole days.',
        other: '# appointments with a time of day are left out: a holiday takes whole days.',
      }),
    skippedLong: (count: number) =>
      plural(count, {
        one: '# entry is longer than a year and left out.',
        other: '# entries are longer than a year and left out.',
      }),
    skippedBroken: (count: number) =>
      plural(count, {
        one: '# entry without a valid date is left out.',
        other: '# entries without a valid date are left out.',
      }),
    unnamed: 'Holiday',
    problems: {
      'too-large': 'This file is larger than 1 MB. Export the holidays alone, then try again.',
      'not-a-calendar':
        'This is no calendar file. Choose one that ends in .ics, as calendars export and websites for holidays offer.',
      damaged: 'This calendar file is damaged or incomplete. Export it again, then try again.',
      'too-many': 'There are more than 2,000 entries in this file. Export the holidays alone.',
      empty: 'There are no whole-day entries in this calendar file.',
      unreadable: 'This file could not be read. Choose it again.',
    },
    tooMany: (room: number) =>
      plural(room, {
        one: 'There is room for # more. Select fewer.',
        other: 'There is room for # more. Select fewer.',
      }),
  },
};
