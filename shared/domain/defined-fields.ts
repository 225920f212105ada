import { z } from 'zod';
import {
  contactFieldNameSchema,
  contactFieldValueSchema,
  fieldKey,
  fieldValue,
} from './contact-fields.ts';
import type { ContactFields } from './contact-fields.ts';
import { definedFieldIdSchema } from './ids.ts';

/** Well below what a contact has room for, so that what flows note finds a place too. */
export const MOST_DEFINED_FIELDS = 40;
export const MOST_FIELD_OPTIONS = 50;
const MOST_EARLIER_NAMES = 20;

export const fieldTypes = ['text', 'number', 'date', 'choice', 'yes-no', 'link', 'email'] as const;
export type FieldType = (typeof fieldTypes)[number];

export const fieldOptionSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]+$/u);

const chosen = {
  name: contactFieldNameSchema,
  type: z.enum(fieldTypes),
  /** Of a choice, in their order; of all others there are none. */
  options: z.array(fieldOptionSchema).max(MOST_FIELD_OPTIONS),
  help: z.string().trim().max(200),
  /** Always there in the contact's panel; others are there on demand. */
  isOnPanel: z.boolean(),
  /** Offered no more; what contacts have stays readable. */
  isRetired: z.boolean(),
};

/** What an admin chooses of a field. */
export const fieldChoiceSchema = z
  .object(chosen)
  .refine(({ type, options }) => type !== 'choice' || options.length > 0, {
    message: 'A choice has at least one option.',
    path: ['options'],
  })
  .refine(({ options }) => new Set(options.map(fieldKey)).size === options.length, {
    message: 'Each option is there once.',
    path: ['options'],
  });
export type FieldChoice = Readonly<z.infer<typeof fieldChoiceSchema>>;

/** A field of contacts that the office has defined. */
export const definedFieldSchema = z.object({
  id: definedFieldIdSchema,
  /** By this name contacts keep its value, whatever it is called since. */
  key: contactFieldNameSchema,
  /** So that texts and flows with one of them go on. */
  earlierNames: z.array(contactFieldNameSchema).max(MOST_EARLIER_NAMES),
  ...chosen,
});
export type DefinedField = Readonly<z.infer<typeof definedFieldSchema>>;

export const definedFieldFacts = [
  z.object({
    kind: z.literal('contact-field.saved'),
    before: definedFieldSchema.nullable(),
    field: definedFieldSchema,
  }),
  z.object({ kind: z.literal('contact-field.removed'), field: definedFieldSchema }),
  z.object({
    kind: z.literal('contact-field.ordered'),
    before: z.array(definedFieldIdSchema),
    after: z.array(definedFieldIdSchema),
  }),
] as const;

/** What it is called now comes before what it is kept by or was called once. */
export function fieldNamed(fields: readonly DefinedField[], name: string): DefinedField | null {
  const wanted = fieldKey(name);
  const isIt = (each: string) => fieldKey(each) === wanted;
  return (
    fields.find((field) => isIt(field.name)) ??
    fields.find(({ key }) => isIt(key)) ??
    fields.find(({ earlierNames }) => earlierNames.some(isIt)) ??
    null
  );
}

/** The field whose values contacts keep by this name. */
export function fieldKeptBy(fields: readonly DefinedField[], key: string): DefinedField | null {
  return fields.find((field) => fieldKey(field.key) === fieldKey(key)) ?? null;
}

/**
 * Where, and how, something said belongs that a flow or a rule calls so; what does not fit the
 * field's type stays as it was said.
 */
export function noteFor(
  fields: readonly DefinedField[],
  name: string,
  said: string,
): { readonly name: string; readonly value: string } {
  const field = fieldNamed(fields, name);
  if (field === null) return { name, value: said };
  const read = readFieldValue(field, said);
  return { name: field.key, value: (read.ok ? read.value : null) ?? said };
}

/** What a contact has by whatever its fields are called, now or once. */
export function byEveryName(fields: readonly DefinedField[], values: ContactFields): ContactFields {
  const named = fields.flatMap(({ key, name, earlierNames }) => {
    const value = fieldValue(values, key);
    if (value === null) return [];
    const others = [...earlierNames, key, name].filter(
      (each) => fieldNamed(fields, each)?.key === key,
    );
    return others.map((each) => [each, value] as const);
  });
  const rest = Object.entries(values).filter(([name]) => fieldKeptBy(fields, name) === null);
  return Object.fromEntries([...rest, ...named]);
}

