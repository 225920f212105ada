import type { Seq } from '../domain/ids.ts';
import type { Settings, SettingValue } from '../domain/settings.ts';
import { withSettings } from '../domain/settings-together.ts';
import type { CommandResult } from '../protocol/commands/index.ts';

/** The settings as an admin's screen knows them: read once, then kept current by changes. */
export class SettingsCopy {
  current: Settings | null = null;
  readonly #changed = new Map<string, { readonly seq: Seq; readonly value: SettingValue }>();

  /** What was changed after the answer was made is newer than the answer. */
  read({ settings, upTo }: CommandResult<'settings.get'>): void {
    const newer = [...this.#changed].filter(([, { seq }]) => seq > upTo);
    this.current = withSettings(
      settings,
      newer.map(([name, { value }]) => [name, value]),
    );
  }

  changed(name: string, value: SettingValue, seq: Seq): void {
    this.#changed.set(name, { seq, value });
    if (this.current) this.current = withSettings(this.current, [[name, value]]);
  }

  forget(): void {
    this.#changed.clear();
  }
}
