import { definedFieldSchema } from '#shared/domain/defined-fields.ts';
import type { DefinedField } from '#shared/domain/defined-fields.ts';
import type { LabelFact } from '#shared/domain/labels.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

export function definedFieldReads(connection: Prepares): () => DefinedField[] {
  const all = connection.prepare<[], { id: number; field: string }>(
    'definedFields.all',
    'SELECT id, field FROM contact_fields ORDER BY position, id',
  );
  return () =>
    all.all().map(({ id, field }) => {
      const parsed = definedFieldSchema.safeParse(parseStored(field, `field ${id}`));
      if (!parsed.success) throw damaged(`field ${id}`, parsed.error);
      return parsed.data;
    });
}

type DefinedFieldFact = Extract<LabelFact, { readonly kind: `contact-field.${string}` }>;

export function definedFieldWrites(connection: Prepares): (fact: DefinedFieldFact) => void {
  // A new one is the last one; a changed one stays where it is.
  const put = connection.prepare<[number, string], never>(
    'definedFields.put',
    `INSERT INTO contact_fields (id, position, field)
     VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM contact_fields), ?)
     ON CONFLICT (id) DO UPDATE SET field = excluded.field`,
  );
  const remove = connection.prepare<[number], never>(
    'definedFields.remove',
    'DELETE FROM contact_fields WHERE id = ?',
  );
  const move = connection.prepare<[number, number], never>(
    'definedFields.move',
    'UPDATE contact_fields SET position = ? WHERE id = ?',
  );
  return (fact) => {
    switch (fact.kind) {
      case 'contact-field.saved':
        return void put.run(fact.field.id, JSON.stringify(fact.field));
      case 'contact-field.removed':
        return void remove.run(fact.field.id);
      case 'contact-field.ordered':
        return fact.after.forEach((id, index) => move.run(index + 1, id));
    }
  };
}
