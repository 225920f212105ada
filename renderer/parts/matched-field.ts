import type { Contact } from '#shared/domain/contact.ts';
import { fieldKeptBy } from '#shared/domain/defined-fields.ts';
import type { DefinedField } from '#shared/domain/defined-fields.ts';
import { highlight } from './highlight.ts';

/** The field by which a search found a contact, as a line; null: by name or number. */
export function matchedField(
  { name, fields }: Contact,
  defined: readonly DefinedField[],
  query: string,
): string | null {
  if (countMatches(name, query) > 0) return null;
  const [best] = Object.entries(fields)
    .map(([key, value]) => ({ key, value, matches: countMatches(value, query) }))
    .filter(({ matches }) => matches > 0)
    .sort((one, other) => other.matches - one.matches);
  if (best === undefined) return null;
  return `${fieldKeptBy(defined, best.key)?.name ?? best.key}: ${best.value}`;
}

function countMatches(text: string, query: string): number {
  return highlight(text, query).filter(({ isMatch }) => isMatch).length;
}
