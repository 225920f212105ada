/** Backups on the settings screen. */
export const backups = {
  title: 'Backups on the host',
  makeNow: 'Back up now',
  made: (size: string) => `Backed up: ${size}, read again and whole.`,
  none: 'There is no backup yet. The first one is made a few minutes after the start.',
  next: (when: string) => `The next one is made on ${when}.`,
  where: (folder: string) => `They are in ${folder}.`,
  secondHas: (when: string) => `The second folder has the one from ${when}.`,
  secondEmpty: 'The second folder has none yet, or is not there.',
  restoreHelp: 'To go back to one, end Deskline on the host PC and run',
  restoreKeeps: 'What was there before is kept under another name.',
  kind: {
    daily: 'Daily',
    'by-hand': 'By hand',
    'before-update': 'Before an update',
  },
  whole: 'Whole',
  columns: { when: 'When', kind: 'Made', size: 'Size', state: 'State' },
  loadFailed: 'The backups could not be listed.',
  failed: {
    here: 'The last backup did not work.',
    second: 'The last copy in the second folder did not work.',
  },
  banner: { label: 'Backups', open: 'See to it' },
};
