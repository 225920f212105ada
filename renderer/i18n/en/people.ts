import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

const chats = (count: number) => plural(count, { one: '# chat', other: '# chats' });

/** What admins do with the people who work here. */
export const people = {
  edit: (name: string) => `Edit ${name}`,
  formerly: (count: number) => plural(count, { one: '# deactivated', other: '# deactivated' }),
  formerlyHelp: 'They cannot sign in. Their names and what they did stay everywhere.',

  dialog: {
    title: (name: string) => name,
    intro: 'What you change is in force at once, on all screens.',
    save: 'Save',
    saved: (name: string) => `${name} is changed`,
    nothing: 'Nothing to save',
  },

  skills: {
    label: 'Skills',
    help: 'Chats with one of these tags go to people who have it first.',
    none: 'There are no tags yet. Make some in the settings, under Tags and outcomes.',
  },

  capacity: {
    label: 'Open chats at most',
    help: 'Empty: as many as the office says. 0: no chats are given to them.',
    own: (count: number) => (count === 0 ? 'Is given no chats' : `At most ${chats(count)}`),
    wrong: 'Enter a whole number from 0 to 200, or nothing.',
  },

  access: {
    title: 'Signing in',
    reset: 'Reset password',
    resetHelp:
      'Makes up a temporary password that you pass on. It is shown once, their sessions end, and with it they choose one of their own.',
    ownHelp: 'You change your own password in the menu behind your initials.',
    resetDone: (name: string) => `The new password of ${name}`,
    resetText:
      'Pass it on. It is not shown again, and it is good for one visit: then they choose their own.',
    end: 'End all sessions',
    endHelp: 'Signs them out on every device. Drafts are kept.',
    endOwnHelp: 'Signs you out on every other device. Drafts are kept.',
    ended: (name: string, count: number) =>
      plural(count, {
        zero: `${name} was signed in nowhere else`,
        one: `# session of ${name} ended`,
        other: `# sessions of ${name} ended`,
      }),
    card: 'Print a card',
    cardHelp: 'Where to go and how to get in, without the password.',
  },

  locked: {
    account: (time: string) => `Locked until ${time}: too many wrong passwords`,
    device: (time: string) =>
      `Locked until ${time} on a device of theirs: too many wrong passwords`,
    unlock: (name: string) => `Unlock ${name}`,
    short: 'Unlock',
    done: (name: string) => `${name} can try again`,
  },

  leave: {
    title: 'Leaving the team',
    open: 'Deactivate',
    openHelp: 'They can sign in no more. You can take that back at any time.',
    what: (count: number) =>
      plural(count, {
        zero: 'They have no chats.',
        one: 'What becomes of their # chat?',
        other: 'What becomes of their # chats?',
      }),
    toQueue: 'Back to the queue',
    toColleague: 'To a colleague',
    colleague: 'Colleague who gets them',
    confirm: (name: string) => `Deactivate ${name}`,
    confirmSelf: 'Deactivate yourself and sign out',
    done: (name: string, count: number) =>
      count === 0 ? `${name} is deactivated` : `${name} is deactivated; ${chats(count)} moved on`,
    reactivate: 'Reactivate',
    reactivated: (name: string) => `${name} can sign in again`,
    lastAdmin: 'The last admin cannot leave and stays an admin. Make somebody else an admin first.',
  },

  refused: {
    'last-admin': 'This is the last admin. Make somebody else an admin first.',
    'weak-password': 'This password is easy to guess. Add one or two unrelated words.',
    'own-account': 'You change your own password in the menu behind your initials.',
    'not-found': 'This person does not exist any more.',
    'unknown-tag': 'A tag that you chose does not exist any more.',
    'unknown-agent': 'The colleague you chose does not work here any more.',
  },

  card: {
    print: 'Print a card',
    withPassword: 'With the password on it',
    title: 'Your way into Deskline',
    for: (name: string) => `For ${name}`,
    address: 'Address',
    or: 'or',
    name: 'Name',
    password: 'Password',
    asTold: 'as you were told',
    qr: 'The address as a code for a phone’s camera',
    steps: [
      'On a PC of the office, or a phone in its network, open a browser and go to the address.',
      'The first time, the browser warns of a certificate that it does not know: it was made on the office’s own PC. It is the right one when its fingerprint is the one below. Go on to the page.',
      'Sign in with your name and password. If the password was made for you, you choose one of your own first.',
    ],
    stepsOfApp: [
      'Start Deskline on your PC. Where it asks for the office, choose it from the list or type the address, and ask an admin for the code of your PC.',
      'Sign in with your name and password. If the password was made for you, you choose one of your own first.',
    ],
    fingerprint: 'SHA-256 fingerprint',
    keep: 'Keep this card to yourself, and do not leave it where customers can see it.',
    onlyHere: 'The host can be reached on this PC only: start it with --host 0.0.0.0 for others.',
    failed: 'The host did not say where it can be reached. Try again.',
  },
};