/** Of a field, what an admin chose. */
export function choiceOf(field: DefinedField): FieldChoice {
  const { name, type, options, help, isOnPanel, isRetired } = field;
  return { name, type, options, help, isOnPanel, isRetired };
}

/** A new definition takes over what contacts have by its name already. */
export function newField(
  { id, ...choice }: FieldChoice & { readonly id: DefinedField['id'] },
  others: readonly DefinedField[],
): DefinedField {
  return { id, key: freeKey(choice.name, others), earlierNames: [], ...normal(choice) };
}

export function changedField(before: DefinedField, choice: FieldChoice): DefinedField {
  const next = normal(choice);
  const isRenamed = fieldKey(before.name) !== fieldKey(next.name);
  const names = [...before.earlierNames, before.name].filter(
    (name) => fieldKey(name) !== fieldKey(next.name),
  );
  const earlierNames = isRenamed ? names.slice(-MOST_EARLIER_NAMES) : before.earlierNames;
  return { id: before.id, key: before.key, earlierNames, ...next };
}

function normal({ name, type, options, help, isOnPanel, isRetired }: FieldChoice): FieldChoice {
  return { name, type, options: type === 'choice' ? options : [], help, isOnPanel, isRetired };
}

/** Another field may keep its values by a name that it is no longer called. */
function freeKey(name: string, others: readonly DefinedField[]): string {
  let key = name;
  for (let n = 2; fieldKeptBy(others, key) !== null; n++) key = `${name.slice(0, 36)} ${n}`;
  return key;
}

export type FieldValueProblem =
  | 'too-long'
  | 'not-a-text'
  | 'not-a-number'
  | 'unclear-number'
  | 'not-a-date'
  | 'not-a-choice'
  | 'not-yes-no'
  | 'not-a-link'
  | 'not-an-email';

export type ReadFieldValue =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly problem: FieldValueProblem };

/**
 * What somebody typed, as contacts keep it: `12.5`, `2026-12-24`, `yes` or `no`, a link with its
 * scheme. Null: nothing.
 */
export function readFieldValue(
  { type, options }: Pick<DefinedField, 'type' | 'options'>,
  typed: string,
): ReadFieldValue {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  const read = READERS[type](text, options);
  if (!read.ok || read.value === null) return read;
  if (read.value.length > 500) return wrong('too-long');
  return contactFieldValueSchema.safeParse(read.value).success ? read : wrong('not-a-text');
}

/** Whether what a contact has is as its field wants it: flows and imports note what they hear. */
export function fitsField(field: Pick<DefinedField, 'type' | 'options'>, value: string): boolean {
  return readFieldValue(field, value).ok;
}

type Read = (text: string, options: readonly string[]) => ReadFieldValue;

const READERS: Readonly<Record<FieldType, Read>> = {
  text: (text) => right(text),
  number: readNumber,
  date: (text) => (isDay(text) ? right(text) : wrong('not-a-date')),
  choice(text, options) {
    const option = options.find((each) => fieldKey(each) === fieldKey(text));
    return option === undefined ? wrong('not-a-choice') : right(option);
  },
  'yes-no'(text) {
    const said = text.toLowerCase();
    return said === 'yes' || said === 'no' ? right(said) : wrong('not-yes-no');
  },
  link: readLink,
  email(text) {
    const isOne = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.\p{L}{2,}$/u.test(text);
    return isOne ? right(text) : wrong('not-an-email');
  },
};

function right(value: string): ReadFieldValue {
  return { ok: true, value };
}

function wrong(problem: FieldValueProblem): ReadFieldValue {
  return { ok: false, problem };
}

/** `1.000` may be a thousand or one: whoever knows is asked. */
function readNumber(text: string): ReadFieldValue {
  const [, sign = '', whole = '', part = ''] =
    /^([-+\u2212]?)(\d{1,15})(?:[.,](\d{1,10}))?$/.exec(text) ?? [];
  if (whole === '') return wrong('not-a-number');
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (part.length === 3 && digits !== '0') return wrong('unclear-number');
  const minus = sign === '' || sign === '+' ? '' : '-';
  return right(`${minus}${digits}${part === '' ? '' : `.${part}`}`);
}

/** A day of the calendar, from 1900 to 2199. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    year >= 1_900 && year < 2_200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
}

/** What opens a page, and nothing else: a link that runs something is none. */
function readLink(text: string): ReadFieldValue {
  const link =
    /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+\.[^/]+:\d/.test(text) ? text : `https://${text}`;
  const isOne = /^https?:\/\/[^\s/?#@:]+\.[^\s/?#@:.]{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/i.test(link);
  return isOne ? right(link) : wrong('not-a-link');
}
