import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** What happens to a conversation between people. */
export const handling = {
  nobody: 'Somebody who left',
  you: 'You',
  youObject: 'you',

  undo: 'Undo',
  undone: 'Taken back',
  faster: (name: string) => `${name} was faster and has this chat now. Your text is kept.`,
  refused: {
    'already-requested': 'A colleague has just asked for this chat. Wait for the answer.',
    'no-request': 'Nobody asks for this chat any more.',
    'too-late': 'Too late to take this back: somebody went on with it, or time is up.',
    'in-the-past': 'That time is over already. Pick a later one.',
    'unknown-agent': 'This person does not work here any more.',
    'unknown-tag': 'This tag does not exist any more.',
    'value-not-won': 'This outcome does not count as won any more, so it has no amount.',
    'unknown-outcome': 'This outcome does not exist any more.',
    'client-ref-reused': 'It was mixed up with another note. Try again.',
  },

  transfer: {
    open: 'Transfer',
    title: (name: string) => `Transfer ${name}`,
    text: 'One click hands it over. What you write here is shown first.',
    search: 'Search colleagues and tags',
    note: 'Note (optional)',
    noteHelp: 'Only your team sees it',
    to: 'Where it goes',
    people: 'Colleagues',
    tags: 'Into the queue for',
    queue: 'Back to the queue',
    queueName: 'the queue',
    tagName: (name: string) => `the queue for ${name}`,
    nobody: 'Nobody and no tag is called like this.',
    openChats: (count: number) => plural(count, { one: '# open chat', other: '# open chats' }),
    done: (customer: string, to: string) => `${customer} went to ${to}`,
  },

  handOver: {
    open: 'Hand over all my chats',
    title: 'Hand over all your chats',
    text: (count: number) =>
      plural(count, {
        one: 'Your # chat goes there at once, snoozed ones as well.',
        other: 'Your # chats go there at once, snoozed ones as well.',
      }),
    none: 'You have no chats to hand over.',
  },

  snooze: {
    open: 'Snooze',
    label: 'Put away until',
    pick: 'Pick day and time',
    customer: 'Until the customer writes',
    pickTitle: 'Snooze until',
    when: 'Day and time',
    past: 'Pick a time that is still to come.',
    confirm: 'Snooze',
    wake: 'Wake',
    wakeHint: 'End the snooze',
    hint: 'It comes back earlier when the customer writes.',
    done: 'Snoozed until the customer writes',
    doneUntil: (time: string) => `Snoozed until ${time}`,
    until: (time: string) => `Until ${time}`,
    untilCustomer: 'Until they write',
    stateUntil: (time: string) => `Snoozed until ${time}`,
    state: 'Snoozed until they write',
  },

  close: {
    more: 'Close with an outcome',
    title: (name: string) => `Close the chat with ${name}`,
    outcome: 'What it came to',
    none: 'No outcome',
    noneYet: 'There are no outcomes to choose from yet. An admin adds them in the settings.',
    addThem: 'Add outcomes in the settings',
    note: 'Closing note (optional)',
    noteHelp: 'Only your team sees it',
    confirm: 'Close chat',
  },

  request: {
    ask: 'Ask for this chat',
    waiting: (owner: string) => `You asked ${owner} for this chat`,
    waitingText: 'Without an answer it stays where it is.',
    withdraw: 'Withdraw',
    banner: 'Request for a chat',
    asks: (who: string, customer: string) => `${who} asks for the chat with ${customer}.`,
    handOver: 'Hand over',
    keep: 'Keep',
    open: 'Open chat',
  },

  takeOver: {
    open: 'Take over',
    title: (customer: string) => `Take over the chat with ${customer}`,
    text: (owner: string) => `${owner} is told why.`,
    reason: 'Reason',
    confirm: 'Take over',
  },

  tags: {
    open: 'Tags',
    title: 'Tags of this chat',
    search: 'Search tags',
    create: (name: string) => `Make the tag “${name}”`,
    none: 'No tag is called like this. An admin can make one.',
    noneAdmin: 'There are no tags yet. Type a name to make one.',
    taken: 'There is one with this name already.',
    settings: 'Tags',
    settingsHelp: 'What a chat is about. A retired one stays where it is and is offered no more.',
    outcomes: 'Outcomes',
    outcomesHelp: 'What a chat came to, chosen when it is closed.',
    newTag: 'New tag',
    newOutcome: 'New outcome',
    add: 'Add',
    retire: 'Retire',
    restore: 'Offer again',
    won: 'Counts as won',
    nameOf: (name: string) => `Name of ${name}`,
    colourOf: (name: string) => `Colour of ${name}`,
    colours: {
      grey: 'Grey',
      red: 'Red',
      orange: 'Orange',
      yellow: 'Yellow',
      green: 'Green',
      teal: 'Teal',
      blue: 'Blue',
      purple: 'Purple',
      pink: 'Pink',
    },
  },

  fresh: {
    mark: 'New for you',
    from: (who: string) => `From ${who}`,
    fromHost: 'This customer is yours to answer',
    region: 'Handed over to you',
    dismiss: 'Hide this',
  },

  due: {
    mark: 'Answer soon',
    region: 'The customer still waits',
    until: (customer: string, time: string) =>
      `${customer} still waits for your answer. Without one, the chat goes to others at ${time}.`,
    over: (customer: string) =>
      `${customer} still waits for your answer. The chat goes to others any moment.`,
  },

  news: {
    open: 'Open',
    show: 'Show',
    several: (who: string | null, count: number) =>
      who === null
        ? plural(count, { one: '# chat is yours to answer', other: '# chats are yours to answer' })
        : plural(count, {
            one: `${who} handed # chat over to you`,
            other: `${who} handed # chats over to you`,
          }),
    severalDue: (_who: string | null, count: number) =>
      plural(count, {
        one: '# customer still waits for your answer',
        other: '# customers still wait for your answers',
      }),
    severalInQueue: (who: string | null, count: number) =>
      who === null
        ? plural(count, {
            one: '# of your chats went back to the queue',
            other: '# of your chats went back to the queue',
          })
        : plural(count, {
            one: `${who} put # of your chats back into the queue`,
            other: `${who} put # of your chats back into the queue`,
          }),
    'handed-over': (who: string | null, customer: string) =>
      who === null ? `${customer} is yours to answer` : `${who} handed ${customer} over to you`,
    requested: (who: string | null, customer: string) =>
      `${who ?? 'A colleague'} asks for the chat with ${customer}. Hand over or keep?`,
    granted: (who: string | null, customer: string) =>
      `${who ?? 'A colleague'} gave you the chat with ${customer}, as you asked`,
    kept: (who: string | null, customer: string) =>
      `${who ?? 'A colleague'} keeps the chat with ${customer} that you asked for`,
    'not-granted': (who: string | null, customer: string) =>
      `${who ?? 'Its owner'} did not answer: the chat with ${customer} stays there`,
    'taken-over': (who: string | null, customer: string, reason?: string) =>
      `${who ?? 'A colleague'} took over the chat with ${customer}${reason === undefined ? '' : `: ${reason}`}`,
    moved: (who: string | null, customer: string) =>
      who === null
        ? `The chat with ${customer} went to a colleague`
        : `${who} gave the chat with ${customer} to a colleague`,
    woken: (_who: string | null, customer: string) =>
      `${customer} is back: the time you chose is over`,
    mentioned: (who: string | null, customer: string) =>
      `${who ?? 'A colleague'} mentioned you in the chat with ${customer}`,
    'taken-back': (who: string | null, customer: string) =>
      `${who ?? 'A colleague'} took back the chat with ${customer}`,
    'back-in-queue': (who: string | null, customer: string) =>
      who === null
        ? `Your chat with ${customer} went back to the queue`
        : `${who} put your chat with ${customer} back into the queue`,
    'not-opened': (_who: string | null, customer: string) =>
      `${customer} went back to the queue: you had not opened the chat`,
    'not-answered': (_who: string | null, customer: string) =>
      `${customer} went to others: you had not answered in time`,
    'answer-due': (_who: string | null, customer: string) =>
      `${customer} still waits for your answer. Without one, the chat goes to others soon.`,
    'came-back': (who: string | null, customer: string) =>
      `${customer} is back in the queue: ${who ?? 'your colleague'} had not opened the chat`,
  },

  event: {
    claimed: (who: string) => `${who} claimed this chat`,
    reopened: (who: string) => `${who} opened this chat again`,
    given: (by: string, to: string) => `${by} gave this chat to ${to}`,
    transferred: (from: string, to: string) => `${from} transferred this chat to ${to}`,
    moved: (by: string, from: string, to: string) => `${by} moved this chat from ${from} to ${to}`,
    toQueue: (who: string) => `${who} put this chat back in the queue`,
    toTag: (who: string, tag: string) => `${who} put this chat in the queue for ${tag}`,
    granted: (from: string, to: string) => `${from} gave this chat to ${to}, who asked for it`,
    notOpened: (who: string) => `Back in the queue: ${who} did not open it in time`,
    notAnswered: (who: string) => `Back in the queue: ${who} did not answer in time`,
    ownerLeft: (who: string) => `Back in the queue: ${who} went offline`,
    left: (who: string, to: string) => `${who} left the team: this chat went to ${to}`,
    leftToQueue: (who: string) => `${who} left the team: this chat is back in the queue`,
    'next-in-turn': (who: string) => `Given to ${who}: next in turn`,
    'least-busy': (who: string) => `Given to ${who}: fewest open chats`,
    byBot: (who: string) => `Given to ${who} by the chatbot`,
    because: (given: string, skill: string) => `${given}, ${skill}`,
    skill: {
      'knows-it': (tag: string) => `of those who know ${tag}`,
      'nobody-there': (tag: string) => `as nobody who knows ${tag} could take it`,
      'nobody-came': (tag: string) => `as nobody who knows ${tag} could take it in time`,
    },
    lastOwner: (who: string) => `Back with ${who}, who answered last`,
    takenOver: (who: string, from: string, reason: string) =>
      `${who} took this chat over from ${from}: ${reason}`,
    requested: (who: string) => `${who} asked for this chat`,
    kept: (owner: string, who: string) => `${owner} kept this chat; ${who} had asked for it`,
    expired: (who: string) => `No answer to the request of ${who}`,
    withdrawn: (who: string) => `${who} no longer asks for this chat`,
    snoozedUntil: (who: string, time: string) => `${who} snoozed this chat until ${time}`,
    snoozed: (who: string) => `${who} snoozed this chat until the customer writes`,
    woken: 'Snooze is over',
    wokenBy: (who: string) => `${who} ended the snooze`,
    closed: (who: string) => `${who} closed this chat`,
    closedAs: (who: string, outcome: string) => `${who} closed this chat as ${outcome}`,
    closedSilent: 'Closed by itself after a long silence',
    undoneClose: (who: string) => `${who} took back closing it`,
    undoneTransfer: (who: string) => `${who} took back the transfer`,
  },

  episode: {
    number: (episode: number) => `Episode ${episode}`,
    closed: (day: string) => `closed, ${day}`,
    closedAs: (outcome: string, day: string) => `closed as ${outcome}, ${day}`,
    silent: (day: string) => `closed after silence, ${day}`,
  },

  note: {
    onlyTeam: 'Only your team sees this',
    by: (who: string) => `Note by ${who}`,
    spoken: (who: string) => `Note by ${who}, only your team sees this`,
    edit: 'Edit note',
    delete: 'Delete note',
    deletedByYou: 'You deleted this note',
    deletedBy: (who: string) => `${who} deleted this note`,
    tooLate: 'Only within 15 minutes after writing',
    notTheWriter: 'Only who wrote it can change it',
    label: (customer: string) => `Note about ${customer}`,
    placeholder: 'Write a note for your team; @ names a colleague',
    add: 'Add note',
    save: 'Save note',
    editing: 'Edit the note',
    hint: 'Enter adds the note, Shift + Enter starts a new line',
    tooLong: (over: number) => `${over} characters too many`,
    colleagues: 'Colleagues to name',
    mode: 'What you write',
    message: 'Message',
    note: 'Note',
    failed: {
      'not-found': 'This note does not exist any more.',
      'not-the-writer': 'Only who wrote a note can change it.',
      'too-late': 'This note is too old to be changed. Write another one.',
      'unknown-agent': 'Somebody you named does not work here any more.',
      'client-ref-reused': 'It was mixed up with another one. Try again.',
    },
  },
};
