import type { Tag } from '../labels.ts';
import { emptyRule } from './new-part.ts';
import type { Rule, RuleAction, TriggerOf } from './rule.ts';

export const readyMadeRuleNames = ['invoices', 'urgent', 'waiting', 'thanks'] as const;
export type ReadyMadeRuleName = (typeof readyMadeRuleNames)[number];

/** What it is called and says; its words are of several languages, as customers are. */
export interface ReadyMadeTexts {
  readonly name: string;
  readonly note: string;
}

/** Off: somebody looks at it first. Tags of the office's that fit are chosen already. */
export function readyMadeRule(
  which: ReadyMadeRuleName,
  { name, note }: ReadyMadeTexts,
  tags: readonly Tag[],
): Rule {
  const rule = emptyRule(name);
  switch (which) {
    case 'invoices': {
      const tagId = tagLike(tags, /invoice|billing|bill|rechnung|factur|fattur|fatur|account/i);
      return {
        ...rule,
        when: any(
          'invoice*',
          'bill',
          'billing',
          'receipt*',
          '*rechnung*',
          'factura*',
          'facture*',
          'fattur*',
          'fatura*',
        ),
        then: [{ type: 'tag', tagId }],
      };
    }
    case 'urgent':
      return {
        ...rule,
        when: any(
          'urgent*',
          'emergency',
          'asap',
          'as soon as possible',
          'dringend*',
          'notfall*',
          'urgente',
          'emergencia',
        ),
        conditions: [{ type: 'office', is: 'open' }],
        then: [notify(note, 'everyone')],
      };
    case 'waiting':
      return {
        ...rule,
        when: { type: 'waited', minutes: 30 },
        conditions: [{ type: 'office', is: 'open' }],
        then: [notify(note, 'admins')],
      };
    case 'thanks':
      return {
        ...rule,
        when: {
          ...any(
            'thanks',
            'thank you',
            'thank you very much',
            'thank you so much',
            'thanks a lot',
            'many thanks',
            'ok thanks',
            'ok thank you',
            'great thanks',
            'great thank you',
            'perfect thanks',
            'danke*',
            'danke schon',
            'vielen dank',
            'gracias',
            'muchas gracias',
            'merci*',
            'merci beaucoup',
            'grazie',
            'grazie mille',
            'obrigad*',
          ),
          isWhole: true,
        },
        conditions: [{ type: 'owner', is: 'waiting' }],
        then: [{ type: 'close', outcomeId: null, evenWhenOwned: false }],
      };
  }
}

function any(...words: string[]): TriggerOf<'message'> {
  return { type: 'message', any: words, all: [], none: [], isWhole: false };
}

function notify(text: string, type: 'everyone' | 'admins'): RuleAction {
  return { type: 'notify', to: { type }, text };
}

function tagLike(tags: readonly Tag[], pattern: RegExp) {
  return tags.find(({ name, isRetired }) => !isRetired && pattern.test(name))?.id ?? null;
}
