import { fieldKey } from '../contact-fields.ts';
import type { ContactFields } from '../contact-fields.ts';

const VARIABLE = /\{([^{}\n]{1,60})\}/g;

interface Known {
  /** Null where only a number is known. */
  readonly name: string | null;
  readonly office: string;
  readonly fields: ContactFields;
}

/** The text with `{name}`, `{office}` and the contact's fields put in; what is not known leaves no gap. */
export function ruleText(text: string, { name, office, fields }: Known): string {
  const known = new Map(Object.entries(fields).map(([field, value]) => [fieldKey(field), value]));
  known.set('name', name ?? '').set('office', office);
  let isGap = false;
  const filled = text.replace(VARIABLE, (_, variable: string) => {
    const value = known.get(fieldKey(variable)) ?? '';
    if (value === '') isGap = true;
    return value;
  });
  // "Hello {name}!" to somebody without a name is "Hello!".
  const tidy = isGap ? filled.replace(/[ \t]+([,.!?;:])/g, '$1').replace(/ {2,}/g, ' ') : filled;
  return tidy.trim();
}
