import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** What an office calls it when somebody is at lunch, or with a customer. */
export const ownStatuses = {
  title: 'Your own statuses',
  intro:
    'Besides Online, Away, On break and Offline. People choose them in their menu, and colleagues see them wherever they see who is here.',
  none: 'None yet. “Lunch”, “In a consultation” or “On the phone” are usual ones.',
  add: 'Add a status',
  full: (most: number) => `There is room for ${most}. Retire one first.`,
  isHere: 'Here: is given new chats',
  isNotHere: 'Gets no new chats',
  retired: 'retired',
  /** How many people have it now. */
  users: (count: number) => plural(count, { one: '# person now', other: '# people now' }),
  edit: (name: string) => `Change ${name}`,
  retire: (name: string) => `Retire ${name}`,
  restore: (name: string) => `Offer ${name} again`,
  form: {
    create: 'A new status',
    change: 'Change a status',
    name: 'Name',
    nameHelp: 'As colleagues read it, for example “Lunch”.',
    nameMissing: 'Give it a name of up to 40 letters.',
    taken: 'There is already one of this name.',
    colour: 'Colour',
    meaning: 'What it means',
    here: 'Counts as here',
    hereHelp: 'New chats are given to them as if they were online, away when they touch nothing.',
    notHere: 'Gets nothing new',
    notHereHelp: 'They keep their chats and are given no new ones, as on a break.',
    inUse: (names: string) => `${names}: this counts for them at once.`,
    save: 'Save',
  },
  retireDialog: {
    title: (name: string) => `Retire ${name}?`,
    text: (names: string, count: number) =>
      plural(count, {
        one: `${names} has this status now and will be online again.`,
        other: `${names} have this status now and will be online again.`,
      }),
    confirm: 'Retire it',
  },
  saved: (name: string) => `The status ${name} is saved`,
  nowRetired: (name: string) => `The status ${name} is retired`,
  /** Who had it. */
  nowRetiredFor: (name: string, names: string, count: number) =>
    plural(count, {
      one: `The status ${name} is retired; ${names} has it no more`,
      other: `The status ${name} is retired; ${names} have it no more`,
    }),
  undone: 'The statuses are as before',
  inUse: 'Somebody has chosen it by now. Retire it instead.',
  gone: 'This status is not offered any more.',
  /** To whoever had it. */
  retiredForYou: (name: string, status: string) =>
    `“${name}” is not offered any more. Your status: ${status}.`,
};
