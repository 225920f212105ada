import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';

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
