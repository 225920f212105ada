import { t } from '#renderer/i18n/index.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';

/** What a change does at once that no undo brings back, and should be asked about; null: nothing. */
export function happensAtOnce(
  { conversations }: Pick<Desk, 'conversations'>,
  name: SettingName,
  before: SettingValue,
  after: SettingValue,
): { readonly text: string; readonly goOn: string } | null {
  const { givenOut, goOn, browsersOff, shutOut } = t.settings.atOnce;
  if (name === 'computers.browsers' && before === true) {
    return { text: browsersOff, goOn: shutOut };
  }
  const { waiting } = conversations.counts;
  const isGivenOut = name === 'routing.mode' && before === 'manual' && after !== 'manual';
  return isGivenOut && waiting > 0 ? { text: givenOut(waiting), goOn } : null;
}
