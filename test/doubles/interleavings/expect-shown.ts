import { expect } from 'vitest';
import { readHostFrame } from '#shared/client/read-frame.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import { isAuditOnly } from '#shared/domain/journal.ts';
import { RULE_NOTE } from '../rules/switch-rule.ts';
import type { Shown } from './shown.ts';

/** I6: a screen with a history shows what one shows that comes new and reads everything. */
export function expectSame(known: Shown, fresh: Shown): void {
  const { timelines, ...rest } = known;
  const { timelines: whole, ...freshRest } = fresh;
  expect(rest).toEqual(freshRest);
  expect(known.pending).toEqual([]);
  for (const [index, open] of timelines.entries()) {
    if (open) expectStretch(open, whole[index] ?? null);
  }
}

type Stretch = Shown['timelines'][number];

function expectStretch(open: NonNullable<Stretch>, whole: Stretch): void {
  const all = whole?.messages ?? [];
  const from = open.hasOlder ? all.findIndex(({ id }) => id === open.messages[0]?.id) : 0;
  expect(open.messages).toEqual(all.slice(from, from + open.messages.length));
  expect(open.hasOlder).toBe(from > 0);
  expect(open.hasNewer).toBe(false);
  expect(open.messages.at(-1)?.id).toBe(all.at(-1)?.id);
  const since = open.hasOlder ? (open.messages[0]?.at ?? 0) : 0;
  const events = whole?.events.filter(({ at }) => at >= since);
  expect(open.events.filter(({ at }) => at >= since)).toEqual(events);
}

/** The counts are what counting gives. */
export function expectCounts({ conversations, counts, agents }: Shown): void {
  const all = conversations.map(([, conversation]) => conversation);
  expect(counts.waiting).toBe(all.filter(({ state }) => state === 'waiting').length);
  expect(counts.open).toBe(all.filter(({ state }) => state === 'open').length);
  for (const [id] of agents) {
    const own = all.filter(({ ownerId }) => ownerId === id);
    const open = own.filter(({ state }) => state === 'open').length;
    expect(counts.byOwner[id] ?? 0).toBe(open);
    expect(counts.snoozed[id] ?? 0).toBe(own.length - open);
    const named = all.filter(({ mentions }) =>
      mentions.some((mention) => mention.agentId === id && !mention.isSeen),
    );
    expect(counts.mentions[id] ?? 0).toBe(named.length);
  }
}

/** I8, by every frame that the host ever said to this screen. */
export function expectRole({ role }: Pick<Agent, 'role'>, heard: readonly string[]): void {
  if (role === 'admin') return;
  const notes = new Map<MessageId, string>();
  const gone = new Set<string>();
  for (const text of heard) {
    const frame = readHostFrame(text);
    expect(frame).not.toBeNull();
    for (const { fact } of frame?.t === 'delta' ? frame.entries : []) {
      expect(isAuditOnly(fact)).toBe(false);
      if (fact.kind === 'note.added' && fact.message.content.kind === 'note') {
        notes.set(fact.message.id, fact.message.content.text);
      } else if (fact.kind === 'note.edited') {
        notes.set(fact.messageId, fact.text);
      } else if (fact.kind === 'message.deleted') {
        const said = notes.get(fact.messageId) ?? '';
        notes.delete(fact.messageId);
        // Handing over everything writes the same down in several places.
        const isOfRule = said.startsWith(RULE_NOTE);
        if (said !== '' && !isOfRule && ![...notes.values()].includes(said)) gone.add(said);
      }
    }
    // What a note was changed to may be answered to its writer when it is taken back already.
    const isOwnChange = frame?.t === 'result' && text.includes('"value":{"message":');
    if (isOwnChange) continue;
    for (const each of gone) expect(text).not.toContain(each);
  }
}
