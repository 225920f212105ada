const BACKUP_FAILED = {
  'disk-full': 'The disk is full.',
  'read-only': 'Deskline may not write there.',
  missing: 'The folder is not there. Is the drive plugged in?',
  damaged: 'The copy was not whole when it was read again.',
  failed: 'It did not work.',
};

/** What befell the host PC: what happened, then what follows from it. */
export const host = {
  clockSet: {
    forward: (by: string) => `The clock of the host PC was set forward by ${by}.`,
    back: (by: string) => `The clock of the host PC was set back by ${by}.`,
    follows: 'Deskline keeps its own time until a message shows which one is right.',
  },
  clockRight: (by: string) => `The clock of the host PC was wrong by ${by} and is right now.`,
  clockWrong: (by: string) => `The clock of the host PC is wrong by ${by}.`,
  clockWrongFollows: 'Deskline goes by the time of WhatsApp. Set the clock right.',
  slept: (ms: string) => `The host PC slept or stood still for ${ms}.`,
  sleptFollows: 'What came meanwhile is fetched. Keep the PC awake while you are open.',
  restored: (when: string) => `A backup from ${when} was restored.`,
  restoredFollows: (count: number) =>
    count === 0
      ? 'What came in since then is fetched from WhatsApp.'
      : `What came in since then is fetched from WhatsApp. ${count === 1 ? 'One answer' : `${count} answers`} may have been sent since: check on the phone.`,
  backupFailed: {
    here: 'The backup did not work.',
    second: 'The copy of the backup in the second folder did not work.',
  },
  backupFailedWhy: BACKUP_FAILED as Record<keyof typeof BACKUP_FAILED, string>,
};
