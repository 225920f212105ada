import { peopleIn } from '#shared/domain/audit/audit.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { AuditQuery } from '#shared/protocol/commands/audit.ts';
import { withoutAccents } from '#shared/util/without-accents.ts';
import type { Reads } from '../ports/reads.ts';

/** Names of those whom entries are about, each looked up once in a request. */
export class AuditNames {
  readonly #read: Reads;
  readonly #contacts = new Map<ConversationId, string | null>();

  constructor(read: Reads) {
    this.#read = read;
  }

  /** Null: the entry is of no conversation, or of one that is there no more. */
  contactOf({ fact }: JournalEntry): { conversationId: ConversationId; name: string } | null {
    if (!('conversationId' in fact)) return null;
    const { conversationId } = fact;
    let name = this.#contacts.get(conversationId);
    if (name === undefined) {
      name = this.#read.conversations.get(conversationId)?.contact.name ?? null;
      this.#contacts.set(conversationId, name);
    }
    return name === null ? null : { conversationId, name };
  }

  agentsOf({ by, fact }: JournalEntry): string[] {
    return [...peopleIn(by, fact)].flatMap((id) => this.#read.agents.get(id)?.name ?? []);
  }
}

/** Whether an entry has every word, without case and accents. */
export function auditMatcher(
  words: AuditQuery['words'],
  names: AuditNames,
): (entry: JournalEntry) => boolean {
  if (words.length === 0) return () => true;
  const wanted = words.map(({ word, kinds, settings }) => ({
    word: withoutAccents(word),
    kinds: new Set(kinds),
    settings: new Set(settings),
  }));
  return (entry) => {
    const { fact } = entry;
    let text: string | null = null;
    return wanted.every(({ word, kinds, settings }) => {
      if (kinds.has(fact.kind)) return true;
      if (fact.kind === 'settings.changed' && settings.has(fact.name)) return true;
      text ??= withoutAccents(
        [...textsIn(fact), ...names.agentsOf(entry), names.contactOf(entry)?.name ?? ''].join('\n'),
      );
      return text.includes(word);
    });
  };
}

/** What is said in a fact, but for its kind. */
function textsIn(fact: JournalEntry['fact']): string[] {
  // Its letters are no words.
  if (fact.kind === 'logo.changed') return [];
  const { kind: _kind, ...rest } = fact;
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(rest);
  return found;
}
