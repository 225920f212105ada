import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const inbox = {
  title: 'Inbox',
  list: 'Conversations',
  views: {
    waiting: 'Waiting',
    mine: 'Mine',
    all: 'Everyone',
    mentions: 'Mentions',
    snoozed: 'Snoozed',
    closed: 'Closed',
    tagged: 'Tagged',
  },
  moreViews: 'More views',
  moreViewsMentions: (count: number) =>
    plural(count, { one: 'More views, # mention', other: 'More views, # mentions' }),
  viewsLabel: 'Which conversations',
  byTag: 'By tag',
  viewCount: (name: string, count: number) => `${name}, ${count}`,

  search: {
    label: 'Search contacts and messages',
    placeholder: 'Search',
    clear: 'Clear the search',
    contacts: 'Contacts',
    messages: 'Messages',
    results: 'Search results',
    none: (text: string) => `Nothing found for “${text}”`,
    noneHint: 'Try the beginning of a word, a name or part of a number.',
    found: (count: number) => plural(count, { one: '# result', other: '# results' }),
    tooShort: 'Type at least two letters.',
    failed: 'The search did not work. Try again.',
  },

  empty: {
    waiting: {
      title: 'Nobody is waiting. Nice.',
      text: 'New customers show up here by themselves.',
    },
    mine: {
      title: 'You have no open chats',
      text: 'Answer somebody who is waiting, and the chat becomes yours.',
    },
    allOfOnes: {
      title: 'No chats that you see',
      text: 'You see the queue, your own chats, those with your tags and those where a note names you.',
    },
    all: {
      title: 'No open chats',
      text: 'Nobody waits, and nobody has a chat. Those that came to an end are in Closed.',
    },
    mentions: {
      title: 'Nobody has mentioned you',
      text: 'Notes in which a colleague names you show up here.',
    },
    snoozed: {
      title: 'Nothing is snoozed',
      text: 'What you put away for later waits here and comes back by itself.',
    },
    closed: {
      title: 'Nothing is closed yet',
      text: 'Conversations that came to an end are here. They reopen when the customer writes.',
    },
    tagged: {
      title: 'Nothing has this tag',
      text: 'Tags are put on chats in their header. Each new episode begins without any.',
    },
    nothingOpen: { title: 'Pick a conversation', text: 'Answering claims it for you.' },
    seeWaiting: 'See who is waiting',
    allDone: 'All caught up',
  },

  row: {
    waiting: (time: string) => `waiting ${time}`,
    unread: (count: number) => plural(count, { one: '# unread', other: '# unread' }),
    owner: (name: string) => `${name} is answering`,
    mine: 'you are answering',
    closed: 'closed',
    you: 'You:',
    by: (name: string) => `${name}:`,
    phone: 'Phone:',
    deskline: 'Automatic:',
    bot: 'Chatbot:',
    draft: 'Draft:',
    empty: 'No messages yet',
  },

  media: {
    image: 'Photo',
    video: 'Video',
    gif: 'GIF',
    audio: 'Audio',
    voice: 'Voice message',
    document: 'Document',
    sticker: 'Sticker',
    location: 'Location',
    contacts: 'Contact',
    poll: 'Poll',
    menu: 'Choices',
    choice: 'Choice',
    order: 'Order',
    product: 'Product',
    'group-invite': 'Group invitation',
    'scheduled-event': 'Event',
    payment: 'Payment',
    call: 'Call',
    'missed-call': 'Missed call',
    waiting: 'Waiting for this message',
    system: 'Notice from WhatsApp',
    note: 'Note',
    unsupported: 'Message type not shown here',
  },

  wait: {
    now: 'now',
    minutes: (minutes: number) => `${minutes} min`,
    hours: (hours: number, minutes: number) =>
      minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`,
    days: (days: number) => plural(days, { one: '# day', other: '# days' }),
    full: (time: string) => `Waiting for ${time}`,
    justNow: 'Waiting since just now',
  },

  header: {
    label: 'Conversation',
    back: 'Back to the list',
    noNumber: 'Number not known yet',
    mine: 'You are answering',
    owner: (name: string) => `${name} is answering`,
    closed: 'Closed',
    waiting: 'Waiting',
    claim: 'Claim',
    claimHint: 'Make this chat yours',
    reopen: 'Reopen',
    reopenHint: 'Go on with this chat as yours',
    close: 'Close',
    closeHint: 'End this chat; it reopens when they write again',
    claimed: (name: string) => `You are answering ${name} now`,
    closedToast: (name: string) => `Chat with ${name} closed`,
  },

  refused: {
    'not-owner': (name: string) => `${name} has this chat now.`,
    somebody: 'Somebody else',
    faster: (name: string) => `${name} was faster and has passed this chat on.`,
    'moved-on': 'This chat changed a moment ago. Look again, then retry.',
    'unseen-messages': 'The customer just wrote something new. Read it first.',
    'not-found': 'This conversation does not exist any more.',
  },

  announce: {
    message: (name: string, text: string) => `New message from ${name}: ${text}`,
    waiting: (count: number) =>
      plural(count, { one: '# customer is waiting', other: '# customers are waiting' }),
  },
  notFound: 'This conversation could not be found.',
  notSeen: {
    title: 'You do not see this chat',
    text: 'You see the queue, your own chats, those with your tags and those where a note names you. Whoever has this one, or a supervisor, can pass it to you.',
  },
  loadFailed: 'The messages could not be loaded.',
};
