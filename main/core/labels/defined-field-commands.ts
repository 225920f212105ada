import { fieldKey } from '#shared/domain/contact-fields.ts';
import {
  changedField,
  choiceOf,
  fieldChoiceSchema,
  MOST_DEFINED_FIELDS,
  newField,
} from '#shared/domain/defined-fields.ts';
import type { DefinedField, FieldChoice } from '#shared/domain/defined-fields.ts';
import type { DefinedFieldId } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import { changedMeanwhile, joined } from './changed-meanwhile.ts';
import { nextLabelId } from './next-label-id.ts';

type DefinedFieldHandlers = Pick<
  CommandHandlers,
  'contact-field.save' | 'contact-field.remove' | 'contact-field.order' | 'contact-field.uses'
>;

/** What an office wants to know of its contacts. */
export function definedFieldHandlers(ledger: Ledger): DefinedFieldHandlers {
  return {
    'contact-field.save': ({ id, field: wanted, seen }, caller) =>
      ledger.write(({ tx, record }) => {
        const all = tx.labels.get().contactFields;
        const before = all.find((each) => each.id === id) ?? null;
        if (id !== null && before === null) {
          return fail('not-found', 'There is no such field any more.');
        }
        const join = joined(before === null ? null : choiceOf(before), seen, wanted, isValid);
        if (!join.isOk) {
          invariant(before !== null, 'nobody changes what is not there yet');
          return changedMeanwhile(tx, 'contact-field', before, join.differs);
        }
        const choice = join.value;
        const others = all.filter((each) => each !== before);
        if (others.some(({ name }) => fieldKey(name) === fieldKey(choice.name))) {
          return fail('name-taken', `There is already a field called ${choice.name}.`);
        }
        if (others.length >= MOST_DEFINED_FIELDS) {
          return fail('too-many', `There is room for ${MOST_DEFINED_FIELDS} fields.`);
        }
        const field =
          before === null
            ? newField({ id: nextLabelId(all) as DefinedFieldId, ...choice }, others)
            : changedField(before, choice);
        if (JSON.stringify(field) !== JSON.stringify(before)) {
          record({ kind: 'contact-field.saved', before, field }, caller.id);
        }
        return ok({ before, field });
      }),

    'contact-field.remove': ({ fieldId }, caller) =>
      ledger.write(({ tx, record }) => {
        const before = tx.labels.get().contactFields.find(({ id }) => id === fieldId);
        if (before === undefined) return ok({ became: 'removed' });
        if (!isUsed(tx, before)) {
          record({ kind: 'contact-field.removed', field: before }, caller.id);
          return ok({ became: 'removed' });
        }
        if (!before.isRetired) {
          const field = { ...before, isRetired: true };
          record({ kind: 'contact-field.saved', before, field }, caller.id);
        }
        return ok({ became: 'retired' });
      }),

    'contact-field.order': ({ fieldIds }, caller) =>
      ledger.write(({ tx, record }) => {
        const before = tx.labels.get().contactFields.map(({ id }) => id);
        const isAll = fieldIds.length === before.length && new Set(fieldIds).size === before.length;
        if (!isAll || !fieldIds.every((id) => before.includes(id))) {
          return fail('moved-on', 'Somebody has added or deleted a field meanwhile.');
        }
        if (fieldIds.some((id, index) => id !== before[index])) {
          record({ kind: 'contact-field.ordered', before, after: fieldIds }, caller.id);
        }
        return ok({ before });
      }),

    'contact-field.uses': () => Promise.resolve(ok({ uses: ledger.read.contacts.fieldUses() })),
  };
}

function isValid(choice: FieldChoice): boolean {
  return fieldChoiceSchema.safeParse(choice).success;
}

function isUsed({ contacts }: Pick<Reads, 'contacts'>, { key }: DefinedField): boolean {
  return contacts.fieldUses().some(({ name }) => fieldKey(name) === fieldKey(key));
}
