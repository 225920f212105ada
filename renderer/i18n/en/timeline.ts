import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const timeline = {
  label: (name: string) => `Messages with ${name}`,
  today: 'Today',
  yesterday: 'Yesterday',
  unread: 'New since you were away',
  beginning: 'The history of this number with this customer begins here.',
  loadingOlder: 'Loading older messages',
  newMessages: (count: number) => plural(count, { one: '# new message', other: '# new messages' }),
  toNewest: 'Go to the newest message',

  by: {
    you: 'You',
    phone: 'Typed on the phone',
    formerAgent: 'Somebody who left',
    deskline: 'Sent automatically',
    whatsapp: 'WhatsApp',
  },
  late: 'Arrived late',
  lateHint: 'It came in while the host was off or not connected.',

  state: {
    received: 'Received',
    queued: 'Waiting to be sent',
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    played: 'Played',
    refused: 'Not sent',
    unconfirmed: 'Nobody can tell whether this was sent',
    pending: 'On its way to the host',
  },
  unconfirmedHint:
    'WhatsApp gave no answer. Look at the phone: if the message is not there, send it again. Deskline never repeats it by itself.',
  failure: {
    'not-on-whatsapp': 'This number is not on WhatsApp.',
    'not-linked': 'The number was not linked to WhatsApp at that moment.',
    'media-rejected': 'WhatsApp did not take this file.',
    rejected: 'WhatsApp refused this message.',
    'no-answer': 'WhatsApp gave no answer.',
  },
  writeAgain: 'Write it again',
  showAll: 'Show all',
  showLess: 'Show less',

  media: {
    photo: 'Photo',
    openPhoto: 'Open photo',
    photoBy: (name: string) => `Photo from ${name}`,
    video: 'Video',
    sticker: 'Sticker',
    download: 'Download',
    downloadFile: (name: string) => `Download ${name}`,
    unnamed: 'File',
    pending: 'Fetching from WhatsApp…',
    failed: 'Could not be fetched. Open it on the phone.',
    broken: 'This file cannot be shown here.',
    previous: 'Previous photo',
    next: 'Next photo',
    viewer: 'Photo viewer',
  },
  voice: {
    label: 'Voice message',
    audio: 'Audio',
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    speed: (factor: string) => `Speed ${factor}×`,
    factor: (factor: string) => `${factor}×`,
    of: (at: string, total: string) => `${at} of ${total}`,
  },
  waiting: 'Waiting for this message. It will be here as soon as WhatsApp can read it.',
  place: {
    place: 'Location',
    live: 'Live location',
    liveHint: 'Where it was when it was shared. Follow it on the phone.',
    openMap: 'Open the map',
  },
  cards: {
    showAll: (count: number) => plural(count, { one: 'Show # contact', other: 'Show # contacts' }),
  },
  poll: { one: 'One answer', many: 'One or more answers' },
  menu: { options: 'Choices' },
  trade: {
    items: (count: number) => plural(count, { one: '# item', other: '# items' }),
    total: (amount: string) => `Total ${amount}`,
    onPhone: 'The whole order is on the phone.',
    openProduct: 'Open the product',
  },
  invite: {
    title: (group: string) =>
      group === '' ? 'Invitation to a group' : `Invitation to the group “${group}”`,
    until: (day: string) => `Ends: ${day}`,
    onPhone: 'Open it on the phone to join.',
  },
  call: {
    voice: 'Voice call',
    video: 'Video call',
    missed: (kind: string) => `Missed ${kind.toLowerCase()}`,
    rejected: (kind: string) => `${kind}, declined`,
    unanswered: (kind: string) => `${kind}, not answered`,
  },
  system: {
    numberChanged: (name: string, phone: string | null) =>
      phone === null
        ? `${name} has a new phone number.`
        : `${name} has a new phone number: ${phone}`,
    securityCode: (name: string) => `The security code with ${name} has changed.`,
    timer: (length: string) => `New messages disappear from the phone after ${length}.`,
    timerOff: 'New messages do not disappear any more.',
    hours: (hours: number) => plural(hours, { one: '# hour', other: '# hours' }),
    days: (days: number) => plural(days, { one: '# day', other: '# days' }),
  },
  gif: { play: 'GIF, play', pause: 'GIF, pause' },
  unsupported: 'This kind of message cannot be shown here. Open it on the phone.',

  held: {
    region: 'Answer not sent yet',
    unseen: (name: string) => `Not sent: ${name} wrote more in the meantime.`,
    notOwner: (name: string) => `Not sent: ${name} took this chat.`,
    notOwnerUnknown: 'Not sent: somebody else took this chat.',
    movedOn: 'Not sent: this chat changed hands in the meantime.',
    failed: 'Not sent.',
    failedBecause: (why: string) => `Not sent: ${why}`,
    newOnes: 'What is new',
    sendAnyway: 'Send anyway',
    tryAgain: 'Try again',
    edit: 'Edit',
    drop: 'Drop',
    keep: 'Keep as draft',
    mediaMissing: 'the host does not have the file any more. Attach it again.',
    clientRefReused: 'it was mixed up with another one. Send it again.',
  },
};
