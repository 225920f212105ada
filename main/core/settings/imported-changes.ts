import type { Seq } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import { settingOf, settingsFrom, isSettingName } from '#shared/domain/settings.ts';
import { isSamePresets } from '#shared/domain/snooze-presets.ts';
import { isSameSurvey } from '#shared/domain/survey/texts.ts';
import type { Reads } from '../ports/reads.ts';

const importedKinds = [
  'settings.changed',
  'logo.changed',
  'tag.saved',
  'outcome.saved',
  'own-status.saved',
  'contact-field.saved',
  'quick-reply.saved',
  'snooze-presets.changed',
  'survey.texts-changed',
  'hours.office-changed',
  'rule.saved',
  'bot.flow-saved',
] as const;

/** What an import does to a thing that is chosen in the settings. */
export type ImportedFact = Extract<Fact, { readonly kind: (typeof importedKinds)[number] }>;

export type ThingKind =
  | 'setting'
  | 'logo'
  | 'tag'
  | 'outcome'
  | 'own-status'
  | 'contact-field'
  | 'quick-reply'
  | 'snooze-presets'
  | 'survey-texts'
  | 'hours'
  | 'rule'
  | 'flow';

/** As screens call it: a setting by its `section.setting`, others by their own name. */
export interface Thing {
  readonly what: ThingKind;
  readonly id: number | string;
  readonly name: string;
}

/** What these imports changed, in order; null: one of them is no import that can be taken back. */
export function entriesOfImports(
  { journal }: Reads,
  imports: readonly Seq[],
): readonly JournalEntry[] | null {
  const all: JournalEntry[] = [];
  for (const seq of [...new Set(imports)].sort((a, b) => a - b)) {
    const [entry] = journal.after((seq - 1) as Seq, 1);
    if (entry?.seq !== seq || entry.fact.kind !== 'file.imported') return null;
    const { first } = entry.fact;
    if (first === undefined) return null;
    all.push(...journal.after((first - 1) as Seq, seq - first));
  }
  return all;
}

export function isImportedFact(fact: Fact): fact is ImportedFact {
  return importedKinds.some((kind) => kind === fact.kind);
}

export function thingOf(fact: Fact): Thing | null {
  switch (fact.kind) {
    case 'settings.changed':
      return { what: 'setting', id: fact.name, name: fact.name };
    case 'logo.changed':
      return { what: 'logo', id: '', name: '' };
    case 'tag.saved':
    case 'tag.removed':
      return { what: 'tag', id: fact.tag.id, name: fact.tag.name };
    case 'outcome.saved':
    case 'outcome.removed':
      return { what: 'outcome', id: fact.outcome.id, name: fact.outcome.name };
    case 'own-status.saved':
    case 'own-status.removed':
      return { what: 'own-status', id: fact.ownStatus.id, name: fact.ownStatus.name };
    case 'contact-field.saved':
    case 'contact-field.removed':
      return { what: 'contact-field', id: fact.field.id, name: fact.field.name };
    case 'quick-reply.saved':
      return { what: 'quick-reply', id: fact.quickReply.id, name: fact.quickReply.shortcut };
    case 'quick-reply.removed':
      return { what: 'quick-reply', id: fact.quickReplyId, name: fact.before?.shortcut ?? '' };
    case 'snooze-presets.changed':
      return { what: 'snooze-presets', id: '', name: '' };
    case 'survey.texts-changed':
      return { what: 'survey-texts', id: '', name: '' };
    case 'hours.office-changed':
      return { what: 'hours', id: '', name: '' };
    case 'rule.saved':
      return { what: 'rule', id: fact.ruleId, name: fact.rule.name };
    case 'rule.removed':
      return { what: 'rule', id: fact.ruleId, name: fact.before.name };
    case 'bot.flow-saved':
      return { what: 'flow', id: fact.flowId, name: fact.flow.name };
    case 'bot.flow-removed':
      return { what: 'flow', id: fact.flowId, name: fact.name };
    default:
      return null;
  }
}

export function isSameThing(one: Thing | null, other: Thing): boolean {
  return one?.what === other.what && one.id === other.id;
}

/** Whether it is still what the import made of it. */
export function isAsImported(tx: Reads, fact: ImportedFact): boolean {
  const labels = tx.labels.get();
  const { tags, outcomes, contactFields, quickReplies, snoozePresets, surveyTexts } = labels;
  switch (fact.kind) {
    case 'settings.changed': {
      const settings = settingsFrom(tx.settings.all());
      return isSettingName(fact.name) && settingOf(settings, fact.name) === fact.after;
    }
    case 'logo.changed':
      return tx.logo.get()?.hash === fact.after?.hash;
    case 'tag.saved':
      return isSame(byId(tags, fact.tag), fact.tag);
    case 'outcome.saved':
      return isSame(byId(outcomes, fact.outcome), fact.outcome);
    case 'own-status.saved':
      return isSame(byId(labels.ownStatuses, fact.ownStatus), fact.ownStatus);
    case 'contact-field.saved':
      return isSame(byId(contactFields, fact.field), fact.field);
    case 'quick-reply.saved':
      return isSame(byId(quickReplies, fact.quickReply), fact.quickReply);
    case 'snooze-presets.changed':
      return isSamePresets(snoozePresets, fact.after);
    case 'survey.texts-changed':
      return isSameSurvey(surveyTexts, fact.after);
    case 'hours.office-changed':
      return isSame(tx.hours.get().office, fact.after);
    case 'rule.saved':
      return tx.rules
        .all()
        .some(({ id, version }) => id === fact.ruleId && version === fact.version);
    case 'bot.flow-saved':
      return tx.bot.newest(fact.flowId)?.version === fact.version;
  }
}

function byId<T extends { readonly id: number }>(all: readonly T[], { id }: T): T | undefined {
  return all.find((each) => each.id === id);
}

/** Whatever the order of their properties. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
