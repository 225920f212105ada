import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** The PCs that are let in, for admins, and what a PC is told that is not. */
export const computers = {
  title: 'Computers of the office',
  list: 'Computers of the office',
  add: 'Add a computer',
  none: 'No other computer was added yet.',
  loadFailed: 'The computers could not be loaded.',
  thisOne: 'This one',
  here: 'Connected',
  seen: (time: string) => `Last here ${time}`,
  never: 'Not here since it was added',
  added: (time: string, who: string) => `Added ${time} by ${who}`,
  somebody: 'somebody who left',
  usedBy: (names: string) => `Used by ${names}`,
  usedByNobody: 'Nobody has signed in on it yet',
  platform: { windows: 'Windows', mac: 'Mac', linux: 'Linux', other: 'Another system' },

  rename: (name: string) => `Rename ${name}`,
  renameTitle: 'Rename the computer',
  name: 'Name',
  nameHelp:
    'Where it stands, for example. Admins see it, and whoever is asked where they are signed in.',
  nameMissing: 'Enter a name of at most 60 characters.',
  nameTaken: 'Another computer has this name already.',
  renamedMeanwhile: (name: string) => `Somebody has called it “${name}” meanwhile.`,
  save: 'Save',
  renamed: (name: string) => `It is called ${name} now`,

  revoke: (name: string) => `Revoke ${name}`,
  revokeShort: 'Revoke',
  revokeTitle: (name: string) => `Revoke ${name}?`,
  revokeText:
    'Whoever works in the app on it is signed out at once, and nobody can sign in there any more. To use it again it has to be added with a new code.',
  revokeThisOne: 'This is the computer that you are using: you are signed out, too.',
  revokeWithBrowsers:
    'Browsers on other PCs are allowed, so people can still sign in with a browser on it.',
  revoked: (name: string, count: number) =>
    plural(count, {
      zero: `${name} is revoked`,
      one: `${name} is revoked; # session ended`,
      other: `${name} is revoked; # sessions ended`,
    }),
  undo: 'Undo',
  restored: (name: string) => `${name} is let in again`,
  tooLate: 'That was more than a minute ago: add it again with a new code.',
  gone: 'This computer does not exist any more.',
  revokedOnes: (count: number) => plural(count, { one: '# revoked', other: '# revoked' }),
  revokedSince: (time: string) => `Revoked ${time}`,

  code: {
    title: 'Add a computer',
    intro: 'Start Deskline on the new PC, choose “Join the office” and enter this code there.',
    label: 'Code for the new computer',
    left: (time: string) => `Good for one computer, for another ${time}`,
    over: 'This code is over. Make another one.',
    another: 'Make another code',
    addresses: 'If the new PC does not find this host by itself, type its address there:',
    onlyHere:
      'This host can be reached on its own PC alone. Start it with --host 0.0.0.0 so that others can join.',
    secret: 'Whoever has the code can add a computer. Do not send it to anybody you cannot see.',
    done: (name: string) => `${name} is added`,
    doneText: 'Whoever has an account can sign in on it now.',
    close: 'Done',
    failed: 'There is no code right now. Try again.',
    tooMany: 'So many codes are open that there is no other. Use one of them or wait ten minutes.',
  },

  refused: {
    title: 'This computer is not let in',
    'browsers-off':
      'Your office uses the Deskline app on its PCs: install it here and ask an admin for a code, or ask them to allow browsers under Settings > Computers.',
    'computer-revoked':
      'An admin of your office keeps this computer out. If that is a mistake, ask them for a new code and join again.',
    'computer-unknown':
      'The host does not know this computer any more, for example because a backup from before was restored. Ask an admin for a new code and join again.',
    again: 'Join again',
  },
};
