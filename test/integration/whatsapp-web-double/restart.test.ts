import { expect, onTestFinished, test } from 'vitest';
import type { DoubleOptions } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { makeBench } from './stock-client.ts';

async function bench(options: DoubleOptions = {}) {
  const made = await makeBench(options);
  onTestFinished(() => made.end());
  return made;
}

test('a restarted host needs no scan, and what came meanwhile is there without an event', async () => {
  const { wa, ready } = await bench({ keyShape: 'old' });
  const anna = wa.customer('+4915112345', { name: 'Anna' });
  const stock = await ready();
  anna.writes('before');
  await stock.message('message', 'before');
  await stock.client.destroy();
  await wa.waitForConnected(0);
  for (let number = 1; number <= 130; number += 1) anna.writes(`meanwhile ${number}`);

  const again = await ready();
  expect(again.names()).toEqual(['authenticated', 'ready']);
  const [chat] = await again.client.getChats();
  expect(chat).toMatchObject({ unreadCount: 131 });
  const history = await chat?.fetchMessages({ limit: 200 });
  expect(history?.map((message) => message.body)).toEqual([
    'before',
    ...Array.from({ length: 130 }, (_, index) => `meanwhile ${index + 1}`),
  ]);
  anna.writes('after');
  await again.message('message', 'after');
  expect(again.values('message')).toHaveLength(1);
});

test('what comes between connecting and ready makes no event either', async () => {
  const { wa, start } = await bench();
  const anna = wa.customer('+4915112345', { name: 'Anna' });
  const stock = await start();
  await wa.phone.scan();
  anna.writes('in between');
  await stock.first('ready');
  anna.writes('after');
  await stock.message('message', 'after');
  expect(stock.values('message')).toHaveLength(1);
});

test('a message that WhatsApp did not get goes out after the restart, once', async () => {
  const { wa, ready } = await bench({ keyShape: 'old' });
  const anna = wa.customer('+4915112345', { name: 'Anna' });
  const stock = await ready();
  await wa.faults.hangSend('lost');
  const result = await stock.client.sendMessage(anna.address, 'late');
  expect(result.ack).toBe(0);
  expect(wa.sent).toEqual([]);
  await stock.client.destroy();
  await wa.waitForConnected(0);

  const again = await ready();
  const sent = await wa.waitForSent((message) => message.body === 'late');
  expect(sent.key.id).toBe(result.id.id);
  expect(await again.client.getMessageById(result.id._serialized)).toMatchObject({ body: 'late' });
  expect(wa.sent).toHaveLength(1);
});
