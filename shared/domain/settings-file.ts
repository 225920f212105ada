import { z } from 'zod';
import { fieldChoiceSchema, MOST_DEFINED_FIELDS } from './defined-fields.ts';
import { BOT_LIMITS } from './bot/limits.ts';
import { RULE_LIMITS } from './rules/limits.ts';
import { namedAutomation, ruleFault } from './settings-automation.ts';
import type { OfficeAutomation } from './settings-automation.ts';
import { officePlanSchema } from './hours/plan.ts';
import type { OfficePlan } from './hours/plan.ts';
import { outcomeSchema, tagSchema } from './labels.ts';
import { logoDataSchema } from './logo.ts';
import type { Logo } from './logo.ts';
import type { Labels } from './labels.ts';
import { ownStatusSchema } from './own-statuses.ts';
import { quickReplySchema } from './quick-replies.ts';
import { snoozePresetsSchema } from './snooze-presets.ts';
import { surveyTextsSchema } from './survey/texts.ts';
import {
  isSettingName,
  settingNames,
  settingOf,
  settingProblem,
  settingValueSchema,
} from './settings.ts';
import type { SettingProblem, Settings } from './settings.ts';

const KIND = 'deskline-settings';
const FORMAT = 1;
export const LARGEST_SETTINGS_FILE = 2_000_000;

const namedSchema = z.record(z.string(), z.unknown());

/** Everything an office chooses, without what is only its own: people, customers, files. */
export const settingsFileSchema = z.object({
  kind: z.literal(KIND),
  format: z.literal(FORMAT),
  /** By `section.setting`. */
  settings: z.record(z.string(), settingValueSchema).default({}),
  tags: z
    .array(tagSchema.omit({ id: true }))
    .max(1_000)
    .default([]),
  outcomes: z
    .array(outcomeSchema.omit({ id: true }))
    .max(1_000)
    .default([]),
  ownStatuses: z
    .array(ownStatusSchema.omit({ id: true }))
    .max(1_000)
    .default([]),
  /** What the office wants to know of contacts, in their order. */
  contactFields: z.array(fieldChoiceSchema).max(MOST_DEFINED_FIELDS).default([]),
  /** The team's that need no file. */
  quickReplies: z
    .array(
      z.object({
        shortcut: quickReplySchema.shape.shortcut,
        text: quickReplySchema.shape.text.min(1),
      }),
    )
    .max(1_000)
    .default([]),
  /** Null: nothing is said of them. */
  snoozePresets: snoozePresetsSchema.nullable().default(null),
  surveyTexts: surveyTextsSchema.nullable().default(null),
  hours: officePlanSchema.nullable().default(null),
  /** Null: nothing is said of it. */
  logo: logoDataSchema.nullable().default(null),
  /** As in a file of rules, and as each in a file of a flow's. */
  rules: z.array(namedSchema).max(RULE_LIMITS.rules).default([]),
  flows: z.array(namedSchema).max(BOT_LIMITS.flows).default([]),
});
export type SettingsFile = Readonly<z.infer<typeof settingsFileSchema>>;

/** What is in force. */
export interface OfficeChoices {
  readonly settings: Settings;
  readonly labels: Labels;
  readonly hours: OfficePlan;
  readonly automation: OfficeAutomation;
  readonly logo: Logo | null;
}

export function settingsFileOf(choices: OfficeChoices): SettingsFile {
  const { settings, labels, hours, automation, logo } = choices;
  const { rules, flows } = namedAutomation(automation, labels);
  const { tags, outcomes, ownStatuses, quickReplies, contactFields } = labels;
  const { snoozePresets, surveyTexts } = labels;
  return {
    kind: KIND,
    format: FORMAT,
    settings: Object.fromEntries(settingNames.map((name) => [name, settingOf(settings, name)])),
    tags: tags.map(({ id: _, ...tag }) => tag),
    outcomes: outcomes.map(({ id: _, ...outcome }) => outcome),
    ownStatuses: ownStatuses.map(({ id: _, ...ownStatus }) => ownStatus),
    contactFields: contactFields.map(
      ({ id: _id, key: _key, earlierNames: _names, ...field }) => field,
    ),
    quickReplies: quickReplies
      .filter(({ ownerId, file }) => ownerId === null && file === null)
      .map(({ shortcut, text }) => ({ shortcut, text })),
    snoozePresets,
    surveyTexts,
    hours,
    logo: logo?.data ?? null,
    rules: [...rules],
    flows: [...flows],
  };
}

/** What is wrong with a file, and where: a path as `tags.2.name`; empty for the file as a whole. */
export interface SettingsFileProblem {
  readonly where: string;
  readonly code:
    | 'file-too-large'
    | 'not-json'
    | 'not-settings'
    | 'newer-format'
    | 'value'
    /** It does not go with the others. */
    | 'together'
    | SettingProblem;
  readonly detail: string;
}

export type ReadSettingsFile =
  | {
      readonly ok: true;
      readonly file: SettingsFile;
      /** Settings that this version does not have: they are left out. */
      readonly unknown: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly SettingsFileProblem[] };

/** Reads what somebody chose as a file of settings, or says what is wrong in it. */
export function readSettingsFile(text: string): ReadSettingsFile {
  if (text.length > LARGEST_SETTINGS_FILE) return refused('file-too-large');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refused('not-json', error instanceof Error ? error.message : '');
  }
  const head = z.object({ kind: z.literal(KIND), format: z.number() }).safeParse(json);
  if (!head.success) return refused('not-settings');
  if (head.data.format !== FORMAT) return refused('newer-format', String(head.data.format));
  const parsed = settingsFileSchema.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      where: path.map(String).join('.'),
      code: 'value' as const,
      detail: message,
    }));
    return { ok: false, problems };
  }
  const problems = Object.entries(parsed.data.settings).flatMap(([name, value]) => {
    const problem = isSettingName(name) ? settingProblem(name, value) : null;
    return problem === null ? [] : [{ where: name, code: problem, detail: String(value) }];
  });
  const faults = parsed.data.rules.flatMap((rule, index) => {
    const fault = ruleFault(rule);
    return fault === null
      ? []
      : [{ where: `rules.${index}`, code: 'value' as const, detail: fault }];
  });
  if (problems.length + faults.length > 0) {
    return { ok: false, problems: [...problems, ...faults] };
  }
  const unknown = Object.keys(parsed.data.settings).filter((name) => !isSettingName(name));
  return { ok: true, file: parsed.data, unknown };
}

function refused(code: SettingsFileProblem['code'], detail = ''): ReadSettingsFile {
  return { ok: false, problems: [{ where: '', code, detail }] };
}
