import { describe, expect, test } from 'vitest';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import { browserProcesses } from './browser-processes.ts';
import { linkNames, sendText, withOffice } from './linked-gateway.ts';

describe('the link', () => {
  test(
    'shows a QR code, then says who it is, and leaves no process behind when stopped',
    withOffice(async ({ wa, folder, open }) => {
      const desk = await open();
      const waiting = await desk.becomes('waiting-for-scan');
      const code = waiting.name === 'waiting-for-scan' ? waiting.code : null;
      expect(code).toMatch(/^2@/);
      await wa.phone.scan(code ?? '');
      await desk.becomes('connected');
      expect((await browserProcesses(folder)).length).toBeGreaterThan(0);

      await desk.gateway.stop();
      await desk.gateway.stop();
      expect(await browserProcesses(folder)).toEqual([]);
      expect(desk.gateway.link()).toEqual({ name: 'stopped' });
      const names = linkNames(desk);
      expect(names[0]).toBe('starting-browser');
      expect(names.at(-1)).toBe('stopped');
      expect(names).toContain('syncing');
      expect(desk.events.filter(({ type }) => type === 'ready')).toHaveLength(1);
    }),
  );

  test(
    'renews its QR code, also after WhatsApp stops doing so by itself',
    withOffice(async ({ wa, open }) => {
      const desk = await open();
      await desk.becomes('waiting-for-scan');
      const seen = new Set([JSON.stringify(desk.gateway.link())]);
      for (let lapses = 0; lapses < 8; lapses += 1) {
        const renewed = desk.next((event) => event.type === 'link');
        wa.renewQr();
        await renewed;
        seen.add(JSON.stringify(desk.gateway.link()));
      }
      expect(seen.size).toBe(9);
      await wa.phone.scan();
      await desk.becomes('connected');
    }),
  );

  test(
    'refuses calls before there is a connection, and can be stopped at any time',
    withOffice(async ({ folder, open }) => {
      const { gateway } = await open();
      const key = waMessageKeySchema.parse('true_4915100001@c.us_ID');
      const to = waAddressSchema.parse('4915100001@c.us');
      const notConnected = expect.objectContaining({ code: 'not-connected' }) as unknown;
      await expect(gateway.chats()).rejects.toEqual(notConnected);
      await expect(gateway.newKey(to)).rejects.toEqual(notConnected);
      expect(await gateway.find(key)).toBe('unknown');
      const content = { kind: 'text', text: 'too early' } as const;
      expect(await gateway.send({ key, to, content })).toMatchObject({
        outcome: 'refused',
        failure: { code: 'not-linked' },
      });
      await gateway.stop();
      expect(await browserProcesses(folder)).toEqual([]);
    }),
  );

  test(
    'says so when the browser does not start, and tries again',
    withOffice(async ({ open }) => {
      const desk = await open({ browserPath: '/bin/false' });
      expect(await desk.becomes('restarting')).toMatchObject({ trouble: 'browser-failed' });
      await desk.becomes('starting-browser');
    }),
  );

  test(
    'passes on what WhatsApp Web says of its connection: gone, back, used elsewhere',
    withOffice(async ({ wa, link }) => {
      const desk = await link();
      wa.faults.setState('OPENING');
      expect(await desk.becomes('unreachable')).toMatchObject({ reason: 'connection-lost' });
      const ready = desk.next(({ type }) => type === 'ready');
      wa.faults.setState('CONNECTED');
      await ready;
      expect(desk.gateway.link()).toMatchObject({ name: 'connected', phone: '+4930111222' });
      wa.faults.setState('CONFLICT');
      await desk.becomes('used-elsewhere');
    }),
  );
});

// Mostly waiting: together they take no longer than the longest of them.
describe.concurrent('patience', () => {
  test(
    'a sync that ends unnoticed is noticed all the same',
    withOffice(async ({ wa, link }) => {
      wa.faults.syncEarly();
      const desk = await link();
      const ella = wa.customer('+4915100024');
      ella.writes('heard?');
      await desk.message(({ contact }) => contact.address === ella.address);
    }),
  );

  test(
    'a send that hangs is unknown in time; a look tells whether it went out',
    withOffice(async ({ wa, link }) => {
      const { gateway } = await link();
      const { address } = wa.customer('+4915100014');
      await wa.faults.hangSend('before');
      const before = await sendText(gateway, address, 'hangs before');
      expect(before.outcome).toMatchObject({ outcome: 'unknown' });
      expect(await gateway.find(before.key)).toBe('absent');

      await wa.faults.hangSend('after');
      const after = await sendText(gateway, address, 'hangs after');
      expect(after.outcome).toMatchObject({ outcome: 'unknown' });
      expect(await gateway.find(after.key)).toBe('sent');

      const next = await sendText(gateway, address, 'and goes on');
      expect(next.outcome).toEqual({ outcome: 'accepted' });
      await wa.waitForSent(({ body }) => body === 'and goes on');
      const texts = wa.sent.filter(({ to }) => to === address).map(({ body }) => body);
      expect(texts).toEqual(['hangs after', 'and goes on']);
    }),
  );
});
