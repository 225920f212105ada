import { ownStatusSchema } from '#shared/domain/own-statuses.ts';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import type { LabelFact } from '#shared/domain/labels.ts';
import type { Prepares } from '../connection.ts';
import { damaged } from './stored-json.ts';

export type OwnStatusFact = Extract<LabelFact, { readonly kind: `own-status.${string}` }>;

export function isOwnStatusFact(fact: LabelFact): fact is OwnStatusFact {
  return fact.kind.startsWith('own-status.');
}

export function ownStatusReads(connection: Prepares): () => OwnStatus[] {
  const all = connection.prepare<
    [],
    { id: number; name: string; colour: string; here: number; retired: number }
  >(
    'ownStatuses.all',
    `SELECT id, name, colour, is_here AS here, is_retired AS retired FROM own_statuses ORDER BY id`,
  );
  return () =>
    all.all().map(({ here, retired, ...row }) => {
      const read = ownStatusSchema.safeParse({
        ...row,
        isHere: here === 1,
        isRetired: retired === 1,
      });
      if (!read.success) throw damaged(`own status ${row.id}`, read.error);
      return read.data;
    });
}

export function ownStatusWrites(connection: Prepares): (fact: OwnStatusFact) => void {
  const put = connection.prepare<[number, string, string, number, number], never>(
    'ownStatuses.put',
    `INSERT INTO own_statuses (id, name, colour, is_here, is_retired) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour,
       is_here = excluded.is_here, is_retired = excluded.is_retired`,
  );
  const drop = connection.prepare<[number], never>(
    'ownStatuses.drop',
    'DELETE FROM own_statuses WHERE id = ?',
  );
  return ({ kind, ownStatus: { id, name, colour, isHere, isRetired } }) => {
    if (kind === 'own-status.removed') drop.run(id);
    else put.run(id, name, colour, isHere ? 1 : 0, isRetired ? 1 : 0);
  };
}
