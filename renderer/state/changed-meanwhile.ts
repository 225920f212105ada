import { z } from 'zod';
import { listOf } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { agentIdSchema } from '#shared/domain/ids.ts';
import type { Desk } from './desk.svelte.ts';

/** What somebody else made of a thing while it was being changed here. */
export interface ChangedMeanwhile<T> {
  readonly saved: T;
  /** Who, as a sentence. */
  readonly sentence: string;
  /** What both have changed, and what it is now. */
  readonly lines: readonly string[];
}

const differsSchema = z.array(z.string());

/** Null: that is not why it failed. */
export function changedMeanwhile<T extends object>(
  desk: Desk,
  { code, details }: CommandFailure,
  schema: z.ZodType<T>,
): ChangedMeanwhile<T> | null {
  const saved = schema.safeParse(details['saved']).data;
  if (code !== 'changed' || saved === undefined) return null;
  const byId = agentIdSchema.safeParse(details['byId']).data ?? null;
  const differs = differsSchema.safeParse(details['differs']).data ?? [];
  const { by, byYou, bySomebody, line, properties } = t.changedMeanwhile;
  const name = desk.people.find(byId)?.name;
  const sentence = desk.people.isMe(byId) ? byYou : name === undefined ? bySomebody : by(name);
  const values = new Map<string, unknown>(Object.entries(saved));
  const lines = differs.map((each) =>
    line(properties[each] ?? each, valueText(each, values.get(each))),
  );
  return { saved, sentence, lines };
}

function valueText(property: string, value: unknown): string {
  const { nothing, yes, no } = t.changedMeanwhile;
  const { colours } = t.handling.tags;
  if (property === 'ownerId') return value === null ? t.quickReplies.team : t.quickReplies.mine;
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return listOf(value.map(String));
  if (typeof value === 'object' && value !== null && 'fileName' in value) {
    return String(value.fileName);
  }
  if (typeof value !== 'string' || value === '') return nothing;
  const named: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
    colour: colours,
    type: t.contactFields.types,
  };
  const shown = named[property]?.[value] ?? value;
  return shown.length > 120 ? `${shown.slice(0, 117)}…` : shown;
}
