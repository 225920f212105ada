import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredUpload } from '#main/core/ports/records.ts';
import { previewKindSchema } from '#shared/domain/conversation.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId, MediaHash, Seq, WaAddress } from '#shared/domain/ids.ts';
import type { Fact, NewJournalEntry } from '#shared/domain/journal.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import { deliveryStateSchema, mediaKindSchema } from '#shared/domain/message.ts';
import type { Content } from '#shared/domain/message.ts';
import { NOON, aContact, aConversation, aMessage, anAgent } from '#test/doubles/store/builders.ts';
import { otherContents } from '#test/doubles/contents.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';
import { runs } from '#test/doubles/property-runs.ts';

const agentId = 1 as AgentId;
const author = fc.constantFrom(
  { type: 'contact' } as const,
  { type: 'phone' } as const,
  { type: 'agent', agentId } as const,
  { type: 'deskline' } as const,
  { type: 'bot' } as const,
  { type: 'bot', rule: { id: 3 as RuleId, name: 'Invoices' } } as const,
  { type: 'whatsapp' } as const,
);
const state = fc.constantFrom(...deliveryStateSchema.options);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const text = fc.string({ unit: 'grapheme' });
const hash = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => hex as MediaHash);

const media = fc.record({
  state: fc.constantFrom('pending', 'ready', 'failed', 'gone', 'held'),
  hash: orNull(hash),
  mime: text,
  bytes: orNull(fc.nat()),
  fileName: orNull(text),
  seconds: orNull(fc.double({ min: 0, max: 1e6, noNaN: true }).map((n) => n + 0)),
  width: orNull(fc.integer({ min: 1, max: 10_000 })),
  height: orNull(fc.integer({ min: 1, max: 10_000 })),
});
const content: fc.Arbitrary<Content> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constantFrom(...mediaKindSchema.options), caption: text, media }),
  fc.record({ kind: fc.constant('unsupported' as const), type: text }),
  fc.constantFrom(...otherContents),
);
const failure = fc.record({ code: fc.constantFrom('rejected', 'no-answer'), detail: text });
const messageChanges = fc.record({
  author,
  at: fc.nat({ max: 2 ** 45 }),
  content,
  state,
  failure: orNull(failure),
  arrivedLate: fc.boolean(),
  isImported: fc.boolean(),
});
const preview = fc.record({
  messageId: fc.constant(aMessage(1).id),
  at: fc.nat({ max: 2 ** 45 }),
  author,
  kind: fc.constantFrom(...previewKindSchema.options),
  text,
  state,
});
const conversationChanges: fc.Arbitrary<Partial<Conversation>> = fc.record({
  state: fc.constantFrom('waiting', 'open', 'closed'),
  ownerId: orNull(fc.constant(agentId)),
  last: orNull(preview),
  lastAt: fc.nat({ max: 2 ** 45 }),
  lastCustomerMessageId: orNull(fc.constant(aMessage(1).id)),
  waitingSince: orNull(fc.nat({ max: 2 ** 45 })),
  unread: fc.nat(),
  episode: fc.nat(),
});

test('a message comes back as it was stored, and as it was changed', async () => {
  const store = temporaryStore();
  await store.write((tx) => {
    tx.state.putAgent(anAgent(1));
    tx.state.putConversation(aConversation(1));
  });
  let id = 0;
  const pairs = fc.array(fc.tuple(messageChanges, messageChanges), { minLength: 25 });
  await fc.assert(
    fc.asyncProperty(pairs, async (changes) => {
      const stored = changes.map(([first]) => aMessage(++id, first));
      const changed = stored.map((message, n) => ({ ...message, ...changes[n]?.[1] }));
      await store.write((tx) => stored.forEach((message) => tx.state.insertMessage(message)));
      expect(stored.map((message) => store.read.messages.get(message.id))).toEqual(stored);
      await store.write((tx) => changed.forEach((message) => tx.state.updateMessage(message)));
      expect(stored.map((message) => store.read.messages.get(message.id))).toEqual(changed);
    }),
    runs(10),
  );
});

test('a conversation comes back as it was put, each time', async () => {
  const store = temporaryStore();
  await store.write((tx) => tx.state.putAgent(anAgent(1)));
  const put = fc.tuple(fc.nat({ max: 20 }), text, conversationChanges);
  await fc.assert(
    fc.asyncProperty(fc.array(put, { minLength: 25 }), async (puts) => {
      const conversations = puts.map(([n, name, changes]) => {
        const contact = aContact(n + 1, { name: `N${name}` });
        return aConversation(n + 1, { ...changes, contact });
      });
      await store.write((tx) => conversations.forEach((each) => tx.state.putConversation(each)));
      const newest = new Map(conversations.map((each) => [each.id, each]));
      for (const [id, conversation] of newest) {
        expect(store.read.conversations.get(id)).toEqual(conversation);
        expect(store.read.conversations.byContact(conversation.contact.id)).toEqual(conversation);
      }
    }),
    runs(10),
  );
});

test('a message must be there before it changes', async () => {
  const store = temporaryStore();
  const update = store.write((tx) => tx.state.updateMessage(aMessage(9)));
  await expect(update).rejects.toThrow('Invariant broken');
});

