import { fieldValue } from '#shared/domain/contact-fields.ts';
import type { ContactFields } from '#shared/domain/contact-fields.ts';
import { fieldKeptBy } from '#shared/domain/defined-fields.ts';
import type { DefinedField } from '#shared/domain/defined-fields.ts';

export interface FieldRow {
  readonly field: DefinedField;
  readonly value: string | null;
}

/** What the contact's panel shows of a contact's fields. */
export interface FieldRows {
  readonly shown: readonly FieldRow[];
  /** On demand. */
  readonly more: readonly FieldRow[];
  /** Of fields that are offered no more. */
  readonly retired: readonly { readonly field: DefinedField; readonly value: string }[];
  /** What nobody has defined, by name. */
  readonly others: readonly (readonly [string, string])[];
}

export function fieldRows(defined: readonly DefinedField[], values: ContactFields): FieldRows {
  const rows = defined.map((field) => ({ field, value: fieldValue(values, field.key) }));
  const used = rows.filter(({ field }) => !field.isRetired);
  return {
    shown: used.filter(({ field }) => field.isOnPanel),
    more: used.filter(({ field }) => !field.isOnPanel),
    retired: rows.flatMap(({ field, value }) =>
      field.isRetired && value !== null ? [{ field, value }] : [],
    ),
    others: Object.entries(values).filter(([name]) => fieldKeptBy(defined, name) === null),
  };
}
