import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HubClient } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { OfficeHub } from '#test/doubles/hub/office-hub.ts';

let office: Office;
let hub: OfficeHub;
let ana: Agent;
let agents: Agent[];

beforeEach(async () => {
  office = await Office.open();
  hub = await OfficeHub.open(office);
  [ana, ...agents] = (await office.hire('Ana', 'Ben', 'Cleo', 'Dan')) as [Agent, ...Agent[]];
  office.gateway.connect();
  await letSee('queue-and-own');
});

afterEach(async () => {
  await hub.close();
  await office.remove();
});

const letSee = (value: 'every-chat' | 'queue-and-own') =>
  office.core.handlers['settings.change']({ name: 'visibility.agentsSee', value }, ana);

/** The first answer may be one from before it began anew, and what it then reads comes first. */
async function upToDate(client: HubClient): Promise<void> {
  for (let asked = 0; asked < 2; asked += 1) await client.command('hours.look', { at: [] });
}

test('every screen shows what its person sees from now on, while somebody is writing', async () => {
  const contact = { address: '491510000001@c.us' as WaAddress };
  office.gateway.emit({ type: 'message', message: incoming('Hello', { contact }) });
  await office.settled();
  const chat = office.conversations()[0]!;
  const clients = await Promise.all(agents.map((agent) => hub.client(agent)));
  const [bens] = clients as [HubClient, ...HubClient[]];
  for (const client of clients) await client.loadView('all');
  await bens.command('conversation.claim', { conversationId: chat.id, epoch: chat.epoch });
  const shown = async () => {
    for (const client of clients) await upToDate(client);
    return clients.map(({ replica }) => replica.list('all').map(({ id }) => id));
  };
  for (const value of ['every-chat', 'queue-and-own', 'every-chat'] as const) {
    await bens.command('conversation.typing', { conversationId: chat.id, isTyping: true });
    await letSee(value);
    const others = value === 'every-chat' ? [chat.id] : [];
    expect(await shown()).toEqual([[chat.id], others, others]);
  }
  for (const client of clients) client.stop();
});
