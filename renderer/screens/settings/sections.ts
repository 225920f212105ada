import type { SettingName, SettingSection } from '#shared/domain/settings.ts';

/** What the screen shows, in its order: a setting gets its line when something follows it. */
export const sections: readonly {
  /** The hours are more than settings: a page of their own. */
  readonly name: SettingSection | 'hours';
  readonly settings: readonly SettingName[];
}[] = [
  { name: 'office', settings: ['office.name'] },
  {
    name: 'outbox',
    settings: [
      'outbox.minGapMs',
      'outbox.jitterMs',
      'outbox.firstContactsPerDay',
      'outbox.showTyping',
    ],
  },
  { name: 'presence', settings: ['presence.awayMinutes', 'presence.graceSeconds'] },
  { name: 'waiting', settings: ['waiting.amberMinutes', 'waiting.redMinutes'] },
  { name: 'hours', settings: [] },
  {
    name: 'routing',
    settings: [
      'routing.mode',
      'routing.withoutSkill',
      'routing.skillMinutes',
      'routing.capacity',
      'routing.includesAdmins',
      'routing.lastOwnerDays',
    ],
  },
  {
    name: 'ownership',
    settings: [
      'ownership.readReceipts',
      'ownership.openWithinMinutes',
      'ownership.answerWithinMinutes',
      'ownership.answerWarnMinutes',
      'ownership.whenOwnerLeaves',
      'ownership.requestMinutes',
      'ownership.closeAfterDays',
    ],
  },
  {
    name: 'notifications',
    settings: [
      'notifications.sound',
      'notifications.notices',
      'notifications.waiting',
      'notifications.preview',
    ],
  },
  { name: 'media', settings: ['media.largestDownloadMB'] },
  { name: 'calls', settings: ['calls.reject', 'calls.rejectText'] },
  { name: 'catchup', settings: ['catchup.importDays', 'catchup.lightCatchUpMinutes'] },
  {
    name: 'backups',
    settings: ['backups.hour', 'backups.days', 'backups.weeks', 'backups.secondFolder'],
  },
  { name: 'lifecycle', settings: ['lifecycle.memoryLimitMB', 'lifecycle.quietHour'] },
];
