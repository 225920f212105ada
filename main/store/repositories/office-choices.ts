import type { z } from 'zod';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

type ChoiceName = 'snooze-presets' | 'survey-texts' | 'logo';

/** Null: nothing was chosen. */
export function choiceRead<S extends z.ZodType>(
  connection: Prepares,
  name: ChoiceName,
  schema: S,
): () => z.infer<S> | null {
  const get = connection.prepare<[string], { value: string }>(
    'officeChoices.get',
    'SELECT value FROM office_choices WHERE name = ?',
  );
  return () => {
    const row = get.get(name);
    if (row === undefined) return null;
    const parsed = schema.safeParse(parseStored(row.value, name));
    if (!parsed.success) throw damaged(name, parsed.error);
    return parsed.data;
  };
}

export function choiceWrite(connection: Prepares): (name: ChoiceName, value: unknown) => void {
  const put = connection.prepare<[string, string], never>(
    'officeChoices.put',
    `INSERT INTO office_choices (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const remove = connection.prepare<[string], never>(
    'officeChoices.remove',
    'DELETE FROM office_choices WHERE name = ?',
  );
  return (name, value) =>
    void (value === null ? remove.run(name) : put.run(name, JSON.stringify(value)));
}
