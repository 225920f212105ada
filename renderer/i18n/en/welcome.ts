import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const welcome = {
  starting: 'Starting…',
  hostStarting: 'The host is starting…',
  hostRestarting: (reason: string) => `The host stopped and is starting again. ${reason}`,
  hostFailed: 'The host cannot start',
  unreachable: {
    title: 'The host does not answer',
    text: 'Deskline runs on one PC in your office, the host. Make sure that PC is on and Deskline is running there, and that this one is on the same network.',
    retryIn: (seconds: number) =>
      plural(seconds, { one: 'Trying again in # second.', other: 'Trying again in # seconds.' }),
  },

  outdated: {
    title: 'The host was updated',
    text: 'This page is older than the host. Load it again to go on.',
  },

  setup: {
    title: 'Welcome to Deskline',
    intro:
      'Make the first account. It is the admin: it links the WhatsApp number and adds the team.',
    step: (current: number, of: number) => `Step ${current} of ${of}`,
    code: 'Setup code',
    codeHelp: 'Shown once in the terminal window where Deskline was started.',
    codeFilled: 'Filled in from this PC.',
    name: 'Your name',
    nameHelp: 'Your team sees it on your answers. Customers never do.',
    password: 'Password',
    passwordHelp: 'At least 10 characters. A few unrelated words work well.',
    submit: 'Create account',
    wrongCode: 'This code is not right. Copy it from the terminal, including the dashes.',
    alreadySetUp: 'Deskline has been set up already. Sign in instead.',
  },

  signIn: {
    title: 'Sign in',
    name: 'Name',
    password: 'Password',
    submit: 'Sign in',
    noAccount: 'No account? Ask the person who manages Deskline in your office.',
    deactivated: 'This account is deactivated. Ask an admin of your office to bring it back.',
    wrong: 'The name or the password is not right.',
    tooMany: 'Too many tries. Wait a moment before the next one.',
    tooManyWait: (seconds: number) =>
      plural(seconds, {
        one: 'Too many tries. You can try again in # second.',
        other: 'Too many tries. You can try again in # seconds.',
      }),
    locked: (time: string) =>
      `Locked after too many wrong tries. You can try again in ${time}; an admin of your office can unlock you at once.`,
    unreachable: 'The host does not answer. Check that its PC is on, then try again.',
    other: (message: string) => `Signing in did not work: ${message}`,
  },

  /** Why somebody who was at work is asked to sign in again. */
  ended: {
    'signed-out': 'You were signed out. Sign in again to go on; your drafts are kept.',
    'by-admin': 'An admin signed you out. Sign in again to go on; your drafts are kept.',
    'password-changed':
      'Your password was changed on another device. Sign in with the new one; your drafts are kept.',
    'password-reset':
      'Your password was reset. Sign in with the one that you are given; your drafts are kept.',
    deactivated: 'Your account was deactivated. Ask an admin of your office.',
    'shift-over':
      'Your working hours are over, so you were signed out. Sign in again if you go on; your drafts are kept.',
    'computer-revoked': 'An admin keeps this computer out, so you were signed out here.',
    'browsers-off':
      'The office wants no browsers on other PCs any more, so you were signed out here.',
    unused: 'You were away for a long time. Sign in again to go on; your drafts are kept.',
  },
  endedElsewhere: (device: string) =>
    `You signed in on another device: ${device}. So you were signed out here; your drafts are kept. If that was not you, tell an admin and change your password.`,

  lock: {
    title: 'Locked',
    text: (name: string) => `${name}, enter your password to go on where you were.`,
    submit: 'Unlock',
    wrong: 'The password is not right.',
    other: 'Sign out',
  },

  elsewhere: {
    title: 'You are signed in elsewhere',
    text: 'Everybody is signed in on one device at a time. Go on here, and you are signed out there. What you have begun to write is kept.',
    list: 'Where you are signed in',
    since: (time: string, address: string) =>
      address === '' ? `Signed in ${time}` : `Signed in ${time} · ${address}`,
    confirm: 'Sign in here, sign out there',
    cancel: 'Stay signed in there',
    notYou: 'If that is not you, sign in here and change your password.',
  },

  devices: {
    on: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: 'a device of unknown kind',
  },

  fields: {
    codeMissing: 'Enter the setup code.',
    nameMissing: 'Enter a name.',
    nameInvalid: 'Use up to 60 ordinary characters.',
    passwordMissing: 'Enter the password.',
    passwordShort: (missing: number) =>
      plural(missing, { one: '# more character needed.', other: '# more characters needed.' }),
    passwordLong: 'Use at most 128 characters.',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    enough: 'Long enough',
  },
};