test('an address leads to the contact that has it last', async () => {
  const store = temporaryStore();
  const lid = '880001@lid' as WaAddress;
  const [one, two] = [aContact(1), aContact(2)];
  const put = (contact: typeof one) =>
    store.write((tx) => tx.state.putConversation({ ...aConversation(contact.id), contact }));
  await put({ ...one, addresses: [one.address, lid] });
  await put(two);
  expect(store.read.contacts.byAddresses([lid])?.id).toBe(1);
  await put({ ...two, addresses: [lid, two.address] });
  expect(store.read.contacts.byAddresses([lid])?.id).toBe(2);
  await put({ ...two, addresses: [two.address] });
  expect(store.read.contacts.byAddresses([lid])).toBeNull();
  expect(store.read.contacts.byAddresses([lid, two.address, one.address])?.id).toBe(2);
  expect(store.read.contacts.byPhone(one.phone ?? '').map(({ id }) => id)).toEqual([1]);
});

test('agents are found by name without case, and a name is taken once', async () => {
  const store = temporaryStore();
  await store.write((tx) => tx.state.putAgent(anAgent(1, { name: 'Zoë Müller' })));
  expect(store.read.agents.byName('ZOË MÜLLER')?.id).toBe(1);
  expect(store.read.agents.byName('Zoe')).toBeNull();
  const again = store.write((tx) => tx.state.putAgent(anAgent(2, { name: 'zoë müller' })));
  await expect(again).rejects.toThrow(/UNIQUE/);
  await store.write((tx) => tx.state.putAgent(anAgent(1, { name: 'Zoë', role: 'admin' })));
  expect(store.read.agents.all()).toEqual([anAgent(1, { name: 'Zoë', role: 'admin' })]);
});

test('passwords and sessions are kept apart from the agent', async () => {
  const store = temporaryStore();
  const session = {
    agentId,
    startedAt: NOON,
    lastUsedAt: NOON,
    activeAt: NOON,
    isLocked: false,
    device: 'Firefox',
    address: '::1',
    computerId: null,
    isRemote: false,
  };
  await store.write((tx) => {
    tx.state.putAgent(anAgent(1));
    tx.setPassword(agentId, { hash: 'first', isTemporary: true });
    tx.setPassword(agentId, { hash: 'second', isTemporary: false });
    tx.startSession('digest', session);
    tx.startSession('older', { ...session, lastUsedAt: NOON - 10 });
    tx.touchSession('digest', NOON + 5);
  });
  const { agents, sessions } = store.read;
  expect(agents.password(agentId)).toEqual({ hash: 'second', isTemporary: false });
  expect(agents.password(2 as AgentId)).toBeNull();
  expect(sessions.byTokenHash('digest')).toEqual({ ...session, lastUsedAt: NOON + 5 });
  await store.write((tx) => tx.endSessionsUnusedSince(NOON));
  expect(sessions.byTokenHash('older')).toBeNull();
  expect(sessions.of(agentId)).toEqual([{ ...session, lastUsedAt: NOON + 5, tokenHash: 'digest' }]);
  await store.write((tx) => tx.endSession('digest', { why: 'elsewhere', device: 'Safari' }, NOON));
  expect(sessions.byTokenHash('digest')).toBeNull();
  expect(sessions.ended('digest')).toEqual({ why: 'elsewhere', device: 'Safari' });
  await store.write((tx) => tx.forgetEndedSessions(NOON + 1));
  expect(sessions.ended('digest')).toBeNull();
});

test('uploads and marks are kept, replaced and removed', async () => {
  const store = temporaryStore();
  const upload: StoredUpload = {
    hash: 'a'.repeat(64) as MediaHash,
    mime: 'image/png',
    bytes: 12,
    by: agentId,
    at: NOON,
  };
  await store.write((tx) => {
    tx.state.putAgent(anAgent(1));
    tx.putUpload(upload);
    tx.putUpload({ ...upload, mime: 'image/jpeg' });
    tx.setMark('gap-after', 5);
    tx.setMark('gap-after', 7);
  });
  expect(store.read.uploads.get(upload.hash)).toEqual({ ...upload, mime: 'image/jpeg' });
  expect(store.read.marks.get('gap-after')).toBe(7);
  await store.write((tx) => tx.setMark('gap-after', null));
  expect(store.read.marks.get('gap-after')).toBeNull();
});

test('journal entries come back as they were appended, in order and in pages', async () => {
  const store = temporaryStore();
  const conversationId = 1 as ConversationId;
  const facts: Fact[] = [
    { kind: 'agent.added', agent: anAgent(1) },
    { kind: 'conversation.started', conversationId, contact: aContact(1) },
    { kind: 'message.received', conversationId, message: aMessage(1) },
    { kind: 'session.ended' },
  ];
  const news: NewJournalEntry[] = facts.map((fact, n) => ({
    at: NOON + n,
    by: n === 0 ? null : agentId,
    fact,
  }));
  const appended = await store.write((tx) => news.map((entry) => tx.appendEntry(entry)));
  expect(appended).toEqual(news.map((entry, n) => ({ ...entry, seq: n + 1 })));
  expect(store.read.journal.after(0 as Seq, 10)).toEqual(appended);
  expect(store.read.journal.after(1 as Seq, 2)).toEqual(appended.slice(1, 3));
  expect(store.read.journal.head()).toBe(4);
});
