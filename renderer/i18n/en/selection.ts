import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** One or several conversations and what is said of them: the verb follows the number. */
const stay = (count: number, names: string, rest: string) =>
  `${names} ${plural(count, { one: 'stays', other: 'stay' })} ${rest}.`;
const are = (count: number, names: string, rest: string) =>
  `${names} ${plural(count, { one: 'is', other: 'are' })} ${rest}.`;
const have = (count: number, names: string, rest: string) =>
  `${names} ${plural(count, { one: 'has', other: 'have' })} ${rest}.`;

/** What is done to several conversations of the list at once. */
export const selection = {
  bar: 'Selected conversations',
  select: (name: string) => `Select ${name}`,
  selected: 'Selected.',
  count: (count: number) => plural(count, { one: '# selected', other: '# selected' }),
  none: 'Nothing is selected any more',
  all: (count: number) => plural(count, { one: 'Select it', other: 'Select all #' }),
  allShown: (count: number) =>
    plural(count, { one: 'Select the one shown', other: 'Select the # shown' }),
  clear: 'End the selection',
  claim: 'Claim',
  transfer: 'Transfer',
  close: 'Close',

  transferTitle: (count: number) =>
    plural(count, { one: 'Transfer # chat', other: 'Transfer # chats' }),
  transferText: 'One click hands them over. What you write here is shown first in each.',
  closeTitle: (count: number) => plural(count, { one: 'Close # chat', other: 'Close # chats' }),
  closeConfirm: (count: number) => plural(count, { one: 'Close # chat', other: 'Close # chats' }),
  waiting: (count: number) =>
    plural(count, {
      one: '# customer still waits for an answer or has written something unread.',
      other: '# customers still wait for an answer or have written something unread.',
    }),
  closeWaiting: (count: number) =>
    plural(count, { one: 'Close this chat as well', other: 'Close these # as well' }),

  went: (count: number, to: string) =>
    plural(count, { one: `# chat went to ${to}.`, other: `# chats went to ${to}.` }),
  claimed: (count: number) =>
    plural(count, { one: '# chat is yours.', other: '# chats are yours.' }),
  closed: (count: number) => plural(count, { one: '# chat closed.', other: '# chats closed.' }),
  undone: (count: number) =>
    plural(count, { one: '# chat taken back.', other: '# chats taken back.' }),
  nothing: {
    claim: 'Nothing was claimed.',
    transfer: 'Nothing was transferred.',
    close: 'Nothing was closed.',
    undo: 'Nothing was taken back.',
  },
  more: (count: number) => plural(count, { one: '# more', other: '# more' }),

  /** Who stays as they are, and why. */
  left: {
    claim: {
      theirs: (count: number, names: string, owner: string) => stay(count, names, `with ${owner}`),
      closed: (count: number, names: string) => stay(count, names, 'closed'),
      there: (count: number, names: string) => are(count, names, 'yours already'),
      changed: (count: number, names: string) =>
        have(count, names, 'changed meanwhile and was not claimed'),
    },
    transfer: {
      theirs: (count: number, names: string, owner: string) => stay(count, names, `with ${owner}`),
      queued: (count: number, names: string) => are(count, names, 'in the queue already'),
      closed: (count: number, names: string) => stay(count, names, 'closed'),
      there: (count: number, names: string) => are(count, names, 'there already'),
      changed: (count: number, names: string) =>
        have(count, names, 'changed meanwhile and did not go'),
    },
    close: {
      theirs: (count: number, names: string, owner: string) =>
        stay(count, names, `open with ${owner}`),
      queued: (count: number, names: string) =>
        stay(count, names, 'in the queue: only what you have claimed can be closed'),
      there: (count: number, names: string) => are(count, names, 'closed already'),
      changed: (count: number, names: string) =>
        have(count, names, 'changed meanwhile and did not close'),
      wrote: (count: number, names: string) =>
        have(count, names, 'just written something new and stayed open'),
      waits: (count: number, names: string) => stay(count, names, 'open: waiting for an answer'),
    },
    undo: {
      'too-late': (_count: number, names: string) =>
        `Too late for ${names}: somebody went on with it, or time is up.`,
      changed: (count: number, names: string) => have(count, names, 'changed meanwhile'),
    },
  },
};
