import { pluralizer } from '../plural.ts';

const plural = pluralizer('en');

export const team = {
  title: 'Team',
  intro: 'Who is here, and who answers how many chats.',
  adminIntro:
    'Who is here, and who answers how many chats. Each person signs in with their own name and password.',
  count: (count: number) => plural(count, { one: '# person', other: '# people' }),
  listLabel: 'People',
  answering: (count: number) =>
    plural(count, { zero: 'No open chats', one: '# open chat', other: '# open chats' }),
  noChats: 'No open chats',
  you: 'You',
  add: 'Add person',
  addTitle: 'Add a person',
  addIntro: 'They sign in with this name and password on any PC of the office.',
  name: 'Name',
  nameHelp: 'Shown to the team next to their answers, never to customers.',
  password: 'Password',
  passwordHelp: 'For their first visit: you pass it on, and they choose one of their own.',
  generate: 'Make one up',
  role: 'Role',
  roleHelp: {
    agent:
      'Answers chats: takes them from the queue, passes on and closes their own, sees their own figures.',
    supervisor:
      'Also takes over and passes on everybody’s chats, deletes for everyone, blocks contacts, writes the team’s quick replies and sees all figures. No settings, no people.',
    admin: 'Also has the settings, the number, backups, the audit log and the people.',
  },
  submit: 'Add person',
  nameTaken: 'Somebody here has this name already.',
  addedTitle: (name: string) => `${name} can sign in now`,
  addedIntro: 'Pass these on. The password is not shown again.',
  copyBoth: 'Copy name and password',
  credentials: (name: string, password: string) => `Name: ${name}\nPassword: ${password}`,
  done: 'Done',
  addAnother: 'Add another',
};
