import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId } from '#shared/domain/ids.ts';
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
  const by = connection.prepare<[string], { by: AgentId | null }>(
    'settings.changedBy',
    'SELECT changed_by AS by FROM settings WHERE name = ?',
  );
  return {
    all: () => new Map(all.all().map(toEntry)),
    changedBy: (name) => by.get(name)?.by ?? null,
  };
}

function toEntry({ name, value }: SettingRow) {
  const result = settingValueSchema.safeParse(parseStored(value, `setting ${name}`));
  if (!result.success) throw damaged(`setting ${name}`, result.error);
  return [name, result.data] as const;
}

export function settingWrites(connection: Prepares): Pick<Tx['state'], 'putSetting'> {
  const put = connection.prepare<[string, string, AgentId | null], never>(
    'settings.put',
    `INSERT INTO settings (name, value, changed_by) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by`,
  );
  return { putSetting: (name, value, by) => void put.run(name, JSON.stringify(value), by) };
}
