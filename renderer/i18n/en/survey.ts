/** The question about satisfaction after a close. */
export const survey = {
  title: 'What customers read',
  intro:
    'In the language that a customer chose with the chatbot, else by the beginning of their number. The first language is for all others.',
  question: 'Question',
  questionHelp: 'Ask for a number from 1 to 5. Stars count as well; words do not.',
  questionMissing: 'Write the question: customers of all other languages are asked in this one.',
  thanks: 'Thanks',
  thanksHelp: 'Sent after the number. Empty: nothing is sent.',
  isFirst: 'For everybody else, too',
  makeFirst: (language: string) => `Use ${language} for everybody else`,
  prefixes: (language: string) => `Numbers that are spoken to in ${language}`,
  prefixesHelp: 'How they begin, such as +34, +52.',
  prefixesWrong: 'Write beginnings such as +34 or +52, with a comma between them.',
  remove: (language: string) => `Remove ${language}`,
  add: 'Add a language',
  saved: 'What customers are asked is changed',
  undone: 'What customers are asked is as before',
  changed: 'Somebody has changed these texts meanwhile. Look at them and try again.',
  event: {
    answered: (score: number) => `The customer gave ${score} of 5`,
    corrected: (score: number, before: number) =>
      `The customer gave ${score} of 5, instead of ${before}`,
    dropped: {
      late: 'The customer was not asked how satisfied they are: WhatsApp was away for too long',
      'went-on': 'The customer was not asked how satisfied they are: the chat went on',
      blocked: 'The customer was not asked how satisfied they are: the contact is blocked',
      'switched-off': 'The customer was not asked how satisfied they are: it was switched off',
      'not-sent': 'The customer was not asked how satisfied they are: WhatsApp did not take it',
    },
  },
};
