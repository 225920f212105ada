import type { ListedFigure } from '#shared/domain/reports/figures.ts';
import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

interface FigureText {
  readonly label: string;
  /** What it counts, for whoever doubts it. */
  readonly definition: string;
}

const CREDIT = 'Credit goes to who sent, not to who owns the chat later.';
const TIMES =
  'The median is the time that half of them did not exceed, the 90 % value the one that nine of ten did not exceed. Each is a time that really happened.';

const RATINGS =
  'It counts on the day of the question. Credit goes to who closed the episode; its topics are those that it ended with. A later number takes the place of the one before.';
const rated = (score: number): FigureText => ({
  label: `${score} of 5`,
  definition: `Episodes to which the customer gave ${score} of 5. ${RATINGS}`,
});

export const reports = {
  title: 'Reports',
  intro: 'Who answered what, how fast, and what came of it.',
  introOwn: 'What you answered, how fast, and what came of it.',
  loadFailed: 'The report could not be read.',
  loading: 'Reading the report…',
  nothing: 'Nothing happened in this time',
  nothingText: 'Choose another time, or another topic.',

  views: {
    label: 'Reports',
    today: 'Today',
    summary: 'Summary',
    people: 'People',
    times: 'Response times',
    week: 'Week',
    outcomes: 'Outcomes',
    topics: 'Topics',
    satisfaction: 'Satisfaction',
  },

  range: {
    label: 'Time',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Last 7 days',
    month: 'Last 28 days',
    'this-month': 'This month',
    'last-month': 'Last month',
    year: 'Last 365 days',
    custom: 'From … to …',
    from: 'From',
    to: 'To',
    wrong: 'The last day is before the first one.',
    compared: (range: string) => `compared with ${range}`,
  },

  clock: {
    label: 'Times by',
    wall: 'The clock',
    open: 'Business hours',
  },
  topic: { label: 'Topic', all: 'All topics' },

  change: {
    same: 'as before',
    none: 'none before',
    more: (share: string) => `${share} more`,
    less: (share: string) => `${share} less`,
    was: (value: string) => `Before: ${value}`,
  },

  figures: {
    opened: {
      label: 'Episodes opened',
      definition:
        'An episode goes from open to closed. One begins when a customer writes to a closed chat, or when somebody opens it to write first. It counts on the day on which the customer wrote, by WhatsApp’s time.',
    },
    reopened: {
      label: 'Came back',
      definition:
        'Episodes opened by or for a customer who had an episode here before. A close that was taken back at once does not count.',
    },
    botCovered: {
      label: 'Met the chatbot',
      definition: 'Episodes opened in which the chatbot talked to the customer.',
    },
    answeredOfOpened: {
      label: 'Answered',
      definition:
        'Of the episodes opened in this time: those that a person has answered by now. The chatbot is no person.',
    },
    closedOfOpened: {
      label: 'Closed',
      definition: 'Of the episodes opened in this time: those that have ended by now.',
    },
    wonOfOpened: {
      label: 'Won',
      definition:
        'Of the episodes opened in this time: those that were closed as won by now. Which outcomes count as won is set under Tags and outcomes.',
    },
    closed: {
      label: 'Episodes closed',
      definition:
        'Episodes that ended: closed by somebody, after long silence, or answered on the phone while nobody owned the chat. Credit goes to who sent the last message in it. Chats that were merged into another do not count.',
    },
    missed: {
      label: 'Missed',
      definition:
        'Episodes that were closed although no person had ever answered the customer; and those in which the customer has waited for more than 24 hours, until somebody answers. On the phone counts as answered.',
    },
    won: {
      label: 'Won',
      definition:
        'Episodes that were closed with an outcome that counted as won on that day. Credit goes to who sent the last message in it.',
    },
    handled: {
      label: 'Conversations handled',
      definition: `Episodes in which somebody sent at least one message in this time. Several people may have handled the same one: their numbers then add up to more than the office’s. ${CREDIT}`,
    },
    sent: {
      label: 'Messages sent',
      definition: `Messages that people sent to customers within episodes, by hand and on the phone. Not those of the chatbot, not notes, and not what WhatsApp refused. A message that was deleted later was sent all the same. ${CREDIT}`,
    },
    answersOnPhone: {
      label: 'Answered on the phone',
      definition:
        'Waits of customers that ended with an answer typed on the phone that has the number.',
    },
    transfersIn: {
      label: 'Transfers in',
      definition:
        'Chats that went to somebody from a colleague or by a colleague’s hand: transferred, requested, taken over, or handed over when somebody left. What the host shares out of the queue is no transfer, and neither is one that was taken back at once.',
    },
    transfersOut: {
      label: 'Transfers out',
      definition:
        'Chats that left their owner for a colleague or the queue, whoever or whatever decided it. One that was taken back at once does not count.',
    },
    first: {
      label: 'First response',
      definition: `From the first message of the customer in an episode to the first one of a person. The chatbot does not count, an answer on the phone does. It counts on the day of the answer. ${TIMES} ${CREDIT}`,
    },
    reply: {
      label: 'Reply time',
      definition: `Each time a customer waited: from the first message without an answer until the answer. It counts on the day of the answer. ${TIMES} ${CREDIT}`,
    },
    resolution: {
      label: 'Resolution',
      definition: `From the beginning of an episode to its end. ${TIMES}`,
    },
    asked: {
      label: 'Asked',
      definition: `Episodes after which the customer was asked how satisfied they are. ${RATINGS}`,
    },
    rated: {
      label: 'Answers',
      definition: `Questions about satisfaction that the customer answered with a number, by now. ${RATINGS}`,
    },
    rated1: rated(1),
    rated2: rated(2),
    rated3: rated(3),
    rated4: rated(4),
    rated5: rated(5),
    late: {
      label: 'Arrived late',
      definition:
        'Episodes opened with messages that arrived after an absence of this PC or of WhatsApp. They count by WhatsApp’s time, so nobody could have answered them sooner.',
    },
  } satisfies Record<ListedFigure, FigureText> as Record<ListedFigure, FigureText>,

  level: {
    label: 'Service level',
    definition: (minutes: number) =>
      `The share of first responses within ${plural(minutes, { one: '# minute', other: '# minutes' })}, of all episodes that got their first response or were missed in this time. The promise is a setting.`,
    of: (within: string, of: string) => `${within} of ${of}`,
  },
  satisfaction: {
    average: 'Average',
    averageDefinition: `The sum of the numbers from 1 to 5 that customers gave, divided by how many they are. Below the number is its n: an average of a few says little. ${RATINGS}`,
    rate: 'Answer rate',
    rateDefinition: `Answers as a share of the questions that were asked. ${RATINGS}`,
    spread: 'What customers gave',
    score: 'Number',
    count: 'How many',
    share: 'Share',
    byPerson: 'By who closed the chat',
    byTopic: 'By topic',
    byDay: 'Day by day',
    none: 'Nobody was asked in this time',
    noneText: 'Customers are asked after a close where the settings say so.',
    open: (label: string, count: string) => `${label}: ${count}. Which conversations`,
  },
  conversion: {
    label: 'Conversion',
    definition: 'Won episodes as a share of all episodes closed in this time.',
  },
  value: {
    label: 'Value',
    definition:
      'What people entered when they closed an episode as won, in the currency of that day. Amounts in different currencies are not added up.',
    with: (count: number) => plural(count, { one: 'of # won episode', other: 'of # won episodes' }),
  },
  chats: {
    label: 'Open chats at once',
    definition:
      'How many open chats somebody had at the same time while they were not offline: in the middle of that time, and at most.',
    value: (median: string, peak: string) => `${median}, at most ${peak}`,
  },
  peak: {
    label: 'Longest queue',
    definition: 'The most customers that waited at the same time while nobody owned their chats.',
    at: (hour: string) => `from ${hour} on`,
  },
  statuses: {
    title: 'Time in each status',
    definition:
      'By what people chose and what their screens told. Nobody was online while this PC was off; being offline is the rest of the time. Business hours are one’s own, where somebody has such.',
    status: 'Status',
    time: 'Time',
    within: 'Of this in their hours',
  },

  times: {
    median: 'Median',
    p90: '90 %',
    n: 'n',
    of: (n: string) => `n = ${n}`,
    p90Of: (value: string) => `90 % within ${value}`,
    none: '–',
    seconds: (s: number) => `${s} s`,
    minutes: (min: number) => `${min} min`,
    hours: (h: number, min: number) => (min === 0 ? `${h} h` : `${h} h ${min} min`),
    days: (d: number, h: number) => (h === 0 ? `${d} d` : `${d} d ${h} h`),
  },

  now: {
    title: 'This moment',
    waiting: 'Waiting in the queue',
    owed: 'Waiting for their owner',
    longest: 'Longest wait',
    nobody: 'Nobody waits',
    open: (name: string) => `Open the chat with ${name}`,
    online: 'Here now',
    noneOnline: 'Nobody is online',
    lastHour: 'Answers of the last hour',
    today: 'Today so far',
  },

  people: {
    title: 'Everybody’s figures',
    name: 'Name',
    phone: 'On the phone',
    nobody: 'Nobody',
    trend: 'Messages by day',
    back: 'Everybody',
    open: (name: string) => `Figures of ${name}`,
    note: 'Who is deactivated keeps what they did.',
  },

  distribution: {
    title: 'How long it took',
    which: 'Which time',
    column: 'Time',
    count: 'How many',
    share: 'Share',
    upTo: (span: string) => `up to ${span}`,
    over: (span: string) => `over ${span}`,
  },

  heat: {
    title: 'Hours of the week',
    which: 'What to show',
    opened: 'Episodes opened',
    reply: 'Median reply time',
    weekday: 'Day',
    hour: 'Hour',
    cell: (day: string, hour: string, value: string) => `${day}, ${hour}: ${value}`,
    note: 'By the hour at which the customer wrote, on the office’s clocks.',
  },

  funnel: {
    title: 'From question to outcome',
    step: 'Step',
    share: 'Of those opened',
  },
  outcomes: {
    title: 'What came of it',
    name: 'Outcome',
    none: 'Without an outcome',
    count: 'Episodes',
    share: 'Share',
  },

  days: {
    title: 'Day by day',
    day: 'Day',
  },
  topics: {
    title: 'By topic',
    name: 'Topic',
    none: 'No topic',
    note: 'An episode with several topics counts with each of them.',
  },
  visits: {
    title: 'By number of visits',
    name: 'Visit',
    groups: ['First', 'Second', 'Third', '4th to 9th', '10th or later'],
  },

  chart: {
    asTable: 'Show as a table',
    asChart: 'Show as a chart',
    csv: 'CSV',
    csvOf: (title: string) => `Save “${title}” as a CSV file`,
    copy: 'Copy',
    copyOf: (title: string) => `Copy “${title}” as a table`,
    copied: 'The table is on the clipboard',
    copyFailed: 'The browser did not allow copying',
  },

  list: {
    what: 'What this counts',
    conversations: 'Which conversations',
    sum: (lines: string, sum: string) =>
      lines === sum ? `${lines} in all` : `${sum} in ${lines} conversations`,
    more: 'Show more',
    none: 'None in this time',
    unseen: 'A chat that you do not see any more',
    late: 'arrived late',
    score: (score: number | null) => (score === null ? 'no answer' : `${score} of 5`),
    visit: (visit: number) => `visit ${visit}`,
    times: (n: string) => `${n} ×`,
    open: (label: string) => `${label}: what it counts, and which conversations`,
  },

  money: {
    label: 'What it brought in',
    help: (currency: string) => `In ${currency}. Leave it empty when you do not know.`,
    wrong: 'Enter an amount, such as 120 or 79.90.',
  },
};
