import { calendarDay, decimalText } from './format.ts';
import { t } from './index.ts';
import { fitsField } from '#shared/domain/defined-fields.ts';
import type { DefinedField, FieldType } from '#shared/domain/defined-fields.ts';

/** What a contact has, as people here write it; what does not fit its field is as it is. */
export function fieldText(field: DefinedField | null, value: string): string {
  if (field === null || !fitsField(field, value)) return value;
  const { yes, no } = t.contactFields.panel;
  switch (field.type) {
    case 'date':
      return calendarDay(value);
    case 'number':
      return decimalText(value);
    case 'yes-no':
      return value === 'yes' ? yes : no;
    default:
      return value;
  }
}

const EXAMPLES = {
  text: '…',
  number: '12.5',
  date: '2030-03-14',
  choice: '…',
  'yes-no': 'yes',
  link: 'https://example.com',
  email: 'anna@example.com',
} satisfies Record<FieldType, string>;

/** What could stand there; null: there is no such field. */
export function exampleOf(field: DefinedField | null): string | null {
  return field && fieldText(field, field.options[0] ?? EXAMPLES[field.type]);
}
