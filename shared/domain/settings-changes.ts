import type { DefinedField, FieldChoice } from './defined-fields.ts';
import type { OfficePlan } from './hours/plan.ts';
import type { OutcomeId, TagId } from './ids.ts';
import { labelKey } from './labels.ts';
import type { Labels, Outcome, Tag } from './labels.ts';
import type { Logo } from './logo.ts';
import type { OwnStatus } from './own-statuses.ts';
import type { QuickReply } from './quick-replies.ts';
import type { OfficeChoices, SettingsFile } from './settings-file.ts';
import { automationChanges } from './settings-automation.ts';
import type { AutomationChange } from './settings-automation.ts';
import { isSettingName, settingOf } from './settings.ts';
import { isSamePresets } from './snooze-presets.ts';
import type { SnoozePreset } from './snooze-presets.ts';
import type { SettingName, SettingValue } from './settings.ts';
import { isSameSurvey } from './survey/texts.ts';
import type { SurveyTexts } from './survey/texts.ts';

/** What a file would change; `before` null: it is new. */
export type SettingsChange =
  | AutomationChange
  | {
      readonly what: 'setting';
      readonly name: SettingName;
      readonly before: SettingValue;
      readonly after: SettingValue;
    }
  | { readonly what: 'tag'; readonly before: Tag | null; readonly after: Omit<Tag, 'id'> }
  | {
      readonly what: 'outcome';
      readonly before: Outcome | null;
      readonly after: Omit<Outcome, 'id'>;
    }
  | {
      readonly what: 'own-status';
      readonly before: OwnStatus | null;
      readonly after: Omit<OwnStatus, 'id'>;
    }
  | {
      readonly what: 'contact-field';
      readonly before: DefinedField | null;
      readonly after: FieldChoice;
    }
  | {
      readonly what: 'quick-reply';
      readonly before: QuickReply | null;
      readonly after: Pick<QuickReply, 'shortcut' | 'text'>;
    }
  | {
      readonly what: 'snooze-presets';
      readonly before: readonly SnoozePreset[];
      readonly after: readonly SnoozePreset[];
    }
  | {
      readonly what: 'survey-texts';
      readonly before: SurveyTexts;
      readonly after: SurveyTexts;
    }
  | { readonly what: 'logo'; readonly before: Logo | null; readonly after: Logo['data'] }
  | { readonly what: 'hours'; readonly before: OfficePlan; readonly after: OfficePlan };

/**
 * What is in force and differs from the file. Tags, outcomes, statuses and quick replies are the same when
 * they are called the same; what the file does not have stays as it is.
 */
export function changesBy(file: SettingsFile, current: OfficeChoices): readonly SettingsChange[] {
  const { settings, labels, hours } = current;
  const changes: SettingsChange[] = [];
  for (const [name, after] of Object.entries(file.settings)) {
    if (!isSettingName(name)) continue;
    const before = settingOf(settings, name);
    if (before !== after) changes.push({ what: 'setting', name, before, after });
  }
  for (const after of lastOfEach(file.tags, ({ name }) => name)) {
    const before = named(labels.tags, after.name);
    if (!isSame(after, before)) changes.push({ what: 'tag', before, after });
  }
  for (const after of lastOfEach(file.outcomes, ({ name }) => name)) {
    const before = named(labels.outcomes, after.name);
    if (!isSame(after, before)) changes.push({ what: 'outcome', before, after });
  }
  for (const after of lastOfEach(file.ownStatuses, ({ name }) => name)) {
    const before = named(labels.ownStatuses, after.name);
    if (!isSame(after, before)) changes.push({ what: 'own-status', before, after });
  }
  for (const after of lastOfEach(file.contactFields, ({ name }) => name)) {
    const before = named(labels.contactFields, after.name);
    if (!isSame(after, before)) changes.push({ what: 'contact-field', before, after });
  }
  const ofTeam = labels.quickReplies.filter(({ ownerId }) => ownerId === null);
  for (const after of lastOfEach(file.quickReplies, ({ shortcut }) => shortcut)) {
    const before =
      ofTeam.find(({ shortcut }) => labelKey(shortcut) === labelKey(after.shortcut)) ?? null;
    if (!isSame(after, before)) changes.push({ what: 'quick-reply', before, after });
  }
  const { snoozePresets: after } = file;
  const { snoozePresets: before } = labels;
  if (after !== null && !isSamePresets(before, after)) {
    changes.push({ what: 'snooze-presets', before, after });
  }
  const texts = file.surveyTexts;
  if (texts !== null && !isSameSurvey(labels.surveyTexts, texts)) {
    changes.push({ what: 'survey-texts', before: labels.surveyTexts, after: texts });
  }
  if (file.logo !== null && file.logo !== current.logo?.data) {
    changes.push({ what: 'logo', before: current.logo, after: file.logo });
  }
  if (file.hours !== null && JSON.stringify(file.hours) !== JSON.stringify(hours)) {
    changes.push({ what: 'hours', before: hours, after: file.hours });
  }
  return [...changes, ...automationBy(file, current).changes];
}

