import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Delta } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq, WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

const write = async (text: string): Promise<void> => {
  office.gateway.emit({ type: 'message', message: incoming(text) });
  await office.settled();
};

test('deltas follow each other without holes and carry the conversation as it became', async () => {
  const { welcome } = office.core.sync.open(ana, null);
  const deltas: Delta[] = [];
  office.core.sync.on((delta) => deltas.push(delta));
  await write('one');
  await write('two');
  await office.reply(ana, 'three');

  let position: Seq = welcome.seq;
  for (const { after, upTo, entries } of deltas) {
    expect(after).toBe(position);
    expect(entries.at(-1)?.seq).toBe(upTo);
    position = upTo;
  }
  expect(position).toBe(office.store.read.journal.head());
  expect(deltas.at(-1)?.conversations).toEqual([office.conversations()[0]]);
  expect(deltas.at(-1)?.counts).toEqual({ ...NO_COUNTS, open: 1, byOwner: { [ana.id]: 1 } });
});

test('whoever comes back gets exactly what was missed', async () => {
  const before = office.core.sync.open(ana, null).welcome;
  await write('one');
  await write('two');
  const { welcome, missed } = office.core.sync.open(ana, before);

  expect(welcome).toMatchObject({ mode: 'resumed', seq: before.seq });
  const entries = missed.flatMap((delta) => delta.entries);
  const expected = office.store.read.journal.after(before.seq, 100);
  expect(entries).toEqual(expected);
  expect(missed.at(-1)?.upTo).toBe(office.store.read.journal.head());
});

test('another journal, the future or too long an absence need a snapshot', async () => {
  const { journalId, seq } = office.core.sync.open(ana, null).welcome;
  const mode = (id: string, at: number) =>
    office.core.sync.open(ana, { journalId: id, seq: at as Seq }).welcome.mode;
  expect(mode(journalId, seq)).toBe('resumed');
  expect(mode('another', seq)).toBe('snapshot');
  expect(mode(journalId, seq + 1)).toBe('snapshot');

  for (let n = 0; n < 2_600; n += 1) {
    const contact = { address: `49${String(n).padStart(9, '0')}@c.us` as WaAddress };
    office.gateway.emit({ type: 'message', message: incoming('Hello', { contact }) });
  }
  await office.settled();
  expect(mode(journalId, seq)).toBe('snapshot');
});

test('agents get neither the audit entries nor the code that links the number', async () => {
  const before = office.core.sync.open(ben, null).welcome;
  office.gateway.emit({
    type: 'link',
    state: { name: 'waiting-for-scan', code: '2@secret', pairing: null },
  });
  await office.core.accounts.signIn({ name: 'Ben', password: 'correct horse' }, 'test');
  await write('one');

  const forBen = office.core.sync.open(ben, before);
  const forAna = office.core.sync.open(ana, before);
  const kinds = (opening: typeof forBen) =>
    opening.missed.flatMap(({ entries }) => entries.map(({ fact }) => fact.kind));
  expect(kinds(forBen)).toEqual(['conversation.started', 'message.received']);
  expect(kinds(forAna)).toEqual(['number.state-changed', 'session.started', ...kinds(forBen)]);
  expect(forBen.missed.at(-1)?.upTo).toBe(forAna.missed.at(-1)?.upTo);
  expect(JSON.stringify(forBen)).not.toContain('2@secret');
  expect(forAna.welcome.number).toEqual({
    name: 'waiting-for-scan',
    code: '2@secret',
    pairing: null,
  });
});

test('history pages meet without holes from any place', async () => {
  for (let n = 0; n < 25; n += 1)
    office.gateway.emit({ type: 'message', message: incoming(`${n}`) });
  await office.settled();
  const [conversation] = office.conversations();
  const history = office.core.handlers['conversation.history'];
  const page = async (
    messageId: number | null,
    side: 'before' | 'after' | 'around',
    limit = 10,
  ) => {
    const anchor = messageId === null ? null : { messageId: messageId as never, side };
    const outcome = await history({ conversationId: conversation!.id, anchor, limit }, ben);
    if (!outcome.ok) throw new Error(outcome.message);
    return outcome.value;
  };
  const all = office.messages().map(({ id }) => id);

  const newest = await page(null, 'before');
  expect(newest.messages.map(({ id }) => id)).toEqual(all.slice(-10));
  expect(newest).toMatchObject({ hasOlder: true, hasNewer: false });
  const older = await page(newest.messages[0]!.id, 'before', 20);
  expect(older.messages.map(({ id }) => id)).toEqual(all.slice(0, 15));
  expect(older.hasOlder).toBe(false);
  const newer = await page(older.messages.at(-1)!.id, 'after', 10);
  expect(newer.messages.map(({ id }) => id)).toEqual(all.slice(-10));
  expect(newer.hasNewer).toBe(false);
  const around = await page(all[12]!, 'around');
  expect(around.messages.map(({ id }) => id)).toEqual(all.slice(7, 18));
  expect(around).toMatchObject({ hasOlder: true, hasNewer: true });
});

test('search finds people by name and number and words in what was said', async () => {
  await write('Can I bring my dog to the café?');
  const search = async (text: string) => {
    const outcome = await office.core.handlers.search({ text, limit: 10 }, ben);
    if (!outcome.ok) throw new Error('search does not fail');
    return outcome.value;
  };
  expect((await search('cafe dog')).messages).toHaveLength(1);
  expect((await search('cafe cat')).messages).toHaveLength(0);
  expect((await search('ann')).conversations).toMatchObject([{ contact: { name: 'Anna' } }]);
  expect((await search('151111')).conversations).toHaveLength(1);
});
