import { t } from '#renderer/i18n/index.ts';
import type { BotTimelineFact } from '#shared/domain/bot/facts.ts';
import { fieldKeptBy } from '#shared/domain/defined-fields.ts';
import type { Labels } from '#shared/domain/labels.ts';
import { fieldText } from '#renderer/i18n/contact-field-text.ts';

type FieldSet = Extract<BotTimelineFact, { readonly kind: 'contact.field-set' }>;

/** What somebody wrote down of a contact, as one sentence; `by` null: the chatbot or a rule. */
export function fieldSetText(
  { name, value, before = null, rule }: FieldSet,
  by: string | null,
  { contactFields }: Pick<Labels, 'contactFields'>,
): string {
  const { event } = t.contactFields;
  const itself = rule === undefined ? t.chatbot.itself : t.rules.itself(rule.name);
  const who = by ?? itself;
  const field = fieldKeptBy(contactFields, name);
  const label = field?.name ?? name;
  const said = (text: string) => fieldText(field, text);
  if (value === null) return event.emptied(who, label, said(before ?? ''));
  if (before === null) return event.set(who, label, said(value));
  return event.changed(who, label, said(before), said(value));
}
