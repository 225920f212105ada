import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { newRef, Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';
import type { RawScreen } from '#test/doubles/hub/raw-screen.ts';

let office: Office;
let hub: OfficeHub;
let ana: Agent;
let ben: Agent;
let cleo: Agent;

beforeEach(async () => {
  office = await Office.open();
  hub = await OfficeHub.open(office);
  [ana, ben, cleo] = (await office.hire('Ana', 'Ben', 'Cleo')) as [Agent, Agent, Agent];
  office.gateway.connect();
  await office.core.handlers['settings.change'](
    { name: 'visibility.agentsSee', value: 'queue-and-own' },
    ana,
  );
});

afterEach(async () => {
  await hub.close();
  await office.remove();
});

async function write(address: string): Promise<Conversation> {
  const contact = { address: address as WaAddress };
  office.gateway.emit({ type: 'message', message: incoming('Hello', { contact }) });
  await office.settled();
  const { id } = office.store.read.contacts.byAddresses([contact.address])!;
  return office.store.read.conversations.byContact(id)!;
}

const now = ({ id }: Conversation) => office.store.read.conversations.get(id)!;
const asked = (conversation: Conversation) => {
  const { id: conversationId, epoch } = now(conversation);
  return { conversationId, epoch };
};

async function own(conversation: Conversation, agent: Agent): Promise<Conversation> {
  const claimed = await office.core.handlers['conversation.claim'](asked(conversation), agent);
  expect(claimed).toMatchObject({ ok: true });
  return now(conversation);
}

const take = (conversation: Conversation, reason: string) =>
  office.core.handlers['conversation.take-over']({ ...asked(conversation), reason }, ana);

const give = (conversation: Conversation, from: Agent, to: Agent) =>
  office.core.handlers['conversation.transfer'](
    { ...asked(conversation), to: { type: 'agent', agentId: to.id }, note: null },
    from,
  );

/** The next delta that says that something left. */
async function left(screen: RawScreen) {
  for (;;) {
    const delta = await screen.next('delta');
    if (delta.gone !== undefined) return delta;
  }
}

test('who loses a chat to a supervisor is told by whom and why, and nothing else of it', async () => {
  const chat = await own(await write('491510000001@c.us'), ben);
  const screen = await hub.signedIn(ben);
  await take(chat, 'You are at lunch');
  const { gone, lost, entries, conversations } = await left(screen);
  const ofChats = entries.filter(({ fact }) => 'conversationId' in fact);
  expect({ gone, lost, ofChats, conversations }).toEqual({
    gone: [chat.id],
    lost: [
      {
        conversationId: chat.id,
        contact: chat.contact,
        move: { by: ana.id, why: 'taken-over', reason: 'You are at lunch' },
        ownerId: ana.id,
      },
    ],
    ofChats: [],
    conversations: [],
  });
});

test('who loses one by a transfer of somebody else, or because that is taken back, is told so', async () => {
  const chat = await own(await write('491510000001@c.us'), ben);
  const [bens, cleos] = [await hub.signedIn(ben), await hub.signedIn(cleo)];
  await give(chat, ana, cleo);
  expect((await left(bens)).lost).toMatchObject([
    { move: { by: ana.id, why: 'by-hand' }, ownerId: cleo.id },
  ]);
  await office.core.handlers['conversation.undo'](asked(chat), ana);
  expect((await left(cleos)).lost).toMatchObject([
    { move: { by: ana.id, why: null }, ownerId: ben.id },
  ]);
});

test('who gave it away is told nothing of it, and nobody is told of another’s', async () => {
  const chat = await own(await write('491510000001@c.us'), ben);
  const screen = await hub.signedIn(ben);
  await give(chat, ben, cleo);
  expect((await left(screen)).lost).toBeUndefined();
  await take(chat, 'For me');
  await write('491510000002@c.us');
  const { lost, entries } = await screen.next('delta');
  expect(lost).toBeUndefined();
  expect(JSON.stringify(entries)).not.toContain('For me');
});

test('who was away is told when they come back, of what took it from them alone', async () => {
  const chat = await own(await write('491510000001@c.us'), ben);
  const first = await hub.signedIn(ben);
  first.socket.terminate();
  const resume = {
    journalId: office.store.read.journal.id(),
    seq: office.store.read.journal.head(),
  };
  await take(chat, 'You are at lunch');
  await give(chat, ana, cleo);
  const screen = await hub.signedIn(ben, { resume });
  const { lost } = await left(screen);
  expect(lost).toMatchObject([{ move: { why: 'taken-over' }, ownerId: ana.id }]);
});

test('who asked for a chat and does not see it any more is told what came of that', async () => {
  const { handlers } = office.core;
  const tag = { id: null, name: 'Prices', colour: 'grey', isRetired: false } as const;
  await handlers['tag.save']({ tag }, ana);
  const tagId = office.store.read.labels.get().tags[0]!.id;
  await handlers['agent.change']({ agentId: ben.id, skills: [tagId] }, ana);
  const chat = await own(await write('491510000001@c.us'), cleo);
  await handlers['conversation.tag']({ conversationId: chat.id, tagId, isOn: true }, cleo);
  const screen = await hub.signedIn(ben);
  expect(await handlers['conversation.request'](asked(chat), ben)).toMatchObject({ ok: true });
  await handlers['conversation.tag']({ conversationId: chat.id, tagId, isOn: false }, cleo);
  expect((await left(screen)).lost).toBeUndefined();
  await handlers['conversation.answer-request']({ ...asked(chat), answer: 'keep' }, cleo);
  const { lost, entries } = await screen.next('delta');
  expect(entries).toEqual([]);
  expect(lost).toMatchObject([{ move: { by: cleo.id, why: 'kept' }, ownerId: cleo.id }]);
});

test('who claims or answers later than another is told who has it, and nothing else', async () => {
  const chat = await write('491510000001@c.us');
  const [conversationId, epoch] = [chat.id, chat.epoch];
  const screen = await hub.signedIn(ben);
  const lastSeenMessageId = chat.lastCustomerMessageId;
  const body = { kind: 'text', text: 'Hello' };
  const winner = { ok: false, code: 'not-owner', details: { ownerId: cleo.id } };
  const claim = () => hub.ask(screen, 'conversation.claim', { conversationId, epoch });
  await own(chat, cleo);
  expect(await claim()).toMatchObject(winner);
  const reply = { conversationId, epoch, lastSeenMessageId, clientRef: newRef(), body };
  expect(await hub.ask(screen, 'reply.send', reply)).toMatchObject(winner);
  const conversations = [{ conversationId, epoch }];
  expect(await hub.ask(screen, 'conversation.claim-many', { conversations })).toMatchObject({
    value: { results: [{ outcome: 'refused', why: 'not-owner', ownerId: cleo.id }] },
  });
  const close = { conversationId, epoch, lastSeenMessageId };
  expect(await hub.ask(screen, 'conversation.close', close)).toMatchObject({ code: 'not-found' });
  // What came after the claim is none of theirs, and no other epoch says anything.
  const next = { conversationId, epoch: epoch + 1 };
  expect(await hub.ask(screen, 'conversation.claim', next)).toMatchObject({ code: 'not-found' });
  // It has gone on at once: who was faster is told all the same, and not who has it now.
  await give(chat, cleo, ana);
  const passedOn = { ok: false, code: 'not-owner', details: { fasterId: cleo.id } };
  const answer = await claim();
  expect(answer).toMatchObject(passedOn);
  expect(answer).toHaveProperty('details', { fasterId: cleo.id });
  expect(await hub.ask(screen, 'reply.send', reply)).toMatchObject(passedOn);
  expect(await hub.ask(screen, 'conversation.claim', next)).toMatchObject({ code: 'not-found' });
  // Who asks of a chat of the past is told nothing.
  await office.clock.advance(11_000);
  expect(await claim()).toMatchObject({ code: 'not-found', details: {} });
});

test('of all who claim in the same moment each is told who has it', async () => {
  const chat = await write('491510000001@c.us');
  const about = asked(chat);
  const claims = [ben, cleo].map((agent) =>
    office.core.handlers['conversation.claim'](about, agent),
  );
  const [won, lost] = await Promise.all(claims);
  expect(won).toMatchObject({ ok: true });
  expect(lost).toEqual({
    ok: false,
    code: 'not-owner',
    message: expect.any(String) as string,
    ownerId: ben.id,
  });
  const two = asked(await write('491510000002@c.us'));
  const many = [cleo, ben].map((agent) =>
    office.core.handlers['conversation.claim-many']({ conversations: [two] }, agent),
  );
  expect((await Promise.all(many))[1]).toMatchObject({
    value: { results: [{ outcome: 'refused', ownerId: cleo.id }] },
  });
});

test('who hands over everything is told what went, and can take it back', async () => {
  const chats = [await write('491510000001@c.us'), await write('491510000002@c.us')];
  for (const chat of chats) await office.core.handlers['conversation.claim'](asked(chat), ben);
  const screen = await hub.signedIn(ben);
  const to = { type: 'agent', agentId: cleo.id };
  const given = await hub.ask(screen, 'conversation.hand-over-all', { to, note: '' });
  expect(given).toMatchObject({ ok: true, value: { conversations: chats.map(asked) } });
  const value = (given as { value?: unknown }).value as { conversations: unknown };
  await hub.ask(screen, 'conversation.undo-many', { conversations: value.conversations });
  expect(chats.map((chat) => now(chat).ownerId)).toEqual([ben.id, ben.id]);
});
