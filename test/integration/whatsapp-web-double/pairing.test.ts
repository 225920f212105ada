import { afterEach, expect, test } from 'vitest';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { linkedClient, makeProfile } from './stock-client.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('a scanned browser gets ready, receives a text and sends one', async () => {
  const wa = await startWhatsAppDouble();
  cleanups.push(() => wa.close());
  const profile = await makeProfile();
  cleanups.push(() => profile.remove());
  const stock = await linkedClient(wa, profile.path);
  cleanups.push(() => stock.end());
  const anna = wa.customer('+4915112345', { name: 'Anna' });

  const incoming = stock.next('message');
  anna.writes('hello');
  expect(await incoming).toMatchObject({ body: 'hello', from: anna.address });

  await stock.client.sendMessage(anna.address, 'hi');
  expect(await wa.waitForSent((message) => message.body === 'hi')).toMatchObject({
    to: anna.address,
    sentBy: 'device',
  });
  expect(wa.missingModules()).toEqual([]);
});
