import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldValue, withField } from '#shared/domain/contact-fields.ts';
import {
  byEveryName,
  changedField,
  fieldChoiceSchema,
  fieldKeptBy,
  fieldNamed,
  fieldTypes,
  fitsField,
  newField,
  noteFor,
  readFieldValue,
} from '#shared/domain/defined-fields.ts';
import type { DefinedField, FieldChoice, FieldType } from '#shared/domain/defined-fields.ts';
import type { DefinedFieldId } from '#shared/domain/ids.ts';

const choice = (name: string, more: Partial<FieldChoice> = {}): FieldChoice => ({
  name,
  type: 'text',
  options: [],
  help: '',
  isOnPanel: true,
  isRetired: false,
  ...more,
});
const made = (id: number, name: string, others: readonly DefinedField[] = []) =>
  newField({ id: id as DefinedFieldId, ...choice(name) }, others);

const options = ['Private', 'By the state'];
const read = (type: FieldType, typed: string) => {
  const result = readFieldValue({ type, options }, typed);
  return result.ok ? result.value : result;
};

describe('what is typed into a field', () => {
  test.each([
    ['text', '  some words ', 'some words'],
    ['number', '12', '12'],
    ['number', '-0012,50', '-12.50'],
    ['number', '0.125', '0.125'],
    ['date', '2028-02-29', '2028-02-29'],
    ['choice', 'private', 'Private'],
    ['yes-no', 'YES', 'yes'],
    ['link', 'www.example.com/a?b=c', 'https://www.example.com/a?b=c'],
    ['link', 'example.com:8443/x', 'https://example.com:8443/x'],
    ['link', 'http://example.com', 'http://example.com'],
    ['email', 'Anna@example.com', 'Anna@example.com'],
  ] as const)('of kind %s: %j is kept as %j', (type, typed, kept) => {
    expect(read(type, typed)).toBe(kept);
  });

  test.each([
    ['number', 'twelve', 'not-a-number'],
    ['number', '1e5', 'not-a-number'],
    ['number', '1.000', 'unclear-number'],
    ['date', '2026-02-29', 'not-a-date'],
    ['date', '1.2.2026', 'not-a-date'],
    ['date', '0026-01-01', 'not-a-date'],
    ['choice', 'Other', 'not-a-choice'],
    ['yes-no', 'maybe', 'not-yes-no'],
    ['link', 'javascript:alert(1)', 'not-a-link'],
    ['link', 'https://user@example.com', 'not-a-link'],
    ['link', 'two words.com', 'not-a-link'],
    ['link', 'example', 'not-a-link'],
    ['email', 'anna at example', 'not-an-email'],
    ['text', 'x'.repeat(501), 'too-long'],
  ] as const)('of kind %s: %j is refused', (type, typed, problem) => {
    expect(read(type, typed)).toEqual({ ok: false, problem });
  });

  test('empty is nothing known, whatever the kind', () => {
    for (const type of fieldTypes) expect(read(type, '  ')).toBeNull();
  });

  test('once kept it is read the same again', () => {
    const typed = fc.oneof(fc.string(), fc.double().map(String), fc.webUrl(), fc.emailAddress());
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), typed, (type, text) => {
        const first = readFieldValue({ type, options }, text);
        if (!first.ok || first.value === null) return;
        expect(fitsField({ type, options }, first.value)).toBe(true);
        expect(read(type, first.value)).toBe(first.value);
      }),
    );
  });
});

describe('a field that is called otherwise', () => {
  const need = made(1, 'Need');
  const wish = changedField(need, choice('Wish'));
  const dream = changedField(wish, choice('Dream'));

  test('keeps its values, and what names it by an earlier name means it', () => {
    expect(dream.key).toBe('Need');
    for (const name of ['Need', 'wish', 'DREAM']) expect(fieldNamed([dream], name)).toBe(dream);
    const values = withField({}, wish.key, 'A roof');
    expect(fieldValue(values, dream.key)).toBe('A roof');
  });

  test('leaves its earlier name to a new one, which keeps its values elsewhere', () => {
    const other = made(2, 'Need', [dream]);
    expect(other.key).not.toBe('Need');
    expect(fieldNamed([dream, other], 'need')).toBe(other);
    expect(fieldKeptBy([dream, other], 'Need')).toBe(dream);
  });

  test('back again it is as it was', () => {
    expect(changedField(wish, choice('Need')).earlierNames).toEqual(['Wish']);
    expect(changedField(need, choice('NEED')).earlierNames).toEqual([]);
  });

  test('no two ever keep their values in one place', () => {
    const step = fc.record({ rename: fc.boolean(), nth: fc.nat(5), name: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let fields: readonly DefinedField[] = [];
        for (const { rename, nth, name } of steps) {
          const called = `Field ${name}`;
          if (fields.some((each) => each.name === called)) continue;
          const index = nth % Math.max(1, fields.length);
          const one = fields[index];
          fields =
            rename && one !== undefined
              ? fields.with(index, changedField(one, choice(called)))
              : [...fields, made(fields.length + 1, called, fields)];
        }
        const keys = fields.map(({ key }) => key.toLowerCase());
        expect(new Set(keys).size).toBe(keys.length);
        for (const field of fields) expect(fieldNamed(fields, field.name)).toBe(field);
      }),
    );
  });
});

test('a choice has options, each once; other kinds keep none', () => {
  const list = choice('Insurance', { type: 'choice' });
  expect(fieldChoiceSchema.safeParse(list).success).toBe(false);
  expect(fieldChoiceSchema.safeParse({ ...list, options: ['A', 'a'] }).success).toBe(false);
  expect(fieldChoiceSchema.safeParse({ ...list, options }).success).toBe(true);
  const field = newField({ id: 1 as DefinedFieldId, ...list, options }, []);
  expect(changedField(field, { ...list, type: 'text', options }).options).toEqual([]);
});

describe('what a flow or a rule calls by a name', () => {
  const since = newField({ id: 1 as DefinedFieldId, ...choice('Since', { type: 'number' }) }, []);
  const renamed = changedField(since, choice('Years', { type: 'number' }));

  test('is kept by the field’s key, and as the field wants it when it fits', () => {
    expect(noteFor([renamed], 'since', '3,5')).toEqual({ name: 'Since', value: '3.5' });
    expect(noteFor([renamed], 'Years', 'a while')).toEqual({ name: 'Since', value: 'a while' });
    expect(noteFor([renamed], 'Other', '3,5')).toEqual({ name: 'Other', value: '3,5' });
  });

  test('is found by every name of the field, and by no other', () => {
    const known = byEveryName([renamed], { Since: '3.5', Other: 'x' });
    expect(known).toEqual({ Since: '3.5', Years: '3.5', Other: 'x' });
    const taken = made(2, 'Since', [renamed]);
    expect(byEveryName([renamed, taken], { Since: '3.5' })).toEqual({ Years: '3.5' });
  });
});