/** Of rules and flows, as if what the file has besides were here already. */
export function automationBy(file: SettingsFile, { labels, automation }: OfficeChoices) {
  return automationChanges(file, automation, withNew(labels, file));
}

/** They get their ids when they are made. */
const FIRST_NEW_ID = 1_000_000;

function withNew(labels: Labels, { tags, outcomes }: SettingsFile): Labels {
  const added = <L extends { readonly name: string }>(all: readonly L[], named: readonly L[]) =>
    named.filter(({ name }) => !all.some((each) => labelKey(each.name) === labelKey(name)));
  const newTags = added<Omit<Tag, 'id'>>(labels.tags, tags);
  const newOutcomes = added<Omit<Outcome, 'id'>>(labels.outcomes, outcomes);
  return {
    ...labels,
    tags: [
      ...labels.tags,
      ...newTags.map((tag, index) => ({ ...tag, id: (FIRST_NEW_ID + index) as TagId })),
    ],
    outcomes: [
      ...labels.outcomes,
      ...newOutcomes.map((each, index) => ({ ...each, id: (FIRST_NEW_ID + index) as OutcomeId })),
    ],
  };
}

function named<L extends { readonly name: string }>(all: readonly L[], name: string): L | null {
  return all.find((each) => labelKey(each.name) === labelKey(name)) ?? null;
}

/** Said twice, the last one counts. */
function lastOfEach<T>(all: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return [...new Map(all.map((item) => [labelKey(nameOf(item)), item])).values()];
}

/** Whether everything that the file says is so already. */
function isSame<A extends object>(after: A, before: (A & object) | null): boolean {
  if (before === null) return false;
  return Object.entries(after).every(
    ([key, value]) => JSON.stringify(before[key as keyof A]) === JSON.stringify(value),
  );
}

/** Well below the largest frame, whatever the letters. */
const PART_CHARACTERS = 60_000;

/** The file in pieces that each fit into a command; one after the other they are all of it. */
export function partsOf(file: SettingsFile): readonly SettingsFile[] {
  const nothing: SettingsFile = {
    ...file,
    settings: {},
    tags: [],
    outcomes: [],
    ownStatuses: [],
    quickReplies: [],
    contactFields: [],
    snoozePresets: null,
    surveyTexts: null,
    hours: null,
    logo: null,
    rules: [],
    flows: [],
  };
  const parts: SettingsFile[] = [
    { ...nothing, settings: file.settings, hours: file.hours, snoozePresets: file.snoozePresets },
    { ...nothing, surveyTexts: file.surveyTexts },
    { ...nothing, tags: file.tags, outcomes: file.outcomes, ownStatuses: file.ownStatuses },
    { ...nothing, logo: file.logo },
    { ...nothing, contactFields: file.contactFields },
  ];
  let some: SettingsFile['quickReplies'] = [];
  let characters = 0;
  for (const reply of file.quickReplies) {
    if (characters + reply.text.length > PART_CHARACTERS) {
      parts.push({ ...nothing, quickReplies: some });
      some = [];
      characters = 0;
    }
    some = [...some, reply];
    characters += reply.text.length;
  }
  if (some.length > 0) parts.push({ ...nothing, quickReplies: some });
  // After the tags that they name.
  for (const rule of file.rules) parts.push({ ...nothing, rules: [rule] });
  for (const flow of file.flows) parts.push({ ...nothing, flows: [flow] });
  return parts;
}
