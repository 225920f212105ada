import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const composer = {
  label: (name: string) => `Answer to ${name}`,
  placeholder: 'Write an answer',
  caption: 'Add a caption',
  claims: 'Answering claims this chat',
  reopens: 'This chat is closed. Answering opens it again as yours',
  hint: 'Enter sends, Shift + Enter starts a new line',
  send: 'Send',
  attach: 'Attach a file',
  drop: 'Drop to attach',
  owned: (name: string) => `${name} is answering this chat`,
  ownedText: 'You can read along. Writing is off, so that the customer gets one answer.',
  offline: 'No connection. What you send now goes out when it is back.',
  tooLong: (over: number) =>
    plural(over, { one: '# character too many', other: '# characters too many' }),

  attachment: {
    list: 'Attachments',
    remove: (name: string) => `Remove ${name}`,
    uploading: (percent: string) => `Uploading, ${percent}`,
    ready: 'Ready to send',
    failed: 'The upload did not work.',
    retry: 'Try again',
    tooBig: (name: string, limit: string) =>
      `${name} is larger than ${limit}, the most WhatsApp takes.`,
    empty: (name: string) => `${name} is empty.`,
    pasted: 'Pasted image',
    waiting: 'Sends when the upload is done',
  },
};
