import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

const minutes = (count: number) => plural(count, { one: 'a minute', other: '# minutes' });

/** How chats are shared out: the settings, and what they come to. */
export const routingItems = {
  'routing.mode': {
    label: 'Who gets a new chat',
    help: 'The longest wait first, to people who are online. What waits now is given out at once, too.',
    choices: {
      manual: 'Whoever takes it',
      'round-robin': 'Everybody in turn',
      'least-busy': 'Who has the fewest open chats',
    },
  },
  'routing.withoutSkill': {
    label: 'When nobody who knows the topic can take it',
    help: 'A chat with a tag goes to people who have that tag as a skill, see Team.',
    choices: {
      anybody: 'Anybody gets it',
      'anybody-later': 'It waits for them, then anybody gets it',
      wait: 'It waits for them',
    },
  },
  'routing.skillMinutes': {
    label: 'Time to wait for them',
    help: 'Only where anybody gets it afterwards.',
  },
  'routing.capacity': {
    label: 'Open chats for each person',
    help: 'Nobody is given more. They can still take more themselves. A person can have a number of their own, see Team.',
  },
  'routing.includesAdmins': {
    label: 'Supervisors and admins get chats, too',
    help: 'Off: they answer what they take themselves.',
  },
  'routing.lastOwnerDays': {
    label: 'Back to the last owner within',
    help: 'A customer who comes back goes to who answered last, when they are online and have room. 0: never.',
  },
};

export const routing = {
  inShort: {
    label: 'In short',
    newChat: 'A new chat',
    lastOwner: (days: number) =>
      `goes to who answered last, if that was within ${plural(days, { one: 'a day', other: '# days' })} and they are online, else`,
    skill: 'With a tag that is somebody’s skill it goes to one of them in the same way;',
    withoutSkill: {
      anybody: () => 'when none of them can take it, to anybody.',
      'anybody-later': (count: number) =>
        `when none of them can take it within ${minutes(count)}, to anybody.`,
      wait: () => 'when none of them can take it, it waits for them.',
    },
    mode: {
      'round-robin': 'goes to the person online whose turn it is',
      'least-busy': 'goes to the person online with the fewest open chats',
    },
    capacity: (count: number) =>
      `(at most ${count} open chats each, unless they have a number of their own,`,
    admins: (areIn: boolean) =>
      areIn ? 'supervisors and admins too),' : 'no supervisors or admins),',
    elseWaits: 'else it waits until somebody takes it.',
    waits: 'waits until somebody takes it.',
    hours:
      'Nothing is given out while the office is closed, and nobody gets a chat outside their own hours: what came meanwhile follows when they begin, the longest wait first.',
    unanswered: (count: number, warn: number) =>
      `Without an answer for ${minutes(count)}, a customer who waits goes back to the queue and to somebody else; the owner is told ${minutes(warn)} before.`,
  },

  preview: {
    title: 'Try it out',
    intro: 'What would happen now to a chat from somebody? Nothing is changed by asking.',
    who: 'From',
    newCustomer: 'A new customer',
    knownCustomer: 'Somebody who wrote before',
    search: 'Name or number of a customer',
    found: 'Customers found',
    none: 'No customer is called like this or has this number.',
    change: 'Somebody else',
    tag: 'About',
    noTag: 'Nothing in particular',
    ask: 'Show what would happen',
    failed: 'The host could not say.',
    people: 'Why, person by person',
    owned: (customer: string, owner: string) =>
      `${owner} has the chat with ${customer} and keeps it.`,
    withBot: (customer: string) =>
      `The chatbot talks with ${customer}; nobody gets the chat before it hands over.`,
    blocked: (customer: string) => `${customer} is blocked: nothing arrives from them.`,
    goesTo: (name: string) => `It goes to ${name}`,
    why: {
      'last-owner': 'who answered last.',
      'next-in-turn': 'whose turn it is.',
      'least-busy': 'who has the fewest open chats.',
    },
    skill: {
      'knows-it': (tag: string) => `They know ${tag}.`,
      'nobody-there': (tag: string) => `Nobody who knows ${tag} can take it now.`,
      'nobody-came': (tag: string) => `Nobody who knows ${tag} could take it in time.`,
    },
    waits: 'It waits in the queue.',
    waitsFor: (tag: string) => `It waits in the queue for somebody who knows ${tag}.`,
    waitsForThen: (tag: string, count: number) =>
      `It waits in the queue for somebody who knows ${tag}, for ${minutes(count)}; then anybody gets it.`,
    load: (open: number, capacity: number) =>
      capacity === 0
        ? plural(open, { one: '# chat', other: '# chats' })
        : `${open} of ${plural(capacity, { one: '# chat', other: '# chats' })}`,
    gets: 'Gets it',
    obstacles: {
      deactivated: 'Works here no more',
      'not-an-agent': 'Supervisors and admins are given no chats',
      'not-online': 'Not online',
      'off-hours': 'Not within their working hours',
      'gave-it-back': 'Had it, and it went back to the queue',
      full: 'Has as many chats as they take',
      closed: 'Nobody is given chats outside the hours',
      'by-hand': 'People take chats themselves',
      'after-last-owner': 'The last owner comes first',
      'lacks-skill': 'Does not know the topic',
      'has-more-open': 'Has more open chats',
      'not-their-turn': 'Not their turn',
    },
  },
};
