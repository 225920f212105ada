import { t } from '#renderer/i18n/index.ts';
import type { SettingsPageName } from './pages.ts';

interface PageWords {
  readonly title: string;
  readonly intro: string;
}

/** What a page is called and what it is about. */
export function pageWords(name: SettingsPageName): PageWords {
  switch (name) {
    case 'hours':
      return t.hours;
    case 'labels':
      return t.settings.labels;
    case 'fields':
      return t.contactFields;
    case 'snooze':
      return t.snoozePresets;
    case 'audit':
      return t.audit;
    case 'file':
      return t.settingsFile;
    default:
      return t.settings.sections[name];
  }
}
