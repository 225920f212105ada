import {
  fieldKey,
  fieldValue,
  MOST_CONTACT_FIELDS,
  withField,
} from '#shared/domain/contact-fields.ts';
import { fieldKeptBy, readFieldValue } from '#shared/domain/defined-fields.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { currentOf, notFound } from '../ownership/claim.ts';
import { currentId } from './contact-handlers.ts';

/** Anybody may, whoever owns the chat, as with names: what is known of a contact is the office's. */
export function setFieldHandler(ledger: Ledger): CommandHandler<'contact.set-field'> {
  return ({ conversationId: named, name, value: wanted, before: shown }, caller) =>
    ledger.write((unit) => {
      const { tx, record } = unit;
      const conversationId = currentId(tx, named);
      const conversation = tx.conversations.get(conversationId);
      if (conversation === null) return notFound();
      const { fields } = conversation.contact;
      const field = fieldKeptBy(tx.labels.get().contactFields, name);
      const isKept = field !== null && !field.isRetired;
      const read = isKept ? readFieldValue(field, wanted ?? '') : null;
      if (read?.ok === false) {
        return fail('not-valid', `${field?.name ?? name} cannot be this.`, {
          problem: read.problem,
        });
      }
      const value =
        read === null ? (wanted === null || wanted.trim() === '' ? null : wanted) : read.value;
      if (!isKept && value !== null) {
        return fail('unknown-field', 'Nobody has defined this field, or it is no longer used.');
      }
      const before = fieldValue(fields, name);
      if (before !== shown && before !== value) {
        return fail('changed', 'Somebody has changed this meanwhile.', {
          value: before,
          byId: lastWriter(unit, conversationId, name),
        });
      }
      const after = withField(fields, name, value);
      if (value !== null && before !== value && after === fields) {
        return fail('too-many', `A contact has room for ${MOST_CONTACT_FIELDS} fields.`);
      }
      if (before !== value) {
        const kept = field?.key ?? name;
        record({ kind: 'contact.field-set', conversationId, name: kept, value, before }, caller.id);
      }
      return ok({ conversation: currentOf(unit, conversationId), value });
    });
}

function lastWriter({ tx }: Unit, id: ConversationId, name: string) {
  const ids = [id, ...tx.merges.under(id).map(({ goneId }) => goneId)];
  const last = tx.journal
    .handling(ids, 0, Number.MAX_SAFE_INTEGER)
    .findLast(
      ({ fact }) => fact.kind === 'contact.field-set' && fieldKey(fact.name) === fieldKey(name),
    );
  return last?.by ?? null;
}
