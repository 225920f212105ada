import { fieldText } from '#renderer/i18n/contact-field-text.ts';
import { fieldValue } from '#shared/domain/contact-fields.ts';
import { nameSource } from '#shared/domain/contact.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { fieldNamed } from '#shared/domain/defined-fields.ts';
import { formatPhone } from '#shared/domain/phone-format.ts';
import { fillQuickReply } from '#shared/domain/quick-replies.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import type { CompletionQuery } from './completion.svelte.ts';
import type { Desk } from './desk.svelte.ts';

const LONGEST_QUERY = 30;

/** A shortcut that is being typed: a slash at the beginning of a word, and no space since. */
export function slashQuery(text: string, caret: number): CompletionQuery | null {
  const start = text.lastIndexOf('/', caret - 1);
  if (start < 0 || caret - start > LONGEST_QUERY) return null;
  if (start > 0 && !/\s/.test(text[start - 1] ?? '')) return null;
  const query = text.slice(start + 1, caret);
  return /[\s/]/.test(query) ? null : { start, text: query };
}

/** The quick reply's text as it goes to this customer. */
export function filledFor(
  desk: Desk,
  contact: Contact,
  { text }: Pick<QuickReply, 'text'>,
): string {
  const name = nameSource(contact.names) === 'number' ? '' : contact.name;
  const values = {
    name,
    'first-name': name.split(/\s+/)[0] ?? '',
    phone: contact.phone === null ? '' : formatPhone(contact.phone, desk.number.phone),
    me: desk.people.me?.name ?? '',
  };
  return fillQuickReply(text, values, (called) => {
    const field = fieldNamed(desk.labels.all.contactFields, called);
    if (field === null) return null;
    const value = fieldValue(contact.fields, field.key);
    return value === null ? '' : fieldText(field, value);
  });
}

/** The text with the quick reply in place of its shortcut, and where the caret is after it. */
export function withQuickReply(
  text: string,
  { start }: CompletionQuery,
  caret: number,
  filled: string,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, start) + filled;
  return { text: before + text.slice(caret), caret: before.length };
}
