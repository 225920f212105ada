import { z } from 'zod';
import { definedFieldFacts, definedFieldSchema } from './defined-fields.ts';
import { outcomeIdSchema, tagIdSchema } from './ids.ts';
import { labelColourSchema, labelNameSchema } from './label.ts';
import { ownStatusFacts, ownStatusSchema } from './own-statuses.ts';
import {
  snoozePresetFacts,
  snoozePresetSchema,
  STANDARD_SNOOZE_PRESETS,
} from './snooze-presets.ts';
import { quickReplyFacts, quickReplySchema } from './quick-replies.ts';
import { surveySettingFacts } from './survey/facts.ts';
import { STANDARD_SURVEY_TEXTS, surveyTextsSchema } from './survey/texts.ts';

/** What an episode of a conversation is about. `isRetired`: kept where it is, offered no more. */
export const tagSchema = z.object({
  id: tagIdSchema,
  name: labelNameSchema,
  colour: labelColourSchema,
  isRetired: z.boolean(),
});
export type Tag = Readonly<z.infer<typeof tagSchema>>;

/** What an episode came to. `isWon`: it counts as a success in the figure of conversion. */
export const outcomeSchema = z.object({
  id: outcomeIdSchema,
  name: labelNameSchema,
  isWon: z.boolean(),
  isRetired: z.boolean(),
});
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>;

/** What the screens of an office choose from. */
export const labelsSchema = z.object({
  tags: z.array(tagSchema),
  outcomes: z.array(outcomeSchema),
  quickReplies: z.array(quickReplySchema),
  /** In the order in which they are shown, retired ones included. */
  contactFields: z.array(definedFieldSchema).default([]),
  /** In the order of the menu. */
  snoozePresets: z.array(snoozePresetSchema).default([...STANDARD_SNOOZE_PRESETS]),
  surveyTexts: surveyTextsSchema.default(STANDARD_SURVEY_TEXTS),
  /** What people of this office may be besides online, away, on break and offline. */
  ownStatuses: z.array(ownStatusSchema).default([]),
});
export type Labels = Readonly<z.infer<typeof labelsSchema>>;

export const NO_LABELS: Labels = labelsSchema.parse({ tags: [], outcomes: [], quickReplies: [] });

/** Names are the same when they differ only in case. */
export function labelKey(name: string): string {
  return name.trim().toLocaleLowerCase();
}

export const labelFacts = [
  /** `before` null: it is a new one; entries of older versions do not say. */
  z.object({
    kind: z.literal('tag.saved'),
    tag: tagSchema,
    before: tagSchema.nullable().optional(),
  }),
  /** An import is taken back that brought it, and nobody has used it since. */
  z.object({ kind: z.literal('tag.removed'), tag: tagSchema }),
  z.object({
    kind: z.literal('outcome.saved'),
    outcome: outcomeSchema,
    before: outcomeSchema.nullable().optional(),
  }),
  /** Likewise. */
  z.object({ kind: z.literal('outcome.removed'), outcome: outcomeSchema }),
  ...quickReplyFacts,
  ...definedFieldFacts,
  ...snoozePresetFacts,
  ...surveySettingFacts,
  ...ownStatusFacts,
] as const;
export type LabelFact = Readonly<z.infer<(typeof labelFacts)[number]>>;

const LABEL_KINDS: ReadonlySet<string> = new Set(labelFacts.map(({ shape }) => shape.kind.value));

export function isLabelFact(fact: { readonly kind: string }): fact is LabelFact {
  return LABEL_KINDS.has(fact.kind);
}

/** The labels after a fact: the saved one in its place, or at the end. */
export function nextLabels(labels: Labels, fact: LabelFact): Labels {
  const { tags, outcomes, quickReplies, contactFields, ownStatuses } = labels;
  switch (fact.kind) {
    case 'tag.saved':
      return { ...labels, tags: withSaved(tags, fact.tag) };
    case 'tag.removed':
      return { ...labels, tags: tags.filter(({ id }) => id !== fact.tag.id) };
    case 'outcome.removed':
      return { ...labels, outcomes: outcomes.filter(({ id }) => id !== fact.outcome.id) };
    case 'outcome.saved':
      return { ...labels, outcomes: withSaved(outcomes, fact.outcome) };
    case 'quick-reply.saved':
      return { ...labels, quickReplies: withSaved(quickReplies, fact.quickReply) };
    case 'quick-reply.removed':
      return {
        ...labels,
        quickReplies: quickReplies.filter(({ id }) => id !== fact.quickReplyId),
      };
    case 'contact-field.saved':
      return { ...labels, contactFields: withSaved(contactFields, fact.field) };
    case 'contact-field.removed':
      return { ...labels, contactFields: contactFields.filter(({ id }) => id !== fact.field.id) };
    case 'snooze-presets.changed':
      return { ...labels, snoozePresets: fact.after };
    case 'survey.texts-changed':
      return { ...labels, surveyTexts: fact.after };
    case 'own-status.saved':
      return { ...labels, ownStatuses: withSaved(ownStatuses, fact.ownStatus) };
    case 'own-status.removed':
      return {
        ...labels,
        ownStatuses: ownStatuses.filter(({ id }) => id !== fact.ownStatus.id),
      };
    case 'contact-field.ordered':
      return { ...labels, contactFields: inOrder(contactFields, fact.after) };
  }
}

function withSaved<L extends { readonly id: number }>(all: readonly L[], saved: L): L[] {
  const index = all.findIndex(({ id }) => id === saved.id);
  return index < 0 ? [...all, saved] : all.with(index, saved);
}

function inOrder<L extends { readonly id: number }>(
  all: readonly L[],
  order: readonly number[],
): L[] {
  return [...all].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}
