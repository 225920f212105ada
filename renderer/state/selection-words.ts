import { listOf } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { People } from './people.svelte.ts';
import type { Left, WhyLeft } from './selection-plan.ts';

type Sentence = (count: number, names: string, owner: string) => string;

interface Speaker {
  readonly people: Pick<People, 'find'>;
  nameOf(contact: Contact): string;
}

const MOST_NAMES = 3;

/** Which ones stay as they are and why: a sentence for each reason. */
export function leftSentences(
  speaker: Speaker,
  what: 'claim' | 'transfer' | 'close' | 'undo',
  left: readonly Left[],
): string {
  const sentences: Partial<Record<WhyLeft, Sentence>> = t.selection.left[what];
  const groups = new Map<string, Left[]>();
  for (const each of left) {
    const key = each.why === 'theirs' ? `theirs ${each.ownerId}` : each.why;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()]
    .map((group) => {
      const [first] = group;
      if (!first) return '';
      const names = someNames(group.map(({ contact }) => speaker.nameOf(contact)));
      const say = sentences[first.why] ?? t.selection.left[what].changed;
      return say(group.length, names, ownerName(speaker, first.ownerId));
    })
    .join(' ');
}

function ownerName({ people }: Speaker, id: AgentId | null): string {
  return people.find(id)?.name ?? t.handling.nobody;
}

function someNames(names: readonly string[]): string {
  if (names.length <= MOST_NAMES + 1) return listOf(names);
  const shown = names.slice(0, MOST_NAMES);
  return listOf([...shown, t.selection.more(names.length - MOST_NAMES)]);
}
