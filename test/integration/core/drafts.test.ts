import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftChange, Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { DRAFT_LENGTH, MOST_DRAFTS } from '#shared/domain/draft.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, MessageId, Seq, WaAddress } from '#shared/domain/ids.ts';
import { commands } from '#shared/protocol/commands/index.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent;
let told: DraftChange[];

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  office.gateway.connect();
  await writes(1);
  told = [];
  office.core.drafts.on((change) => told.push(change));
});
afterEach(() => office.remove());

async function writes(customer: number): Promise<void> {
  const address = `4915100000${customer}@c.us` as WaAddress;
  const contact = { address, addresses: [address], phone: `+4915100000${customer}` };
  office.gateway.emit({ type: 'message', message: incoming('Hello?', { contact }) });
  await office.settled();
}

const conversation = () => office.conversations()[0]!;
const save = (
  agent: Agent,
  text: string,
  { id = conversation().id, quote = null as MessageId | null, kind = 'message' as const } = {},
  screen?: Screen,
) => office.core.handlers['draft.save']({ conversationId: id, kind, text, quote }, agent, screen);
const drafts = (agent: Agent) =>
  office.core.sync.open(agent, null).welcome.drafts.map(({ text }) => text);

test('what an agent begins is part of their next welcome, and of nobody else’s', async () => {
  await save(ben, 'Dear A');
  await save(ben, 'Dear Anna');
  expect(drafts(ben)).toEqual(['Dear Anna']);
  expect(drafts(ana)).toEqual([]);
});

test('it survives the host, and ends with nothing', async () => {
  await save(ben, 'Dear Anna', { quote: office.messages()[0]!.id });
  await office.close();
  office = await Office.open(office);
  expect(office.core.sync.open(ben, null).welcome.drafts).toEqual([
    {
      conversationId: conversation().id,
      kind: 'message',
      text: 'Dear Anna',
      quote: office.messages()[0]!.id,
    },
  ]);
  await save(ben, '');
  expect(drafts(ben)).toEqual([]);
});

test('a note in the making is kept apart from a message in the making', async () => {
  const { id } = conversation();
  const note = { conversationId: id, kind: 'note', text: 'She is upset', quote: null } as const;
  await office.core.handlers['draft.save'](note, ben);
  await save(ben, 'Dear Anna');
  expect(drafts(ben)).toEqual(['Dear Anna', 'She is upset']);
});

test('it is no part of the journal, and changes nothing that others see', async () => {
  await save(ben, 'Dear Anna');
  const entries = office.store.read.journal.after(0 as Seq, 1_000);
  expect(JSON.stringify(entries)).not.toContain('Dear Anna');
});

test('who saved later has the larger revision, and screens are told by whom and from where', async () => {
  const screen = office.core.presence.connected(ben.id, 'session');
  const first = await save(ben, 'Dear', {}, screen);
  const second = await save(ben, 'Dear Anna');
  expect(told).toMatchObject([
    { agentId: ben.id, draft: { text: 'Dear' }, screen },
    { agentId: ben.id, draft: { text: 'Dear Anna' }, screen: undefined },
  ]);
  const revisions = told.map(({ revision }) => revision);
  expect([first, second]).toMatchObject(revisions.map((revision) => ({ value: { revision } })));
  expect(revisions[1]).toBeGreaterThan(revisions[0]!);
});

test('there is none in a conversation that does not exist', async () => {
  expect(await save(ben, 'Dear', { id: 999 as ConversationId })).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  expect(told).toEqual([]);
});

test('too much for the host is refused and said, and nothing of what it has is dropped', async () => {
  const long = { conversationId: 1, kind: 'message', text: 'x'.repeat(DRAFT_LENGTH + 1) };
  expect(commands['draft.save'].params.safeParse({ ...long, quote: null }).success).toBe(false);
  for (let customer = 2; customer <= MOST_DRAFTS + 1; customer += 1) await writes(customer);
  const ids = Array.from({ length: MOST_DRAFTS + 1 }, (_, n) => (n + 1) as ConversationId);
  for (const id of ids.slice(0, MOST_DRAFTS)) await save(ben, `For ${id}`, { id });
  const id = ids.at(-1)!;
  expect(await save(ben, 'One more', { id })).toMatchObject({ ok: false, code: 'too-many' });
  const other = { id: ids[0]! };
  expect(await save(ben, 'Changed', other)).toMatchObject({ ok: true });
  expect(await save(ana, 'Hers', { id })).toMatchObject({ ok: true });
  await save(ben, '', other);
  expect(await save(ben, 'One more', { id })).toMatchObject({ ok: true });
  expect(drafts(ben)).toHaveLength(MOST_DRAFTS);
});

test('what was begun for two contacts is together when they are one', async () => {
  await writes(2);
  const [into, gone] = office.conversations() as [Conversation, Conversation];
  await save(ben, 'In the one', { id: into.id });
  await save(ben, 'In the other', { id: gone.id });
  await save(ana, 'Hers', { id: gone.id });
  await save(ana, 'To both', { id: into.id });
  told = [];
  await office.core.handlers['contact.merge'](
    {
      conversationId: into.id,
      epoch: into.epoch,
      otherId: gone.id,
      otherEpoch: gone.epoch,
    },
    ana,
  );
  await office.settled();
  const [only] = office.conversations();
  expect(office.core.sync.open(ben, null).welcome.drafts).toMatchObject([
    {
      conversationId: only!.id,
      text: expect.stringMatching(/^In the (one|other)\nIn the/) as string,
    },
  ]);
  expect(drafts(ana)).toHaveLength(1);
  expect(told.map(({ agentId, draft }) => [agentId, draft.conversationId])).toEqual([
    [ana.id, only!.id],
    [ben.id, only!.id],
  ]);
});
