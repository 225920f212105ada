/** What is said of a message of ours on its way to WhatsApp, and what a person can do about it. */
export const sending = {
  region: 'About this message',
  editAgain: 'Edit and send again',
  repeat: 'Send again',
  unconfirmed: 'WhatsApp did not confirm this message. Check on the phone whether it is there.',
  wasSent: 'It was sent',
  sendAgain: 'Send again',
  ownerDecides: 'Who answers this chat decides about it.',
  cancel: 'Do not send',
  cancelAgain: 'Do not send again',
  turn: 'Waiting for its turn.',
  notConnected: 'Goes out when WhatsApp is connected again.',
  again: 'It will be sent once more.',
  heldUntil: (when: string) =>
    `Waiting until ${when}: as many people who never wrote to you got a first message today as the settings allow.`,
  heldForGood:
    'Not sent yet: by the settings, people who never wrote to you get no first message. An admin can change that.',
  tomorrow: (time: string) => `tomorrow, ${time}`,
  known: 'By now more is known of this message. Look at it again.',
  onItsWay: 'Too late: this message is on its way already.',
  blocked: 'This contact is blocked on WhatsApp: nothing can be sent to it.',
};
