/** What people at the desks see of the chatbot. */
export const chatbot = {
  mark: 'Chatbot',
  itself: 'The chatbot',
  state: 'Chatbot is talking',
  talking: 'The chatbot is talking with this customer',
  talkingText: 'It stops as soon as you take over or answer.',
  takeOver: 'Take over from the chatbot',
  notSaid: 'The chatbot did not say this: a person took over, or it was too late.',

  event: {
    began: (flow: string) => `The chatbot began “${flow}”`,
    beganClosed: (flow: string) => `The chatbot began “${flow}”: nobody is here`,
    handedOver: (to: string) => `The chatbot finished and gave this chat to ${to}`,
    ended: {
      done: 'The chatbot finished',
      'asked-for-person': 'The customer asked the chatbot for a person',
      'not-understood': 'The chatbot stopped: it did not understand twice',
      'no-answer': 'The chatbot stopped: no answer came',
      loop: 'The chatbot stopped: another machine seems to write here',
      person: 'The chatbot stopped: a person took over',
      'switched-off': 'The chatbot stopped: it was switched off',
      opened: 'The chatbot stopped: the office is open again',
      lost: 'The chatbot stopped: it could not go on',
    },
  },
};
