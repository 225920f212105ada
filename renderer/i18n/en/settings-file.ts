import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const settingsFile = {
  title: 'All settings in one file',
  intro:
    'To keep, or for another office: everything on these pages, with the logo, all lists, quick replies, opening hours, rules and flows. People, customers and attached files are not in it. New rules come switched off.',
  save: 'Save to a file',
  read: 'Read from a file',
  dialog: {
    title: 'Read settings from a file',
    what: (count: number) =>
      plural(count, { one: 'It would change # thing', other: 'It would change # things' }),
    nothing: 'Everything in this file is in force already.',
    unknown: (count: number) =>
      plural(count, {
        one: '# setting of another version is left out.',
        other: '# settings of another version are left out.',
      }),
    leftOut: (names: string) =>
      `Left out, as they name what is not here or have files: ${names}. Import each of them on the page of the chatbot.`,
    apply: 'Put it in force',
    done: (count: number) =>
      plural(count, { one: '# thing was changed', other: '# things were changed' }),
    doneInPart: (count: number) =>
      plural(count, {
        one: '# thing was changed before that',
        other: '# things were changed before that',
      }),
    isNew: 'new',
    from: (before: string, after: string) => `${before} → ${after}`,
  },
  undone: (count: number) =>
    plural(count, {
      one: '# thing is as it was before the import',
      other: '# things are as they were before the import',
    }),
  /** Why an import was not taken back. */
  stays: {
    changed: (who: string, what: string) =>
      `${who} has changed this since the import: ${what}. Nothing was taken back.`,
    changedByYou: (what: string) =>
      `You have changed this since the import: ${what}. Nothing was taken back.`,
    inUse: (what: string) => `This is used by now: ${what}. Nothing was taken back.`,
    tooLate: 'An import can be taken back within an hour. Nothing was taken back.',
    others: (count: number) => plural(count, { one: '# other', other: '# others' }),
  },
  kinds: {
    tag: (name: string) => `Tag “${name}”`,
    outcome: (name: string) => `Outcome “${name}”`,
    'own-status': (name: string) => `Status “${name}”`,
    'quick-reply': (shortcut: string) => `Quick reply /${shortcut}`,
    'contact-field': (name: string) => `Field of contacts “${name}”`,
    rule: (name: string) => `Rule “${name}”`,
    flow: (name: string) => `Flow of the chatbot “${name}”`,
    hours: 'Opening hours',
    logo: 'Logo of the office',
    'snooze-presets': 'Snooze times',
    'survey-texts': 'Question about satisfaction',
  },
  changed: 'changed',
  tooMany:
    'There is no room for so many quick replies, statuses or fields of contacts. Remove some that nobody uses.',
  problems: {
    'file-too-large': 'This file is too large to be one of settings.',
    'not-json': 'This is no file of settings: it cannot be read as JSON.',
    'not-settings': 'This is no file of settings. Choose one that Deskline saved.',
    'newer-format': 'This file comes from a newer version of Deskline. Update first.',
    value: 'cannot be this',
    together:
      'Amber has to come before red. Change one of the two in the file, or here, and read it again',
  },
  problemAt: (where: string, what: string) => `${where}: ${what}`,
};
