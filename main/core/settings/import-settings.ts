import type { Agent } from '#shared/domain/agent.ts';
import { changedField, MOST_DEFINED_FIELDS, newField } from '#shared/domain/defined-fields.ts';
import type {
  DefinedFieldId,
  OutcomeId,
  OwnStatusId,
  QuickReplyId,
  Seq,
  TagId,
} from '#shared/domain/ids.ts';
import { labelKey } from '#shared/domain/labels.ts';
import type { Logo } from '#shared/domain/logo.ts';
import { MOST_OWN_STATUSES } from '#shared/domain/own-statuses.ts';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import { MOST_QUICK_REPLIES } from '#shared/domain/quick-replies.ts';
import { RULE_LIMITS } from '#shared/domain/rules/limits.ts';
import type { AutomationChange, OfficeAutomation } from '#shared/domain/settings-automation.ts';
import { automationBy, changesBy } from '#shared/domain/settings-changes.ts';
import type { SettingsChange } from '#shared/domain/settings-changes.ts';
import { isSettingName, settingProblem, settingsFrom } from '#shared/domain/settings.ts';
import { problemOfAll } from '#shared/domain/settings-together.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { saveFlow } from '../bot/save-flow.ts';
import type { Pictures } from '../ports/system.ts';
import type { Reads } from '../ports/reads.ts';
import { saveRule } from '../rules/rule-commands.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { nextLabelId } from '../labels/next-label-id.ts';

/** All of it or nothing, each change a fact of its own. */
export function importSettingsHandler(
  ledger: Ledger,
  pictures: Pictures,
): CommandHandler<'settings.import'> {
  return async ({ file }, caller) => {
    const wrong = Object.entries(file.settings).find(
      ([name, value]) => isSettingName(name) && settingProblem(name, value) !== null,
    );
    if (wrong !== undefined) {
      return fail('not-valid', `${wrong[0]} cannot be ${JSON.stringify(wrong[1])}.`);
    }
    const logo = file.logo === null ? null : pictures.logo(file.logo);
    if (file.logo !== null && logo === null) {
      return fail('not-valid', 'The logo is no PNG of at most 480 pixels on its longer side.');
    }
    return ledger.write((unit) => {
      const { tx } = unit;
      const current = {
        settings: settingsFrom(tx.settings.all()),
        labels: tx.labels.get(),
        hours: tx.hours.get().office,
        automation: automationOf(tx),
        logo: tx.logo.get(),
      };
      const contrary = problemOfAll(current.settings, file.settings);
      if (contrary !== null) {
        return fail(
          'not-valid',
          `${contrary} does not go with the others: amber comes before red.`,
        );
      }
      const changes = changesBy({ ...file, logo: logo?.data ?? null }, current);
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
      const offered = statusesWith(current.labels.ownStatuses, file.ownStatuses);
      if (offered > MOST_OWN_STATUSES) {
        return fail('too-many', `There is room for ${MOST_OWN_STATUSES} statuses.`);
      }
      const [acting, plain] = [changes.filter(isOfAutomation), changes.filter(isPlain)];
      const isNewRule = ({ what, before }: SettingsChange) => what === 'rule' && before === null;
      if (tx.rules.all().length + acting.filter(isNewRule).length > RULE_LIMITS.rules) {
        return fail('too-many', `There is room for ${RULE_LIMITS.rules} rules.`);
      }
      const first = nextSeq(tx);
      for (const change of plain) apply(unit, change, caller, logo);
      // Again, as what they name has its id now.
      const named = { ...current, labels: tx.labels.get() };
      for (const change of automationBy(file, named).changes) applyAutomation(unit, change, caller);
      const importId = nextSeq(tx);
      const done = importId - first;
      if (done === 0) return ok({ changes: 0, importId: null });
      const fact = { kind: 'file.imported', file: 'settings', name: '' } as const;
      unit.record({ ...fact, changes: done, first }, caller.id);
      return ok({ changes: done, importId });
    });
  };
}

/** How many could be chosen with those of a file, which are called the same or are new. */
function statusesWith(had: readonly OwnStatus[], inFile: readonly Omit<OwnStatus, 'id'>[]): number {
  const all = new Map([...had, ...inFile].map((each) => [labelKey(each.name), each]));
  return [...all.values()].filter(({ isRetired }) => !isRetired).length;
}

function nextSeq({ journal }: Reads): Seq {
  return (journal.head() + 1) as Seq;
}

function isOfAutomation(change: SettingsChange): change is AutomationChange {
  return change.what === 'rule' || change.what === 'flow';
}

type PlainChange = Exclude<SettingsChange, AutomationChange>;

function isPlain(change: SettingsChange): change is PlainChange {
  return !isOfAutomation(change);
}

function automationOf({ rules, bot, agents }: Reads): OfficeAutomation {
  return {
    rules: rules.all().map(({ rule }) => rule),
    flows: bot.flows().map(({ flow }) => flow),
    agents: agents.all(),
  };
}

/** What cannot work after all is left as it was; the rest does not wait for that. */
function applyAutomation(unit: Unit, { what, before, after }: AutomationChange, by: Agent): void {
  const { rules, bot } = unit.tx;
  if (what === 'rule') {
    const known = rules.all().find(({ rule }) => rule.name === before?.name) ?? null;
    const { id: ruleId = null, version: baseVersion = 0 } = known ?? {};
    saveRule(unit, { ruleId, baseVersion, rule: after }, by);
  } else {
    const known = bot.flows().find(({ flow }) => flow.name === before?.name) ?? null;
    const { id: flowId = null, version: baseVersion = 0 } = known ?? {};
    saveFlow(unit, { flowId, baseVersion, flow: after }, by);
  }
}

function apply(
  { tx, record }: Unit,
  change: PlainChange,
  { id: by }: Agent,
  logo: Logo | null,
): void {
  const { tags, outcomes, quickReplies, contactFields, ownStatuses } = tx.labels.get();
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
    case 'own-status': {
      const { before, after } = change;
      const id = before?.id ?? (nextLabelId(ownStatuses) as OwnStatusId);
      record({ kind: 'own-status.saved', ownStatus: { ...after, id }, before }, by);
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
    case 'survey-texts': {
      const { before, after } = change;
      record({ kind: 'survey.texts-changed', before, after }, by);
      break;
    }
    case 'logo': {
      record({ kind: 'logo.changed', before: change.before, after: logo }, by);
      break;
    }
    case 'hours': {
      const { before, after } = change;
      record({ kind: 'hours.office-changed', before, after }, by);
      break;
    }
  }
}
