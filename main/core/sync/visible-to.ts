import type { Role } from '#shared/domain/agent.ts';
import { withoutDeletedContent } from '#shared/domain/apply-action.ts';
import type { Mention } from '#shared/domain/handling.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import { isAuditOnly } from '#shared/domain/journal.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import type { Quote } from '#shared/domain/message-actions.ts';
import type { Message } from '#shared/domain/message.ts';
import { can } from '#shared/domain/rights.ts';
import type { CommandHandlers, Delta, Screen } from '../api.ts';
import type { Reads } from '../ports/reads.ts';

/**
 * What a role gets to see of an answer: nothing of what was taken back without the right to it
 * (I8). Every answer passes here whatever its command, so that none can forget it.
 */
export function visibleTo<T>(role: Role, value: T, isDeleted: Deleted): T {
  return can(role, 'see-deleted') ? value : (withoutDeleted(value, isDeleted) as T);
}

function withoutDeleted(value: unknown, isDeleted: Deleted): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return itemsWithoutDeleted(value, isDeleted);
  // A message is as deep as it goes: nothing in it is another one.
  if (isMessage(value)) return withoutDeletedContent(value);
  let changed: Record<string, unknown> | null = null;
  for (const name of Object.keys(value)) {
    const before = (value as Record<string, unknown>)[name];
    const after = withoutDeleted(before, isDeleted);
    if (after !== before) (changed ??= { ...value })[name] = after;
  }
  return changed ?? value;
}

function itemsWithoutDeleted(items: readonly unknown[], isDeleted: Deleted): readonly unknown[] {
  let changed: unknown[] | null = null;
  for (const [index, before] of items.entries()) {
    const after = withoutDeleted(before, isDeleted);
    if (after !== before) (changed ??= [...items])[index] = after;
  }
  // A conversation as it was found may be answered when a note in it is taken back already.
  const kept = (changed ?? items).filter(
    (item) => !isMention(item) || !isDeleted.message(item.noteId),
  );
  return kept.length === items.length ? (changed ?? items) : kept;
}

function isMention(value: unknown): value is Mention {
  return typeof value === 'object' && value !== null && 'noteId' in value && 'isSeen' in value;
}

function isMessage(value: object): value is Message {
  return 'content' in value && 'waKey' in value && 'author' in value;
}

type Handle = (params: never, caller: { readonly role: Role }, screen?: Screen) => Promise<unknown>;

/** The handlers with answers as their callers may see them. */
export function answeringByRole(isDeleted: Deleted, handlers: CommandHandlers): CommandHandlers {
  const guarded = Object.entries<Handle>(handlers as unknown as Record<string, Handle>).map(
    ([name, handle]): [string, Handle] => [
      name,
      async (params, caller, screen) =>
        visibleTo(caller.role, await handle(params, caller, screen), isDeleted),
    ],
  );
  return Object.fromEntries(guarded) as unknown as CommandHandlers;
}

/** What is known of deletions; of a journal's old entries also those that came later. */
export interface Deleted {
  message(id: MessageId): boolean;
  quoted(quote: Quote): boolean;
}

/** The delta without the entries that this role must not see. */
export function deltaFor(role: Role, delta: Delta, isDeleted: Deleted): Delta {
  const seesAudit = can(role, 'see-audit-log');
  const seesDeleted = can(role, 'see-deleted');
  if (seesAudit && seesDeleted) return delta;
  const entries = delta.entries.flatMap((entry) => {
    if (!seesAudit && isAuditOnly(entry.fact)) return [];
    return (seesDeleted ? entry : entryWithoutDeleted(entry, isDeleted)) ?? [];
  });
  const isSame =
    entries.length === delta.entries.length &&
    entries.every((entry, index) => entry === delta.entries[index]);
  return isSame ? delta : { ...delta, entries };
}

function entryWithoutDeleted(entry: JournalEntry, isDeleted: Deleted): JournalEntry | null {
  const { fact } = entry;
  const shown = factWithoutDeleted(fact, isDeleted);
  if (shown === null) return null;
  return shown === fact ? entry : { ...entry, fact: shown };
}

function factWithoutDeleted(fact: Fact, isDeleted: Deleted): Fact | null {
  if ('message' in fact) {
    const message = messageWithoutDeleted(fact.message, isDeleted);
    return message === fact.message ? fact : { ...fact, message };
  }
  switch (fact.kind) {
    // About what they do not get to see any more.
    case 'message.edited':
    case 'note.edited':
    case 'message.completed':
    case 'message.media-changed':
    case 'message.reacted':
    case 'message.voted':
      return isDeleted.message(fact.messageId) ? null : fact;
    default:
      return fact;
  }
}

function messageWithoutDeleted(message: Message, isDeleted: Deleted): Message {
  if (message.deletion !== undefined) return withoutDeletedContent(message);
  if (isDeleted.message(message.id)) {
    // The deletion itself follows as an entry of its own.
    const deletion = { by: message.author, at: message.at };
    const { deletion: _deletion, ...rest } = withoutDeletedContent({ ...message, deletion });
    return rest;
  }
  const { quote } = message;
  if (quote === undefined || !isDeleted.quoted(quote)) return message;
  return { ...message, quote: { ...quote, text: '' } };
}

/** The deletions that a delta itself tells of. */
export function deletedIn({ entries }: Delta): Deleted {
  const ids = new Set<MessageId>();
  for (const { fact } of entries) if (fact.kind === 'message.deleted') ids.add(fact.messageId);
  return {
    message: (id) => ids.has(id),
    quoted: ({ messageId }) => messageId !== null && ids.has(messageId),
  };
}

/** All that are stored by now. */
export function deletedByNow({ messages }: Reads): Deleted {
  return {
    message: (id) => messages.get(id)?.deletion !== undefined,
    quoted: ({ waKey }) => messages.byKey(waKey)?.deletion !== undefined,
  };
}
