import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const actions = {
  /** Who did it where the phone that owns the number did. */
  phone: 'Our phone',
  menu: {
    label: 'What to do with this message',
    open: 'More',
    reply: 'Reply',
    react: 'React',
    reactWith: (emoji: string) => `React with ${emoji}`,
    takeBack: (emoji: string) => `Take back ${emoji}`,
    otherEmoji: 'Another emoji',
    copy: 'Copy text',
    edit: 'Edit',
    delete: 'Delete for everyone',
    info: 'Info',
  },
  /** Why something cannot be done right now. */
  hindrance: {
    'not-on-whatsapp': 'WhatsApp does not have it yet',
    deleted: 'It was deleted',
    'not-a-poll': 'It is no poll',
    'our-poll': 'It is our own poll',
    'not-the-writer': 'Only who wrote it can edit it',
    'nothing-to-edit': 'It has no text to edit',
    'too-late-to-edit': 'Only within 15 minutes after sending',
    'from-the-customer': 'The customer wrote it',
    'others-wrote-it': 'Only who wrote it, a supervisor or an admin',
    'too-late-to-delete': 'Only within two and a half days',
    unclaimed: 'Claim this chat first',
    blocked: 'This contact is blocked',
    owned: (name: string) => `${name} is answering this chat`,
    ownedUnknown: 'Somebody else is answering this chat',
  },
  failed: {
    refused: (why: string) => `WhatsApp did not do it: ${why}`,
    unconfirmed: 'WhatsApp did not confirm this. Check on the phone whether it was done.',
    notPossible: (why: string) => `That cannot be done: ${why}.`,
    editAgain: 'Back to the edit',
  },
  copied: 'Copied',
  notCopied: 'This browser does not allow copying.',
  spoken: (author: string, text: string, time: string) => `${author}, ${time}: ${text}`,

  quote: {
    answers: 'Answers:',
    jump: 'Go to the quoted message',
    notHere: 'The quoted message is not here.',
  },

  reactions: {
    label: 'Reactions',
    by: (emoji: string, names: string) => `${emoji} ${names}`,
    saving: 'On its way',
    field: 'Type or paste an emoji',
    hint: 'Windows: press Win and . together. Mac: Ctrl, ⌘ and Space.',
    title: 'React with an emoji',
    often: 'Often used',
    none: 'That is not an emoji.',
    send: 'React',
  },

  edited: {
    mark: 'Edited',
    saving: 'Saving the edit',
    show: 'Edited: show the earlier wordings',
    title: 'Earlier wordings',
    text: 'What this message said before, the oldest first.',
    now: 'Now',
  },

  deleted: {
    message: 'This message was deleted',
    byYou: 'You deleted this message',
    byAgent: (name: string) => `${name} deleted this message`,
    onPhone: 'This message was deleted on the phone',
    deleting: 'Deleting',
    adminsOnly: 'Only supervisors and admins see what it said.',
    when: (who: string, time: string) => `${who}, ${time}`,
  },

  marks: {
    forwarded: 'Forwarded',
    forwardedOften: 'Forwarded many times',
    viewOnce: 'View once. Open it on the phone.',
    viewOnceKind: (what: string) => `View-once ${what.toLowerCase()}. Open it on the phone.`,
    disappears: (time: string) => `It disappears from the phones after ${time}. Here it stays.`,
  },

  poll: {
    votes: (count: number) => plural(count, { one: '# vote', other: '# votes' }),
    noVotes: 'No votes yet',
    voters: (names: string) => `Chosen by ${names}`,
    vote: 'Vote in this poll',
    choose: 'Choose an answer to vote.',
    chooseMany: 'Choose answers to vote.',
    takeBack: 'Choose yours again to take it back.',
    saving: 'Your vote is on its way.',
    obstacle: (why: string) => `Cannot vote: ${why}`,
  },

  remove: {
    title: 'Delete for everyone?',
    text: (name: string) =>
      `It disappears from the phone of ${name} and from ours. ${name} may have read it already. Supervisors and admins still see it here.`,
    confirm: 'Delete for everyone',
  },

  info: {
    title: 'About this message',
    from: 'From',
    written: 'Written',
    received: 'Received',
    steps: {
      queued: 'Queued',
      sending: 'Handed to WhatsApp',
      sent: 'Sent',
      delivered: 'Delivered',
      read: 'Read',
      played: 'Played',
      refused: 'Refused',
      unconfirmed: 'Not confirmed',
      received: 'Received',
    },
    edited: 'Edited',
    deleted: 'Deleted',
    reacted: (emoji: string) => `Reacted ${emoji}`,
    voted: (names: string) => `Voted for ${names}`,
    voteTakenBack: 'Vote taken back',
    late: 'It came in while the host was off or not connected.',
    notKnown: 'WhatsApp has not told more about it.',
    loading: 'Looking it up',
    failed: 'It could not be looked up.',
  },

  list: {
    reacted: (who: string, emoji: string, text: string) => `${who} reacted ${emoji} to: ${text}`,
    reactedToSome: (who: string, emoji: string) => `${who} reacted ${emoji} to a message`,
  },

  compose: {
    quoting: (name: string) => `Answering ${name}`,
    quotingSelf: 'Answering your message',
    unquote: 'Do not quote it',
    quoteGone: 'This message was deleted: your answer goes out without quoting it.',
    editing: 'Edit the message',
    cancelEdit: 'Stop editing',
    save: 'Save the edit',
    editHint: 'Enter saves, Esc leaves it as it was',
    editLabel: 'The message, to be edited',
  },
};
