import { assertNever } from '../../util/assert.ts';
import { folded } from '../bot/matching.ts';
import { fieldKey } from '../contact-fields.ts';
import type { ContactFields } from '../contact-fields.ts';
import { byEveryName } from '../defined-fields.ts';
import type { DefinedField } from '../defined-fields.ts';
import type { Conversation } from '../conversation.ts';
import type { Condition, Rule } from './rule.ts';

/** What conditions look at. */
export interface RuleView {
  readonly conversation: Pick<Conversation, 'ownerId' | 'state' | 'tags' | 'contact'>;
  /** By the hours of the chat's tags. */
  readonly isOpen: () => boolean;
  /** The event is a message that began an episode. */
  readonly isFirst: boolean;
  /** The office's definitions: a field may be called otherwise by now. */
  readonly defined: () => readonly DefinedField[];
}

export function allHold({ conditions }: Pick<Rule, 'conditions'>, view: RuleView): boolean {
  return conditions.every((condition) => holds(condition, view));
}

export function holds(condition: Condition, view: RuleView): boolean {
  const { conversation, isOpen, isFirst, defined } = view;
  switch (condition.type) {
    case 'office':
      return isOpen() === (condition.is === 'open');
    case 'tag':
      return conversation.tags.some((id) => id === condition.tagId) === condition.has;
    case 'field':
      return fieldHolds(condition, byEveryName(defined(), conversation.contact.fields));
    case 'owner':
      return condition.is === 'owned'
        ? conversation.ownerId !== null
        : conversation.state === 'waiting';
    case 'first-message':
      return isFirst;
    case 'number':
      return numberHolds(condition, conversation.contact.phone);
    default:
      return assertNever(condition);
  }
}

function fieldHolds(
  { name, how, value }: Extract<Condition, { readonly type: 'field' }>,
  fields: ContactFields,
): boolean {
  const known = Object.keys(fields).find((each) => fieldKey(each) === fieldKey(name));
  const said = known === undefined ? undefined : fields[known];
  if (how === 'lacks') return said === undefined;
  if (said === undefined) return false;
  if (how === 'has') return true;
  const [has, wanted] = [folded(said).trim(), folded(value).trim()];
  return how === 'is' ? has === wanted : has.includes(wanted);
}

/** Where only a `@lid` is known, nobody can say how the number begins. */
function numberHolds(
  { prefixes, is }: Extract<Condition, { readonly type: 'number' }>,
  phone: string | null,
): boolean {
  if (phone === null) return false;
  return prefixes.some((prefix) => phone.startsWith(`+${digitsOf(prefix)}`)) === is;
}

/** "+49 151", "0049151": 49151; empty: there is no such beginning of a number. */
export function digitsOf(prefix: string): string {
  return prefix.replace(/\D/g, '').replace(/^00/, '');
}
