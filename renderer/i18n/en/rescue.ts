/** When the host found its database damaged and waits for somebody to say how to go on. */
export const rescue = {
  title: 'The database is damaged',
  intro: 'The host PC noticed it when it started. Nothing was changed or thrown away:',
  keptAs: (name: string) => `it is kept as ${name} in the data folder.`,
  newest: 'The last good backup',
  choose: 'Backup to restore',
  backup: (when: string, size: string) => `${when} (${size})`,
  noBackups: 'There is no backup in the data folder.',
  noBackupsHelp:
    'If you have one elsewhere, end Deskline on the host PC and run npm start -- --restore-backup with its path.',
  then: 'What came in since then is fetched from WhatsApp. Everybody signs in again.',
  code: 'Code',
  codeHelp: 'The host PC shows it where Deskline was started.',
  codeMissing: 'Enter the code that the host PC shows.',
  wrongCode: 'This is not the code that the host PC shows.',
  restore: 'Restore this backup',
  startEmpty: 'Start empty instead',
  startEmptyTitle: 'Start without your conversations?',
  startEmptyText:
    'Deskline starts as on its first day: no people, no conversations. The damaged database and the backups stay where they are.',
  startEmptyConfirm: 'Start empty',
  cancel: 'Cancel',
  working: 'Starting again …',
  waiting: 'The database of the host PC is damaged. An admin has to say at the host how to go on.',
};
