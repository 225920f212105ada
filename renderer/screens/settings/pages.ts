import type { SettingName, SettingSection } from '#shared/domain/settings.ts';

/** Those that are more than settings have a page all the same. */
export type SettingsPageName =
  SettingSection | 'hours' | 'labels' | 'fields' | 'snooze' | 'file' | 'audit';

export interface SettingsPage {
  readonly name: SettingsPageName;
  /** In their order: a setting gets its line when something follows it. */
  readonly settings: readonly SettingName[];
}

export type SettingsGroupName = 'team' | 'customers' | 'whatsapp' | 'office';

/** What the screen shows, in its order. */
export const groups: readonly {
  readonly name: SettingsGroupName;
  readonly pages: readonly SettingsPage[];
}[] = [
  {
    name: 'team',
    pages: [
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
      { name: 'visibility', settings: ['visibility.agentsSee'] },
      { name: 'hours', settings: [] },
      { name: 'snooze', settings: [] },
      { name: 'waiting', settings: ['waiting.amberMinutes', 'waiting.redMinutes'] },
      { name: 'presence', settings: ['presence.awayMinutes', 'presence.graceSeconds'] },
      {
        name: 'sessions',
        settings: ['sessions.severalDevices', 'sessions.lockMinutes', 'sessions.shiftGraceMinutes'],
      },
      { name: 'computers', settings: ['computers.browsers', 'computers.announce'] },
      {
        name: 'notifications',
        settings: [
          'notifications.sound',
          'notifications.notices',
          'notifications.waiting',
          'notifications.preview',
        ],
      },
    ],
  },
  {
    name: 'customers',
    pages: [
      { name: 'labels', settings: [] },
      { name: 'fields', settings: [] },
      {
        name: 'survey',
        settings: ['survey.ask', 'survey.onlyAnswered', 'survey.everyDays', 'survey.answerHours'],
      },
    ],
  },
  {
    name: 'whatsapp',
    pages: [
      {
        name: 'outbox',
        settings: [
          'outbox.minGapMs',
          'outbox.jitterMs',
          'outbox.firstContactsPerDay',
          'outbox.showTyping',
        ],
      },
      { name: 'calls', settings: ['calls.reject', 'calls.rejectText'] },
      { name: 'media', settings: ['media.largestDownloadMB'] },
      { name: 'catchup', settings: ['catchup.importDays', 'catchup.lightCatchUpMinutes'] },
    ],
  },
  {
    name: 'office',
    pages: [
      { name: 'office', settings: ['office.name'] },
      { name: 'formats', settings: ['formats.clock', 'formats.weekStart'] },
      { name: 'reports', settings: ['reports.levelMinutes', 'reports.currency'] },
      { name: 'file', settings: [] },
      { name: 'audit', settings: [] },
      {
        name: 'backups',
        settings: ['backups.hour', 'backups.days', 'backups.weeks', 'backups.secondFolder'],
      },
      { name: 'lifecycle', settings: ['lifecycle.memoryLimitMB', 'lifecycle.quietHour'] },
    ],
  },
];

export const pages: readonly SettingsPage[] = groups.flatMap((group) => group.pages);
