import { expect, test } from 'vitest';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import { createWhatsAppGateway } from '#main/gateway/whatsapp/whatsapp-gateway.ts';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import { silentLog } from '#test/doubles/log.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const MISSING = { problem: 'none-found', detail: 'Install a browser.' } as const;

test('without a browser the gateway says what to do and refuses everything', async () => {
  const gateway = createWhatsAppGateway({
    directory: '/nowhere',
    browser: () => Promise.resolve(MISSING),
    log: silentLog,
    clock: new ManualClock(),
  });
  const events: GatewayEvent[] = [];
  gateway.on((event) => void events.push(event));
  const to = waAddressSchema.parse('4915112345@c.us');
  const key = waMessageKeySchema.parse('true_4915112345@c.us_A');

  expect(gateway.link()).toEqual({ name: 'stopped' });
  const missing = new Promise<void>((resolve) => {
    gateway.on((event) => {
      if (event.type === 'link' && event.state.name === 'browser-missing') resolve();
    });
  });
  await gateway.start();
  await missing;
  expect(gateway.link()).toEqual({ name: 'browser-missing', ...MISSING });
  await expect(gateway.newKey(to)).rejects.toMatchObject({ code: 'not-connected' });
  await expect(gateway.history(to, 5, null)).rejects.toMatchObject({ code: 'not-connected' });
  const content = { kind: 'text', text: 'hello' } as const;
  expect(await gateway.send({ key, to, content })).toMatchObject({
    outcome: 'refused',
    failure: { code: 'not-linked' },
  });
  expect(await gateway.find(key)).toBe('unknown');
  await gateway.stop();
  expect(events.map((event) => event.type === 'link' && event.state.name)).toEqual([
    'starting-browser',
    'browser-missing',
    'stopped',
  ]);
});
