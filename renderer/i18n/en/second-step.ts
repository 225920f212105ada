import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

/** Signing in with a code of one's phone besides the password. */
export const secondStep = {
  menu: 'Two-step sign-in',
  title: 'Two-step sign-in',

  off: {
    text: 'Besides your password you then enter a code from your phone when you sign in. Whoever learns your password does not get in with it.',
    needs: 'You need an authenticator app, for example Google Authenticator, Aegis or 1Password.',
    password: 'Your password',
    begin: 'Go on',
  },

  scan: {
    text: 'Scan this with the app, then enter the code that it shows.',
    qr: 'Code for the authenticator app',
    secret: 'Or type this key into the app',
    code: 'Code from the app',
    confirm: 'Switch on',
  },

  codes: {
    title: 'Your recovery codes',
    text: 'Without your phone, each of these lets you in once. Print them or write them down, and keep them where your password is not. They are not shown again.',
    copy: 'Copy all',
    save: 'Save as a file',
    done: 'I have kept them',
    fileName: 'deskline-recovery-codes.txt',
    file: (name: string, codes: string) => `Deskline recovery codes of ${name}\n\n${codes}\n`,
  },

  on: {
    since: (date: string) => `Switched on ${date}.`,
    left: (count: number) =>
      plural(count, {
        zero: 'No recovery code is left. Make new ones now.',
        one: '# recovery code is left. Make new ones soon.',
        other: '# recovery codes are left.',
      }),
    prove: 'For either, enter your password and a code.',
    renew: 'New recovery codes',
    off: 'Switch off',
    isOff: 'Two-step sign-in is switched off',
  },

  sign: {
    title: 'Enter your code',
    text: (name: string) => `${name}, enter the six digits that the app on your phone shows.`,
    code: 'Code',
    help: 'Without your phone: one of your recovery codes.',
    missing: 'Enter the code.',
    wrong: 'This code is not right, or it was used before. Wait for the next one.',
    submit: 'Sign in',
    back: 'Sign in as somebody else',
    lost: 'Phone and recovery codes lost? An admin of your office can switch the second step off.',
  },

  expired: 'This took too long, or too many tries. Begin again.',
  already: 'Two-step sign-in is on already.',

  team: {
    on: 'Two-step sign-in is on.',
    help: 'When the phone and the recovery codes are lost: the password alone is enough again. Make sure that it is really them who asks.',
    off: 'Switch off two-step sign-in',
    done: (name: string) => `${name} signs in with the password alone`,
  },
};
