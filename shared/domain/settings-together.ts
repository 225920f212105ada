import { settingNames, settingOf, settingsFrom } from './settings.ts';
import type { SettingName, Settings, SettingValue } from './settings.ts';

/** Why a value that is right by itself does not go with the others. */
export type TogetherProblem = 'amber-not-before-red' | 'red-not-after-amber';

/** What is in force with some of it changed. */
export function withSettings(
  settings: Settings,
  changes: Iterable<readonly [string, SettingValue]>,
): Settings {
  const now = settingNames.map((name) => [name, settingOf(settings, name)] as const);
  return settingsFrom([...now, ...changes]);
}

/** Null: it goes with them. A wait is marked before it is marked as urgent. */
export function togetherProblem(
  settings: Settings,
  name: SettingName,
  value: SettingValue,
): TogetherProblem | null {
  if (name !== 'waiting.amberMinutes' && name !== 'waiting.redMinutes') return null;
  const { amberMinutes, redMinutes } = withSettings(settings, [[name, value]]).waiting;
  if (amberMinutes < redMinutes) return null;
  return name === 'waiting.amberMinutes' ? 'amber-not-before-red' : 'red-not-after-amber';
}

/** Of several that change at once: what counts is how they are together afterwards. */
export function problemOfAll(
  settings: Settings,
  changes: Readonly<Record<string, SettingValue>>,
): SettingName | null {
  const after = withSettings(settings, Object.entries(changes));
  const names = settingNames.filter((name) => Object.hasOwn(changes, name));
  return (
    names.find((name) => togetherProblem(after, name, settingOf(after, name)) !== null) ?? null
  );
}
