import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const number = {
  title: 'Number',
  intro: 'The WhatsApp number that everybody here answers.',
  link: 'Link your WhatsApp number',
  linkIntro: 'Deskline becomes one of the linked devices of your phone. The phone goes on working.',
  toInbox: 'Go to the inbox',
  later: 'Do this later',

  steps: [
    'Open WhatsApp on the phone that has the number.',
    'Tap Settings (on Android the ⋮ menu), then Linked devices.',
    'Tap Link a device and point the phone at this picture.',
  ],
  stepsTitle: 'On the phone',
  qrLabel: 'QR code to link WhatsApp',
  qrRefreshes: 'The picture changes every few seconds. That is normal.',
  qrWaiting: 'Getting the code…',

  state: {
    stopped: {
      title: 'Not running',
      text: 'The link to WhatsApp is switched off. Start Deskline again on the host.',
    },
    'browser-missing': {
      title: 'No browser found on the host',
      text: 'WhatsApp Web needs Chrome, Edge or Chromium on the host.',
    },
    'starting-browser': {
      title: 'Starting the browser',
      text: 'The host opens WhatsApp Web. This takes a few seconds.',
    },
    'waiting-for-scan': {
      title: 'Waiting for the scan',
      text: 'Scan the picture with the phone that has the number.',
    },
    linking: {
      title: 'Linking',
      text: 'The phone has scanned the code. Keep it unlocked and online.',
    },
    syncing: {
      title: 'Syncing',
      text: 'WhatsApp sends the recent chats to the host. This can take a minute.',
    },
    connected: { title: 'Connected', text: 'Messages arrive and go out.' },
    unreachable: {
      title: 'WhatsApp cannot be reached',
      text: 'Check the internet connection of the host. Nothing is lost: messages arrive when it is back.',
    },
    'logged-out': {
      title: 'The number was unlinked',
      text: 'Somebody removed this device on the phone, or WhatsApp did. Link it again with a new scan; the history here stays.',
    },
    'used-elsewhere': {
      title: 'WhatsApp Web is open elsewhere',
      text: 'Another program took over this session. Close WhatsApp Web there; Deskline takes it back by itself.',
    },
  },
  connectedAs: (phone: string) => `Connected as ${phone}`,
  retryIn: (seconds: number) =>
    plural(seconds, { one: 'Trying again in # s.', other: 'Trying again in # s.' }),
  affected: 'WhatsApp Web has changed. Affected for now:',
  affectedPart: {
    reading: 'reading messages',
    listing: 'listing chats',
    sending: 'sending',
    media: 'photos and files',
    history: 'older messages',
  },

  riskTitle: 'Good to know',
  risk: 'WhatsApp does not endorse unofficial clients like this one. A number that uses one can be restricted or banned by WhatsApp. Answer people who write to you, and send no bulk messages.',

  banner: {
    agent: 'WhatsApp is not connected. Ask an admin to look at the number.',
    admin: 'WhatsApp is not connected.',
    settling: 'WhatsApp is connecting. New messages appear in a moment.',
    held: 'Answers wait here and go out when it is back.',
    open: 'Open the number page',
  },
};
