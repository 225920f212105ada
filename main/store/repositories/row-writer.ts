import { invariant } from '#shared/util/assert.ts';
import type { Bindable, Prepares, Query } from '../connection.ts';

interface RowWriter<Stored> {
  insert(id: number, values: Bindable[]): void;
  /** Writes only the columns that differ and returns the row as it was. It must exist. */
  update(id: number, values: Bindable[]): Stored;
  /** Inserts or updates it, and returns the row as it was. */
  put(id: number, values: Bindable[]): Stored | undefined;
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
  const change = rowChanges(connection, table, columns);
  const valuesIn = (row: Row) => columns.map((column) => row[column] ?? null);
  return {
    insert: (id, values) => void insert.run(...values, id),
    update(id, values) {
      const old = current.get(id);
      invariant(old !== undefined, `${table} has ${id} before it changes`);
      change(id, valuesIn(old), values);
      return old;
    },
    put(id, values) {
      const old = current.get(id);
      if (old === undefined) insert.run(...values, id);
      else change(id, valuesIn(old), values);
      return old;
    },
  };
}

/** Updates the columns in which two rows differ; values come in the order of `columns`. */
export function rowChanges(
  connection: Prepares,
  table: string,
  columns: readonly string[],
): (id: number, before: readonly Bindable[], now: readonly Bindable[]) => void {
  invariant(columns.length < 53, 'a set of columns fits into the exact part of a number');
  const updateOf = updatesOf(connection, table, columns);
  return (id, before, now) => {
    // One power of two for each column: this runs for every message that comes in.
    let changed = 0;
    const values = now.filter((value, index) => {
      if (before[index] === value) return false;
      changed += 2 ** index;
      return true;
    });
    if (changed !== 0) updateOf(changed).run(...values, id);
  };
}

/** One statement for each set of columns that was ever changed together; there are few. */
function updatesOf(connection: Prepares, table: string, columns: readonly string[]) {
  const prepared = new Map<number, Query<[...Bindable[], number], never>>();
  return (changed: number) => {
    const known = prepared.get(changed);
    if (known !== undefined) return known;
    const assignments = columns
      .filter((_column, index) => Math.floor(changed / 2 ** index) % 2 === 1)
      .map((column) => `${column} = ?`);
    const query = connection.prepare<[...Bindable[], number], never>(
      `${table}.update`,
      `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ?`,
    );
    prepared.set(changed, query);
    return query;
  };
}
