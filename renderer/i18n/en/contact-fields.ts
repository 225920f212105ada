import type { FieldType, FieldValueProblem } from '#shared/domain/defined-fields.ts';
import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const contactFields = {
  title: 'Fields of contacts',
  intro:
    'What your team writes down of customers, beside the name: a customer number, a birthday, an insurance. Everybody sees and changes it next to the chat.',
  list: 'Your fields',
  none: 'None yet. Add what you always want to know of a customer.',
  add: 'New field',
  edit: (name: string) => `Change ${name}`,
  remove: (name: string) => `Delete ${name}`,
  restore: (name: string) => `Use ${name} again`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  uses: (count: number) => plural(count, { one: 'of # contact', other: 'of # contacts' }),
  notUsed: 'not filled in anywhere',
  hidden: 'under “More”',
  retired: 'no longer used',
  types: {
    text: 'Text',
    number: 'Number',
    date: 'Date',
    choice: 'Choice from a list',
    'yes-no': 'Yes or no',
    link: 'Link',
    email: 'E-mail',
  } satisfies Record<FieldType, string> as Record<FieldType, string>,

  saved: (name: string) => `${name} is saved`,
  removed: (name: string) => `${name} is deleted`,
  nowRetired: (name: string) =>
    `${name} is no longer used. It was not deleted, because contacts have it filled in.`,
  ordered: 'The order is changed',
  undone: 'It is as it was before',
  full: (most: number) => `There is room for ${most} fields. Delete some that nobody uses.`,

  form: {
    create: 'New field',
    change: 'Change the field',
    name: 'Name',
    nameHelp: 'Renamed later, it keeps everything that is filled in.',
    nameMissing: 'Give it a name of up to 40 characters, without braces.',
    taken: 'There is a field with this name already. Choose another name.',
    type: 'Kind',
    typeChanged:
      'What is filled in already stays. What does not fit the new kind is shown with a mark until somebody corrects it.',
    options: 'Options, one in each line',
    optionsMissing: 'Write at least one option.',
    optionsTwice: (option: string) => `“${option}” is there twice. Keep one of them.`,
    optionsTooMany: (most: number) => `There is room for ${most} options. Delete some.`,
    optionTooLong: (option: string) =>
      `“${option}” is too long. An option has up to 60 characters.`,
    help: 'Help for your team',
    helpHint: 'Shown while somebody fills it in, for example where to find it.',
    onPanel: 'Always show it next to the chat',
    onPanelHelp: 'Otherwise it is under “More fields”.',
    save: 'Save',
  },

  found: {
    title: 'Noted, but no field of yours',
    intro:
      'The chatbot’s questions filled these in. Make a field of one, and it gets a place and a kind; what is filled in stays.',
    make: (name: string) => `Make ${name} a field`,
  },

  panel: {
    title: 'Details',
    more: (count: number) => plural(count, { one: '# more field', other: '# more fields' }),
    less: 'Fewer fields',
    add: (name: string) => `Fill in ${name}`,
    edit: (name: string) => `Change ${name}`,
    empty: 'Not filled in',
    save: 'Save',
    remove: (name: string) => `Remove ${name}`,
    make: (name: string) => `Make ${name} a field`,
    retired: 'no longer used',
    yes: 'Yes',
    no: 'No',
    unknown: 'Not known',
    choose: 'Nothing chosen',
    doesNotFit: (type: string) => `This is no ${type.toLowerCase()}. Please correct it.`,
    saved: (name: string) => `${name} is saved`,
    emptied: (name: string) => `${name} is empty now`,
    made: (name: string) => `${name} is a field now. Its kind can be changed in the settings.`,
    changedBy: (who: string, value: string) => `${who} changed this to “${value}” meanwhile.`,
    emptiedBy: (who: string) => `${who} emptied this meanwhile.`,
    somebody: 'Somebody',
    you: 'You, on another screen,',
    keepTheirs: 'Leave it so',
    saveMine: 'Save mine',
    gone: 'An admin has just removed this field.',
    full: 'This contact has no room for more. Remove something that nobody needs.',
    problems: {
      'too-long': 'This is too long. Up to 500 characters fit.',
      'not-a-text': 'This has characters that cannot be kept. Type it again.',
      'not-a-number': 'Write a number, for example 12 or 12.5.',
      'unclear-number': 'Is that a thousand or a fraction? Write 1000 without a mark, or 1.5.',
      'not-a-date': 'Choose a day.',
      'not-a-choice': 'Choose one of the options.',
      'not-yes-no': 'Choose yes or no.',
      'not-a-link': 'Write a web address, for example www.example.com.',
      'not-an-email': 'Write an e-mail address, for example anna@example.com.',
    } satisfies Record<FieldValueProblem, string> as Record<FieldValueProblem, string>,
  },

  event: {
    set: (who: string, field: string, value: string) => `${who} noted ${field}: ${value}`,
    changed: (who: string, field: string, before: string, value: string) =>
      `${who} changed ${field} from ${before} to ${value}`,
    emptied: (who: string, field: string, before: string) =>
      `${who} emptied ${field}, which was ${before}`,
  },
};
