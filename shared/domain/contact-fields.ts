import { z } from 'zod';

/** What is known of a contact besides names and numbers: small texts by name. */
export const MOST_CONTACT_FIELDS = 60;

export const contactFieldNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069{}]+$/u);
export const contactFieldValueSchema = z.string().trim().min(1).max(500);

export const contactFieldsSchema = z.record(contactFieldNameSchema, contactFieldValueSchema);
export type ContactFields = Readonly<z.infer<typeof contactFieldsSchema>>;

/**
 * Names that differ only in case are one field; null takes the value away. The same object when
 * nothing changes, also because there is no room for one more.
 */
export function withField(
  fields: ContactFields,
  name: string,
  value: string | null,
): ContactFields {
  const known = keptName(fields, name);
  if (value === null) {
    if (known === undefined) return fields;
    return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== known));
  }
  if (known !== undefined && fields[known] === value) return fields;
  if (known === undefined && Object.keys(fields).length >= MOST_CONTACT_FIELDS) return fields;
  return { ...fields, [known ?? name]: value };
}

/** Null: nothing is known. */
export function fieldValue(fields: ContactFields, name: string): string | null {
  const known = keptName(fields, name);
  return known === undefined ? null : (fields[known] ?? null);
}

function keptName(fields: ContactFields, name: string): string | undefined {
  return Object.keys(fields).find((each) => fieldKey(each) === fieldKey(name));
}

export function fieldKey(name: string): string {
  return name.trim().toLocaleLowerCase();
}

/** Of two contacts that are one person: what both have is as the first one has it. */
export function mergedFields(kept: ContactFields, other: ContactFields): ContactFields {
  const keys = new Set(Object.keys(kept).map(fieldKey));
  const added = Object.entries(other).filter(([name]) => !keys.has(fieldKey(name)));
  return Object.fromEntries([...Object.entries(kept), ...added].slice(0, MOST_CONTACT_FIELDS));
}
