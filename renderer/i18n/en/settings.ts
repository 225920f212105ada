import type { SettingName, SettingSection, SettingUnit } from '#shared/domain/settings.ts';
import { currencies } from '#shared/domain/reports/value.ts';
import { routingItems } from './routing.ts';
import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

interface SettingText {
  readonly label: string;
  readonly help: string;
  /** What each choice is called. */
  readonly choices?: Readonly<Record<string, string>>;
}

const nameOfCurrency = new Intl.DisplayNames(['en'], { type: 'currency' });
const currencyNames = Object.fromEntries(
  currencies.map((code) => [code, `${nameOfCurrency.of(code) ?? code} (${code})`]),
);

export const settings = {
  title: 'Settings',
  intro: 'How this office works with WhatsApp. A change is in force at once.',
  sectionsLabel: 'Sections',
  search: 'Search settings',
  noneFound: (query: string) => `No setting has to do with “${query}”`,
  groups: {
    team: 'Team',
    customers: 'Customers',
    whatsapp: 'WhatsApp',
    office: 'This office',
  },
  labels: {
    title: 'Tags and outcomes',
    intro: 'What chats are about, and what came of them.',
  },
  elsewhere: {
    automation: 'Tags, assigns, notes and answers by rules, and calls people.',
    chatbot: 'Answers while nobody is there, greets, asks and sorts.',
  },
  /** Other words that people look for. */
  keywords: {
    hours: 'close now open now holiday holidays vacation calendar ics time zone weekend closed',
    labels: 'tag label category topic result won conversion colour',
    snooze: 'later remind reminder put away presets tomorrow next week menu',
    fields:
      'custom field attribute property contact customer crm number birthday date address data custom form',
    file: 'export import backup copy json',
    audit:
      'audit log history journal who did what sign in password verify seal tamper csv export crash',
    automation:
      'rule rules keyword keywords words trigger automatic workflow macro escalation notify tag assign reply wait close',
    chatbot: 'bot flow automatic answer away message greeting menu off hours',
    quickReplies: 'canned template snippet shortcut slash',
    sessions: 'login log in session device devices account sharing computer lock password',
    computers:
      'device devices pc pcs desktop pair pairing code join add second browser browsers phone revoke trust mdns bonjour certificate',
    routing: 'assign assignment distribute round robin queue least busy skill sticky',
    survey: 'csat nps satisfaction rating survey stars feedback question score review',
    presence:
      'status statuses own custom lunch break busy phone meeting consultation availability available idle away',
    office: 'logo picture image brand company name sign in header',
    reports: 'service level sla first response value money currency promise',
    formats: '24 hour clock 12 hour am pm time format date monday sunday calendar locale',
    outbox: 'ban pace delay typing strangers limit',
    backups: 'restore copy disk',
  } as Readonly<Record<string, string | undefined>>,
  loadFailed: 'The settings could not be loaded.',
  sections: {
    office: {
      title: 'Office',
      intro: 'What the office is called and how it looks on its own screens.',
    },
    formats: {
      title: 'Times and weeks',
      intro: 'How every screen writes them.',
    },
    survey: {
      title: 'Satisfaction',
      intro: 'What customers think of it, asked after a close. The reports show what they say.',
    },
    catchup: {
      title: 'Catching up',
      intro:
        'What customers wrote while this PC was off or WhatsApp was not connected is fetched afterwards.',
    },
    outbox: {
      title: 'Sending',
      intro:
        'WhatsApp watches how a number behaves. A human pace and few messages to strangers keep it safe.',
    },
    presence: {
      title: 'Who is here',
      intro: 'Everybody sees who can answer right now. Each person can also choose it themselves.',
    },
    sessions: {
      title: 'Signing in',
      intro: 'How people are signed in, and for how long.',
    },
    computers: {
      title: 'Computers',
      intro:
        'Which PCs of the office are let in. The host itself always is; every other one is added here once, by a code.',
    },
    waiting: {
      title: 'Waiting customers',
      intro: 'Lists show how long a customer has been waiting, in grey, then amber, then red.',
    },
    notifications: {
      title: 'Notifications',
      intro:
        'How people are called who work in another window. Everybody can choose otherwise for their own computer, in the menu under their name.',
    },
    routing: {
      title: 'Routing',
      intro: 'Who gets a chat that begins to wait. What nobody gets waits in the queue.',
    },
    ownership: {
      title: 'Who answers',
      intro: 'Every conversation has one owner. How it gets to another one, and when it ends.',
    },
    media: {
      title: 'Files',
      intro: 'Files that customers send are kept on this PC.',
    },
    visibility: {
      title: 'Who sees which chats',
      intro: 'Supervisors and admins always see every chat.',
    },
    calls: {
      title: 'Calls',
      intro: 'WhatsApp rings on the phone that has the number. Nobody can take a call at a desk.',
    },
    reports: {
      title: 'Reports',
      intro:
        'What the figures of the reports are measured by. The reports themselves are a page of their own.',
    },
    backups: {
      title: 'Backups',
      intro:
        'Every day a copy of all conversations is made and read again. Pictures and files stay where they are: nothing ever changes or removes them.',
    },
    lifecycle: {
      title: 'Upkeep',
      intro: 'WhatsApp Web grows while it runs. A restart in a quiet hour keeps it quick.',
    },
  } satisfies Record<SettingSection, { title: string; intro: string }>,

  items: {
    'office.name': {
      label: 'Name of the office',
      help: 'People see it where they sign in and on printed cards, and the chatbot says it to customers. Empty: it is left out.',
    },
    'formats.clock': {
      label: 'Time of day',
      help: 'On every screen. As the system: as the language of each screen writes it.',
      choices: {
        system: 'As the system',
        '24-hour': '24 hours (14:30)',
        '12-hour': '12 hours (2:30 PM)',
      },
    },
    'formats.weekStart': {
      label: 'First day of the week',
      help: 'Of opening hours, calendars and the week in the reports.',
      choices: {
        system: 'As the system',
        monday: 'Monday',
        sunday: 'Sunday',
        saturday: 'Saturday',
      },
    },
    'catchup.importDays': {
      label: 'History to take over',
      help: 'When a number is linked for the first time. Old messages make nobody wait.',
    },
    'catchup.lightCatchUpMinutes': {
      label: 'Look for missed messages every',
      help: 'WhatsApp Web does not always tell of a message. A short look finds those.',
    },
    'outbox.minGapMs': {
      label: 'Pause between messages',
      help: 'Messages leave the number at least this far apart, whoever they are for.',
    },
    'outbox.jitterMs': {
      label: 'Random extra pause',
      help: 'Up to this much is added to each pause, so that the pace looks human.',
    },
    'outbox.firstContactsPerDay': {
      label: 'First messages to new people',
      help: 'Counts people who never wrote to you. Answers to customers are never limited.',
    },
    'outbox.showTyping': {
      label: 'Show “typing…” to customers',
      help: 'They see it while the person who answers them is writing.',
    },
    'presence.awayMinutes': {
      label: 'Away when nothing is touched for',
      help: 'Only people who are online, and only when all of their screens are left alone. 0: never.',
    },
    'presence.graceSeconds': {
      label: 'Offline without a connection after',
      help: 'A short break in the network or a page that is loaded anew changes nothing.',
    },
    'sessions.severalDevices': {
      label: 'Several devices per person',
      help: 'Off: who signs in on another device is asked, and is signed out on the first one. So nobody passes a password on.',
    },
    'sessions.lockMinutes': {
      label: 'Lock a screen that is left alone for',
      help: 'It asks for the password again and shows nothing of customers until then. Drafts are kept. 0: never.',
    },
    'sessions.shiftGraceMinutes': {
      label: 'Sign out after the working hours',
      help: 'So long after the end of their shift, where opening hours or hours of their own are set; whoever is still at work, only after ten minutes without a touch. Who signs in later stays until the end of the next shift. 0: never.',
    },
    'computers.browsers': {
      label: 'Browsers on other PCs',
      help: 'Off: other PCs need the Deskline app and are added above. On: any browser of the network may be signed in with, also on a phone; whoever opens the address cannot be sure that it is your host that asks for the password.',
    },
    'computers.announce': {
      label: 'Let new PCs find this host',
      help: 'The host says its address and the name of the office in the network (mDNS), so that nobody has to type it. Off: the address is typed.',
    },
    'media.largestDownloadMB': {
      label: 'Largest file to fetch by itself',
      help: 'Larger ones wait until somebody asks for them. 0: all of them wait.',
    },
    'calls.reject': {
      label: 'End calls at once',
      help: 'The caller is told so by the message below. Off: the phone goes on ringing.',
    },
    'calls.rejectText': {
      label: 'Message to callers',
      help: 'Sent after a call was ended. Empty: nothing is sent.',
    },
    'backups.hour': {
      label: 'Time of the daily backup',
      help: 'By the clock of the host. If the PC is off then, as soon as it is on again.',
    },
    'backups.days': {
      label: 'Days to keep',
      help: 'The last backup of each of so many days.',
    },
    'backups.weeks': {
      label: 'Weeks to keep',
      help: 'Beyond that, the last backup of each of so many weeks.',
    },
    'backups.secondFolder': {
      label: 'Second folder on the host',
      help: 'Copies go there too, with all pictures and files: a folder on another disk, with its full path. The link to WhatsApp is not copied. Empty: no second folder.',
    },
    'survey.ask': {
      label: 'Ask customers how satisfied they are',
      help: 'A minute after a person has closed the chat, when that cannot be taken back any more. The answer, a number from 1 to 5, does not open it again.',
      choices: {
        never: 'Never',
        'every-close': 'After every close',
        'with-outcome': 'With an outcome only',
      },
    },
    'survey.onlyAnswered': {
      label: 'Only when somebody had answered',
      help: 'Not after chats that were closed without an answer of your team.',
    },
    'survey.everyDays': {
      label: 'The same customer again after',
      help: 'Nobody likes to be asked each time. 0: after each close.',
    },
    'survey.answerHours': {
      label: 'An answer counts for',
      help: 'Later, or once something else was said, a number is a message like all others.',
    },
    'reports.levelMinutes': {
      label: 'Promised time for a first answer',
      help: 'The service level is the share of customers who got their first answer within this time.',
    },
    'reports.currency': {
      label: 'Currency',
      help: 'Of the amounts that people enter when a chat is closed as won. Amounts that are on record keep the currency they were entered in.',
      choices: currencyNames,
    },
    'waiting.amberMinutes': {
      label: 'Amber after',
      help: 'Somebody should look at it soon.',
    },
    'waiting.redMinutes': {
      label: 'Red after',
      help: 'The customer has been waiting for too long.',
    },
    ...routingItems,
    'notifications.sound': {
      label: 'Sound',
      help: 'Two soft tones when a customer writes, three when it is for one person alone.',
    },
    'notifications.notices': {
      label: 'Notices on the desktop',
      help: 'While somebody works in another window. A click opens the chat.',
    },
    'notifications.waiting': {
      label: 'Also for customers who wait',
      help: 'Not only for one’s own chats. Who is on a break or offline is left in peace.',
    },
    'notifications.preview': {
      label: 'Show what the customer wrote',
      help: 'Turn it off where others can see the screens.',
    },
    'ownership.requestMinutes': {
      label: 'Time to answer a request',
      help: 'A colleague asks for a chat. Without an answer in this time it stays where it is.',
    },
    'ownership.openWithinMinutes': {
      label: 'Time to open a chat that was handed over',
      help: 'Otherwise it goes back to the queue, and both are told. 0: never.',
    },
    'ownership.answerWithinMinutes': {
      label: 'Time to answer a customer who waits',
      help: 'By the hours of the office. Then the chat goes back to the queue and to somebody else. 0: never.',
    },
    'visibility.agentsSee': {
      label: 'Agents see',
      help: 'In lists, search, history, files and notices. Who is handed a chat or named in a note sees it. What agents do not see never reaches their PCs.',
      choices: {
        'every-chat': 'Everybody’s chats',
        'queue-and-own': 'The queue, their own and those with their tags',
      },
    },
    'ownership.answerWarnMinutes': {
      label: 'Remind the owner before that',
      help: 'So many minutes before, and only then, the owner is told that the customer still waits.',
    },
    'ownership.closeAfterDays': {
      label: 'Close after silence of',
      help: 'Never while the customer waits for an answer. 0: never.',
    },
    'ownership.whenOwnerLeaves': {
      label: 'When an owner leaves without deciding',
      help: 'What becomes of their open chats when their PC is off or the connection is gone. Who signs out or goes offline is asked, with this as the suggestion. What is snoozed waits for its time.',
      choices: {
        keep: 'They keep their chats',
        queue: 'Their chats go back to the queue',
        colleague: 'They choose a colleague; unasked, back to the queue',
      },
    },
    'ownership.readReceipts': {
      label: 'Blue ticks for customers',
      help: 'When customers see that somebody has read what they wrote.',
      choices: {
        'when-opened': 'When the owner has read it',
        'when-answered': 'When it is answered',
        never: 'Never',
      },
    },
    'lifecycle.memoryLimitMB': {
      label: 'Memory for WhatsApp Web',
      help: 'Above this it is restarted in the quiet hour.',
    },
    'lifecycle.quietHour': {
      label: 'Quiet hour',
      help: 'When nobody is at their desk, by the clock of the host.',
    },
  } satisfies Record<SettingName, SettingText> as Record<SettingName, SettingText>,

  units: {
    ms: 'seconds',
    seconds: 'seconds',
    minutes: 'minutes',
    hours: 'hours',
    days: 'days',
    weeks: 'weeks',
    hour: 'o’clock',
    MB: 'MB',
    'people-a-day': 'people a day',
    chats: 'chats',
  } satisfies Record<SettingUnit, string> as Record<SettingUnit, string>,

  on: 'On',
  off: 'Off',
  range: (min: string, max: string, unit: string) => `From ${min} to ${max} ${unit}.`,
  standard: (value: string) => `Back to the default (${value})`,
  standardText: 'Back to the default text',
  problems: {
    'not-a-number': 'Enter a number.',
    fraction: 'Enter a whole number.',
    'too-small': (min: string, unit: string) => `At least ${min} ${unit}.`,
    'too-large': (max: string, unit: string) => `At most ${max} ${unit}.`,
    'too-long': (most: number) => `At most ${most} characters.`,
    'amber-not-before-red': (red: number) =>
      `Amber comes before red: choose less than ${red} minutes, or raise red first.`,
    'red-not-after-amber': (amber: number) =>
      `Red comes after amber: choose more than ${amber} minutes, or lower amber first.`,
  },
  conflict: {
    by: (who: string, value: string) => `${who} set this to “${value}” meanwhile.`,
    somebody: 'Somebody',
    you: 'You, on another screen,',
    leave: 'Leave it so',
    mine: (value: string) => `Set it to “${value}”`,
    empty: 'nothing',
  },
  atOnce: {
    browsersOff:
      'Everybody who works in a browser on another PC is signed out at once; their drafts are kept. You too, if this is one.',
    givenOut: (count: number) =>
      plural(count, {
        one: '# customer waits. The chat is given to somebody who is online right away.',
        other: '# customers wait. Their chats are given to people who are online right away.',
      }),
    goOn: 'Give them out',
    shutOut: 'Shut browsers out',
  },
  changed: (label: string, value: string) => `${label}: ${value}`,
  undo: 'Undo',
};
