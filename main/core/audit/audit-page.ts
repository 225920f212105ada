import type { Seq } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { AuditQuery } from '#shared/protocol/commands/audit.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { Reads } from '../ports/reads.ts';
import { auditMatcher, AuditNames } from './matches.ts';

/** So many lines one request looks through at most: the host has other things to do. */
const LOOKED_THROUGH = 2_000;
const BEYOND = Number.MAX_SAFE_INTEGER as Seq;

/** A page of the audit log, newest first. */
export function auditPage(
  read: Reads,
  query: AuditQuery,
  before: Seq | null,
  limit: number,
): CommandResult<'audit.list'> {
  const { topic, agentId, from, to, words } = query;
  const names = new AuditNames(read);
  const matches = auditMatcher(words, names);
  const after = from === null ? (0 as Seq) : read.journal.positionAt(from);
  let end = before ?? BEYOND;
  if (to !== null) end = Math.min(end, read.journal.positionAt(to) + 1) as Seq;

  const step = words.length === 0 ? limit : Math.max(limit, 500);
  const entries: JournalEntry[] = [];
  let looked = 0;
  let last: JournalEntry | null = null;
  let isAll = false;
  while (entries.length < limit && looked < LOOKED_THROUGH) {
    const found = read.audit.lines({ topic, agentId, after, before: last?.seq ?? end }, step);
    for (const entry of found) {
      looked += 1;
      last = entry;
      if (matches(entry)) entries.push(entry);
      if (entries.length === limit) break;
    }
    isAll = found.length < step && last?.seq === (found.at(-1)?.seq ?? last?.seq);
    if (isAll) break;
  }
  const contacts = new Map(
    entries.flatMap((entry) => {
      const contact = names.contactOf(entry);
      return contact === null ? [] : [[contact.conversationId, contact] as const];
    }),
  );
  return {
    entries,
    contacts: [...contacts.values()],
    next: isAll ? null : (last?.seq ?? null),
    lookedBackTo: isAll ? null : (last?.at ?? null),
  };
}
