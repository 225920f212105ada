/** Choosing a password of one's own. */
export const password = {
  title: 'Change your password',
  text: 'You stay signed in here. Everywhere else you sign in again.',
  menu: 'Change password',
  present: 'Present password',
  presentMissing: 'Enter the password that you have now.',
  presentWrong: 'The present password is not right.',
  own: 'New password',
  again: 'New password again',
  notTheSame: 'This is not the same as above.',
  submit: 'Change password',
  changed: 'Your password is changed',
  same: 'This is the password that you have. Choose another.',

  first: {
    title: 'Choose your password',
    text: (name: string) =>
      `Welcome, ${name}. The password you were given is for your first visit only. From now on use one that nobody else knows.`,
    back: 'Sign in as somebody else',
  },

  strength: 'How hard it is to guess',
  scores: [
    'Guessed at once',
    'Easy to guess',
    'Still easy to guess',
    'Hard to guess',
    'Very hard to guess',
  ],
  enough: 'Hard to guess. Keep it to yourself.',
  weak: {
    common:
      'Many people use this or one like it. Take three or four words that have nothing in common.',
    'own-words':
      'Your name or the office’s is the first thing people try. Leave it out, or add unrelated words.',
    pattern: 'Rows of keys and repeats are easy to guess. Take a few unrelated words instead.',
    date: 'Dates and years are easy to guess. Add a few unrelated words.',
    guessable: 'This is easy to guess. Add one or two unrelated words.',
  },
};
