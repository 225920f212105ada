import type { Agent } from '#shared/domain/agent.ts';
import { changedField, MOST_DEFINED_FIELDS, newField } from '#shared/domain/defined-fields.ts';
import type { DefinedFieldId, OutcomeId, QuickReplyId, TagId } from '#shared/domain/ids.ts';
import { MOST_QUICK_REPLIES } from '#shared/domain/quick-replies.ts';
import { changesBy } from '#shared/domain/settings-changes.ts';
import type { SettingsChange } from '#shared/domain/settings-changes.ts';
import { isSettingName, settingProblem, settingsFrom } from '#shared/domain/settings.ts';
import { problemOfAll } from '#shared/domain/settings-together.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { nextLabelId } from '../labels/next-label-id.ts';

/** All of it or nothing, each change a fact of its own. */
export function importSettingsHandler(ledger: Ledger): CommandHandler<'settings.import'> {
  return async ({ file }, caller) => {
    if (caller.role !== 'admin') return fail('forbidden', 'Only admins see and change settings.');
    const wrong = Object.entries(file.settings).find(
      ([name, value]) => isSettingName(name) && settingProblem(name, value) !== null,
    );
    if (wrong !== undefined) {
      return fail('not-valid', `${wrong[0]} cannot be ${JSON.stringify(wrong[1])}.`);
    }
    return ledger.write((unit) => {
      const { tx } = unit;
      const current = {
        settings: settingsFrom(tx.settings.all()),
        labels: tx.labels.get(),
        hours: tx.hours.get().office,
      };
      const contrary = problemOfAll(current.settings, file.settings);
      if (contrary !== null) {
        return fail(
          'not-valid',
          `${contrary} does not go with the others: amber comes before red.`,
        );
      }
      const changes = changesBy(file, current);
      const added = changes.filter(({ what, before }) => what === 'quick-reply' && before === null);
      const had = current.labels.quickReplies.filter(({ ownerId }) => ownerId === null);
      if (had.length + added.length > MOST_QUICK_REPLIES) {
        return fail('too-many', `There is room for ${MOST_QUICK_REPLIES} quick replies.`);
      }
      const fields = changes.filter(
        ({ what, before }) => what === 'contact-field' && before === null,
      );
      if (current.labels.contactFields.length + fields.length > MOST_DEFINED_FIELDS) {
        return fail('too-many', `There is room for ${MOST_DEFINED_FIELDS} fields of contacts.`);
      }
      if (changes.length > 0) {
        const fact = { kind: 'file.imported', file: 'settings', name: '' } as const;
        unit.record({ ...fact, changes: changes.length }, caller.id);
      }
      for (const change of changes) apply(unit, change, caller);
      return ok({ changes: changes.length });
    });
  };
}

function apply({ tx, record }: Unit, change: SettingsChange, { id: by }: Agent): void {
  const { tags, outcomes, quickReplies, contactFields } = tx.labels.get();
  switch (change.what) {
    case 'setting': {
      const { name, before, after } = change;
      record({ kind: 'settings.changed', name, before, after }, by);
      break;
    }
    case 'tag': {
      const id = change.before?.id ?? (nextLabelId(tags) as TagId);
      const { before } = change;
      record({ kind: 'tag.saved', tag: { ...change.after, id }, before }, by);
      break;
    }
    case 'outcome': {
      const id = change.before?.id ?? (nextLabelId(outcomes) as OutcomeId);
      const { before } = change;
      record({ kind: 'outcome.saved', outcome: { ...change.after, id }, before }, by);
      break;
    }
    case 'contact-field': {
      const { before, after } = change;
      const id = nextLabelId(contactFields) as DefinedFieldId;
      const field =
        before === null ? newField({ id, ...after }, contactFields) : changedField(before, after);
      record({ kind: 'contact-field.saved', before, field }, by);
      break;
    }
    case 'quick-reply': {
      const id = change.before?.id ?? (nextLabelId(quickReplies) as QuickReplyId);
      const file = change.before?.file ?? null;
      const quickReply = { ...change.after, id, ownerId: null, file };
      record({ kind: 'quick-reply.saved', quickReply, before: change.before }, by);
      break;
    }
    case 'snooze-presets': {
      const before = [...change.before];
      record({ kind: 'snooze-presets.changed', before, after: [...change.after] }, by);
      break;
    }
    case 'hours': {
      const { before, after } = change;
      record({ kind: 'hours.office-changed', before, after }, by);
      break;
    }
  }
}
