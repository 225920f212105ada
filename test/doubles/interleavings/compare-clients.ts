import { expect } from 'vitest';
import type { HubClient, Timeline } from '#shared/client/types.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import { isAuditOnly } from '#shared/domain/journal.ts';
import { conversationViewSchema } from '#shared/protocol/commands/conversation.ts';
import { readHostFrame } from '#shared/client/read-frame.ts';
import type { BusyOffice } from './busy-office.ts';
import type { Desk } from './desk.ts';

/** I6 and I8: every screen shows what one shows that comes new, and no more than its agent may see. */
export async function compareClients(busy: BusyOffice): Promise<void> {
  for (const agent of busy.agents) {
    const others = busy.desks.filter((desk) => desk.agent === agent);
    const fresh = await busy.newcomer(agent);
    for (const desk of [...others, fresh]) await readAll(busy, desk);
    await openAll(busy, fresh);
    for (const desk of others) compare(desk.client, fresh.client);
    expectCounts(fresh.client);
    for (const desk of [...others, fresh]) expectRole(desk);
    busy.dismiss(fresh);
    await busy.calm();
  }
}

async function readAll(busy: BusyOffice, { client }: Desk): Promise<void> {
  for (const view of conversationViewSchema.options) {
    do {
      void client.loadView(view);
      await busy.calm();
    } while (client.replica.view(view).hasMore);
  }
}

async function openAll(busy: BusyOffice, { client }: Desk): Promise<void> {
  for (const id of client.replica.conversations.keys()) {
    void client.openTimeline(id);
    await busy.calm();
    while (client.replica.timeline(id)?.hasOlder) {
      void client.loadOlder(id);
      await busy.calm();
    }
  }
}

function compare({ replica: known }: HubClient, { replica: fresh }: HubClient): void {
  expect(byId(known.conversations)).toEqual(byId(fresh.conversations));
  expect(known.counts).toEqual(fresh.counts);
  expect(known.labels).toEqual(fresh.labels);
  expect(known.agents).toEqual(fresh.agents);
  expect(byId(known.presence)).toEqual(byId(fresh.presence));
  expect(byId(known.answering)).toEqual(byId(fresh.answering));
  expect(known.number).toEqual(fresh.number);
  expect(known.coverage).toEqual(fresh.coverage);
  expect(known.office).toEqual(fresh.office);
  for (const view of conversationViewSchema.options) {
    expect([view, known.list(view).map(({ id }) => id)]).toEqual([
      view,
      fresh.list(view).map(({ id }) => id),
    ]);
  }
  for (const id of fresh.conversations.keys()) {
    expect(known.pending(id)).toEqual([]);
    const open = known.timeline(id);
    if (open) compareTimelines(open, fresh.timeline(id));
  }
}

const byId = <V>(all: ReadonlyMap<number, V>) => [...all].sort(([a], [b]) => a - b);

function compareTimelines(open: Timeline, whole: Timeline | null): void {
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
function expectCounts({ replica }: HubClient): void {
  const all = [...replica.conversations.values()];
  const { counts } = replica;
  expect(counts.waiting).toBe(all.filter(({ state }) => state === 'waiting').length);
  expect(counts.open).toBe(all.filter(({ state }) => state === 'open').length);
  for (const id of replica.agents.keys()) {
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
function expectRole({ agent, heard }: Desk): void {
  if (agent.role === 'admin') return;
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
        if (said !== '' && ![...notes.values()].includes(said)) gone.add(said);
      }
    }
    // What a note was changed to may be answered to its writer when it is taken back already.
    const isOwnChange = frame?.t === 'result' && text.includes('"value":{"message":');
    if (isOwnChange) continue;
    for (const each of gone) expect(text).not.toContain(each);
  }
}
