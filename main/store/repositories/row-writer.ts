import { invariant } from '#shared/util/assert.ts';
import type { Bindable, Prepares, Query } from '../connection.ts';

interface RowWriter<Stored> {
  insert(id: number, values: Bindable[]): void;
  /** Writes only the columns that differ and returns the row as it was. It must exist. */
  update(id: number, values: Bindable[]): Stored;
  put(id: number, values: Bindable[]): void;
}

type Row = Readonly<Record<string, Bindable>>;

/**
 * Writes whole rows of a table with an `id`; values come in the order of `columns`. An update
 * that names an indexed column rewrites its index entries even when the value stays, and most of
 * a commit's cost is the number of pages it touches: hence only what differs.
 */
export function rowWriter<Stored extends Row = Row>(
  connection: Prepares,
  table: string,
  columns: readonly string[],
): RowWriter<Stored> {
  const current = connection.prepare<[number], Stored>(
    `${table}.current`,
    `SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`,
  );
  const insert = connection.prepare<[...Bindable[], number], never>(
    `${table}.insert`,
    `INSERT INTO ${table} (${columns.join(', ')}, id)
     VALUES (${columns.map(() => '?').join(', ')}, ?)`,
  );
  const updateOf = updatesOf(connection, table);

  const change = (id: number, old: Row, values: Bindable[]) => {
    const changed = columns.filter((column, index) => old[column] !== values[index]);
    if (changed.length === 0) return;
    const changedValues = values.filter((value, index) => old[columns[index] ?? ''] !== value);
    updateOf(changed).run(...changedValues, id);
  };
  return {
    insert: (id, values) => void insert.run(...values, id),
    update(id, values) {
      const old = current.get(id);
      invariant(old !== undefined, `${table} has ${id} before it changes`);
      change(id, old, values);
      return old;
    },
    put(id, values) {
      const old = current.get(id);
      if (old === undefined) insert.run(...values, id);
      else change(id, old, values);
    },
  };
}

/** One statement for each set of columns that was ever changed together; there are few. */
function updatesOf(connection: Prepares, table: string) {
  const prepared = new Map<string, Query<[...Bindable[], number], never>>();
  return (columns: readonly string[]) => {
    const assignments = columns.map((column) => `${column} = ?`).join(', ');
    const known = prepared.get(assignments);
    if (known !== undefined) return known;
    const query = connection.prepare<[...Bindable[], number], never>(
      `${table}.update`,
      `UPDATE ${table} SET ${assignments} WHERE id = ?`,
    );
    prepared.set(assignments, query);
    return query;
  };
}
