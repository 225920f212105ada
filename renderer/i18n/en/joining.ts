import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

const tries = (left: number) =>
  plural(left, { zero: 'no more tries', one: '# more try', other: '# more tries' });

/** The first start on a PC, and joining a host on another one. */
export const joining = {
  choose: {
    title: 'Welcome to Deskline',
    intro: 'What is this computer?',
    join: 'Join the office',
    joinHelp:
      'Deskline runs on another PC of the office already. You need a code that an admin makes there.',
    host: 'Set up the office here',
    hostHelp:
      'This PC becomes the host: it drives WhatsApp and keeps everything, and should be on during working hours. An office has one host.',
    failed: 'That did not work. Try again.',
  },
  instead: 'Deskline runs on another PC already: join it',

  title: 'Join the office',
  intro:
    'On the host, an admin opens Settings > Computers, presses “Add a computer” and tells you the code.',
  found: 'Found in your network',
  looking: 'Looking for the host in your network…',
  unnamed: 'An office without a name',
  at: (address: string) => `at ${address}`,
  address: 'Address of the host',
  addressHelp: 'Chosen above or typed, for example 192.168.1.20. The admin sees it below the code.',
  addressMissing: 'Choose the host above, or type its address.',
  subnet:
    'Not in the list? A host in another network (a subnet, VLAN or guest Wi-Fi of its own) never is: type its address, and have your network let this PC reach port 7443 there. A host may also be told not to announce itself.',
  code: 'Code',
  codeHelp: 'Nine letters and digits; upper or lower case and dashes do not matter.',
  codeMissing: 'Enter the code.',
  submit: 'Join',
  back: 'Back',
  left: (count: number) => `The code has ${tries(count)}.`,

  problems: {
    'not-an-address':
      'This is no address. Type it as the admin sees it, such as 192.168.1.20:7443.',
    'not-a-code': 'A code has nine letters and digits, without 0, 1, I, L and O.',
    unreachable:
      'Nothing answers at this address. Is the host on, and on the same network? If it is in another one, that has to let this PC reach port 7443 there; a firewall on the host may be in the way, too.',
    'no-code':
      'This code is over: it was used, is older than ten minutes, was tried too often, or begins with another letter. Ask for a new one.',
    'not-proved':
      'This code is not right. If it is just as the admin sees it, something between this PC and the host answers in the host’s place: do not go on, and tell whoever looks after your network.',
    'wrong-name': 'The host does not go by this name. Type its IP address.',
    'not-deskline': 'What answers at this address is no Deskline that can be joined.',
    'host-trouble': 'The host could not do it right now. Try again in a moment.',
    'too-many-attempts': 'Too many tries from this PC. Wait a few minutes.',
  },

  other: {
    title: 'This is not the host that you joined',
    text: (address: string) =>
      `At ${address} something answers with another certificate than your host’s. Nothing was sent to it, no password either.`,
    why: 'If an admin set the host up anew or moved it without its data folder, ask them for a new code and join again. If nobody did, somebody may be trying to look like your host: tell whoever looks after your network.',
    again: 'Join again',
    banner:
      'Something answers in place of your host, with another certificate. Nothing is sent to it; tell whoever looks after your network.',
  },
};
