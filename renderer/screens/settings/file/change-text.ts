import { t } from '#renderer/i18n/index.ts';
import type { SettingsChange } from '#shared/domain/settings-changes.ts';
import type { SettingsFileProblem } from '#shared/domain/settings-file.ts';
import { isSettingName } from '#shared/domain/settings.ts';
import { problemText, valueText } from '../setting-text.ts';

/** What a change is about, and how it is. */
export function changeText(change: SettingsChange): {
  readonly name: string;
  readonly how: string;
} {
  const { kinds, dialog, changed } = t.settingsFile;
  const how = change.before === null ? dialog.isNew : changed;
  switch (change.what) {
    case 'setting': {
      const { name, before, after } = change;
      const values = dialog.from(valueText(name, before), valueText(name, after));
      return { name: t.settings.items[name].label, how: values };
    }
    case 'hours':
    case 'logo':
    case 'snooze-presets':
    case 'survey-texts':
      return { name: kinds[change.what], how };
    case 'quick-reply':
      return { name: kinds['quick-reply'](change.after.shortcut), how };
    case 'rule':
    case 'flow':
      return { name: kinds[change.what](change.after.name), how };
    case 'tag':
    case 'outcome':
    case 'own-status':
    case 'contact-field':
      return { name: kinds[change.what](change.after.name), how };
  }
}

export function problemLine({ where, code, detail }: SettingsFileProblem): string {
  const { problems, problemAt } = t.settingsFile;
  if (code in problems) {
    const text = problems[code as keyof typeof problems];
    return where === '' ? text : problemAt(where, `${text}. ${detail}`);
  }
  const why = isSettingName(where) ? problemText(where, Number(detail)) : null;
  const label = isSettingName(where) ? t.settings.items[where].label : where;
  return problemAt(label, why ?? `${problems.value}: ${detail}`);
}
