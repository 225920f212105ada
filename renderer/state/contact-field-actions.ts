import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { choiceOf, MOST_DEFINED_FIELDS } from '#shared/domain/defined-fields.ts';
import type { DefinedField, FieldChoice } from '#shared/domain/defined-fields.ts';
import type { DefinedFieldId } from '#shared/domain/ids.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

const text = t.contactFields;

/** Null: it is saved; else why not. */
export async function saveField(
  desk: Desk,
  id: DefinedFieldId | null,
  field: FieldChoice,
  seen: DefinedField | null,
): Promise<CommandFailure | null> {
  const reply = await desk.client.command('contact-field.save', {
    id,
    field,
    ...(seen === null ? {} : { seen: choiceOf(seen) }),
  });
  if (!reply.ok) return reply;
  const { before, field: saved } = reply.value;
  const undo = () =>
    void (before === null
      ? undone(desk, desk.client.command('contact-field.remove', { fieldId: saved.id }))
      : undone(
          desk,
          desk.client.command('contact-field.save', {
            id,
            field: choiceOf(before),
            seen: choiceOf(saved),
          }),
        ));
  if (JSON.stringify(before) !== JSON.stringify(saved)) {
    tellChange(desk, text.saved(saved.name), undo);
  }
  return null;
}

/** Deleted, or retired when contacts have it filled in. */
export async function removeField(desk: Desk, field: DefinedField): Promise<void> {
  const { id: fieldId, name } = field;
  const reply = await desk.client.command('contact-field.remove', { fieldId });
  if (!reply.ok) return void desk.toasts.show(explainField(reply), 'bad');
  const isGone = reply.value.became === 'removed';
  const id = isGone ? null : fieldId;
  const again = { id, field: choiceOf(field) };
  const undo = () => void undone(desk, desk.client.command('contact-field.save', again));
  const said = isGone ? text.removed(name) : text.nowRetired(name);
  tellChange(desk, said, undo);
}

export async function orderFields(desk: Desk, fieldIds: readonly DefinedFieldId[]): Promise<void> {
  const reply = await desk.client.command('contact-field.order', { fieldIds: [...fieldIds] });
  if (!reply.ok) return void desk.toasts.show(explainField(reply), 'bad');
  const { before } = reply.value;
  const undo = () =>
    void undone(desk, desk.client.command('contact-field.order', { fieldIds: before }));
  tellChange(desk, text.ordered, undo);
}

export function explainField(failure: CommandFailure): string {
  if (failure.code === 'name-taken') return text.form.taken;
  if (failure.code === 'changed') return t.changedMeanwhile.notUndone;
  if (failure.code === 'too-many') return text.full(MOST_DEFINED_FIELDS);
  return explain(failure);
}

async function undone(
  desk: Desk,
  saving: Promise<{ readonly ok: true } | CommandFailure>,
): Promise<void> {
  const reply = await saving;
  if (reply.ok) tellChange(desk, text.undone, null);
  else desk.toasts.show(explainField(reply), 'bad');
}
