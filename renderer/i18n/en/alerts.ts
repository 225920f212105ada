import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** How somebody is called who looks elsewhere. */
export const alerts = {
  queue: 'Waits for an answer',
  mine: 'Wrote to you',
  several: (count: number) => plural(count, { one: '# chat has news', other: '# chats have news' }),
  menu: 'Notifications',
  title: 'Notifications on this computer',
  intro: 'Your own chats, mentions and what colleagues hand you always count.',
  options: {
    sound: {
      label: 'Sound',
      help: 'Two soft tones when a customer writes, three when it is for you.',
    },
    notices: {
      label: 'Notices on the desktop',
      help: 'While you work in another window. A click opens the chat.',
    },
    waiting: {
      label: 'Also for customers who wait',
      help: 'Not while you are on a break or offline.',
    },
    preview: {
      label: 'Show what the customer wrote',
      help: 'Turn it off where others can see your screen.',
    },
  },
  try: 'Try it',
  tryTitle: 'Anna Berg',
  tryBody: 'This is how a notice looks.',
  permission: {
    undecided: 'The browser has to allow notices.',
    allow: 'Allow notices',
    denied:
      'The browser does not allow notices for this page. Allow them in its settings, beside the address.',
  },
  offer: 'Notices',
  hint: 'Hear of customers while you work in another window?',
  notNow: 'Not now',
};
