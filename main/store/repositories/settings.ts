import type { Reads, Tx } from '#main/core/ports/store.ts';
import { settingValueSchema } from '#shared/domain/settings.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface SettingRow {
  readonly name: string;
  readonly value: string;
}

export function settingReads(connection: Prepares): Reads['settings'] {
  const all = connection.prepare<[], SettingRow>(
    'settings.all',
    'SELECT name, value FROM settings ORDER BY name',
  );
  return { all: () => new Map(all.all().map(toEntry)) };
}

function toEntry({ name, value }: SettingRow) {
  const result = settingValueSchema.safeParse(parseStored(value, `setting ${name}`));
  if (!result.success) throw damaged(`setting ${name}`, result.error);
  return [name, result.data] as const;
}

export function settingWrites(connection: Prepares): Pick<Tx['state'], 'putSetting'> {
  const put = connection.prepare<[string, string], never>(
    'settings.put',
    `INSERT INTO settings (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  return { putSetting: (name, value) => void put.run(name, JSON.stringify(value)) };
}
