import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const common = {
  product: 'Deskline',
  tagline: 'One WhatsApp number, every desk',
  cancel: 'Cancel',
  undo: 'Undo',
  close: 'Close',
  back: 'Back',
  copy: 'Copy',
  copied: 'Copied',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  loading: 'Loading',
  you: 'You',
  skipToInbox: 'Skip to the conversation',
  /** Of the window; `office`: what the office is called, empty where it has no name. */
  title(waiting: number, office: string) {
    const name = office === '' ? 'Deskline' : `${office} – Deskline`;
    return waiting > 0 ? `(${waiting}) ${name}` : name;
  },

  nav: {
    label: 'Main',
    inbox: 'Inbox',
    inboxWaiting: (count: number) =>
      count > 0 ? `Inbox, ${plural(count, { one: '# waiting', other: '# waiting' })}` : 'Inbox',
    team: 'Team',
    reports: 'Reports',
    number: 'Number',
    settings: 'Settings',
    numberTrouble: 'Number: WhatsApp is not connected',
    account: (name: string) => `Account of ${name}`,
    theme: 'Theme',
    shortcuts: 'Keyboard shortcuts',
    lock: 'Lock',
    signOut: 'Sign out',
  },

  settingsWindow: {
    title: 'Deskline settings',
    signedOut:
      'You were signed out. Nothing here can be saved any more: copy what you need, then close this window.',
    noAdmin:
      'You are no longer an admin. Nothing here can be saved any more: copy what you need, then close this window.',
    close: 'Close window',
  },

  theme: { system: 'Match the system', light: 'Light', dark: 'Dark' },
  role: { agent: 'Agent', supervisor: 'Supervisor', admin: 'Admin' },

  countdown: {
    seconds: (seconds: number) => plural(seconds, { one: '# s', other: '# s' }),
    minutes: (time: string) => `${time} min`,
  },

  connection: {
    label: 'Connection',
    connecting: 'Connecting to the host…',
    offline: 'No connection to the host.',
    retryIn: (time: string) => `Trying again in ${time}.`,
    retrying: 'Trying again…',
    keepTyping: 'You can go on writing: what you send goes out when the connection is back.',
    mayBeOld: 'What you see may have changed meanwhile.',
    tryNow: 'Try now',
    version: 'The host was updated. Reload to go on; your drafts are kept.',
    reload: 'Reload',
    back: 'Connected again',
  },

  problems: {
    disconnected: 'The connection was lost before the host answered. Check, then try again.',
    forbidden: 'Your role does not allow this. Ask an admin.',
    'too-many-frames': 'That was too fast. Wait a moment and try again.',
    'host-trouble': 'The host had a problem with this. Try again in a moment.',
    'storage-trouble': 'The host PC cannot store anything right now. Your text is kept here.',
    'out-of-sight': 'Done. This chat is none of those that you see any more.',
    other: (message: string) => `That did not work: ${message}`,
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    groups: {
      everywhere: 'Everywhere',
      list: 'In the list',
      messages: 'In a conversation',
      writing: 'While writing',
    },
    search: 'Search',
    views: 'Waiting, Mine, Everyone',
    help: 'Show these shortcuts',
    settings: 'Settings, for admins',
    closeWindow: 'Close this window',
    claim: 'Claim the open conversation',
    closeChat: 'Close the open conversation',
    closeWithOutcome: 'Close it with an outcome or a note',
    transfer: 'Transfer the open conversation',
    snooze: 'Snooze the open conversation',
    tags: 'Tags of the open conversation',
    undo: 'Take back what you have just done',
    note: 'Write a note instead of a message, and back',
    upDown: 'Previous and next conversation',
    open: 'Open the conversation',
    select: 'Select it, or no longer',
    selectMore: 'Select the previous or next as well',
    selectAll: 'Select all that are shown',
    endSelection: 'End the selection',
    toList: 'Back to the list',
    toMessages: 'From an empty answer to the messages',
    nextMessage: 'Previous and next message',
    messageMenu: 'What to do with a message',
    editLast: 'Edit your last message',
    toWriting: 'Back to writing',
    send: 'Send',
    newline: 'New line',
    or: 'or',
    keys: { control: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter', escape: 'Esc' },
  },
};
