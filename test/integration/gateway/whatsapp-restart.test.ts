import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { killBrowser, killRenderers } from './browser-processes.ts';
import { linkNames, useOffice } from './linked-gateway.ts';

const office = useOffice();

describe('a restart', () => {
  test('keeps the link, and what came meanwhile is in chats and history', async () => {
    const first = await office.link();
    await first.gateway.stop();
    const ben = office.wa.customer('+4915100021', { name: 'Ben' });
    ben.writes('while you were away');
    ben.writes('hello?');

    const second = await office.open();
    await second.becomes('connected');
    expect(linkNames(second)).not.toContain('waiting-for-scan');
    const [chat] = await second.gateway.chats();
    expect(chat).toMatchObject({ address: ben.address, unread: 2 });
    const history = await second.gateway.history(waAddressSchema.parse(ben.address), 20);
    expect(history.map(({ from, content }) => [from, content])).toEqual([
      ['contact', { kind: 'text', text: 'while you were away' }],
      ['contact', { kind: 'text', text: 'hello?' }],
    ]);
  });

  test('of the page makes everything new and repeats nothing', async () => {
    const desk = await office.link();
    const carla = office.wa.customer('+4915100022');
    carla.writes('before');
    await desk.message(({ content }) => content.kind === 'text' && content.text === 'before');
    for (let reloads = 0; reloads < 3; reloads += 1) {
      const ready = desk.next(({ type }) => type === 'ready');
      office.wa.faults.reloadPage();
      await ready;
    }
    await desk.becomes('connected');
    carla.writes('after');
    carla.writes('last');
    await desk.message(({ content }) => content.kind === 'text' && content.text === 'last');
    const texts = desk.events.flatMap((event) =>
      event.type === 'message' && event.message.content.kind === 'text'
        ? [event.message.content.text]
        : [],
    );
    expect(texts).toEqual(['before', 'after', 'last']);
  });

  test.each([
    ['the page crashes', killRenderers],
    ['the browser is killed', killBrowser],
  ])('follows when %s', async (_what, kill) => {
    // A profile that was closed in order once: Chromium writes a fresh link to disk only later.
    await (await office.link()).gateway.stop();
    const desk = await office.open();
    await desk.becomes('connected');
    const ready = desk.next(({ type }) => type === 'ready');
    await kill(office.folder);
    const state = await desk.becomes('unreachable');
    expect(state).toMatchObject({ retryAt: expect.any(Number) as number });
    await ready;
    expect(desk.gateway.link()).toMatchObject({ name: 'connected' });
    const dora = office.wa.customer('+4915100023');
    dora.writes('still there?');
    await desk.message(({ contact }) => contact.address === dora.address);
  });
});

describe('unlinking on the phone', () => {
  test('ends in a fresh QR code, and the number can be linked again for good', async () => {
    const desk = await office.link();
    const loggedOut = desk.becomes('logged-out');
    office.wa.phone.logout();
    expect(await loggedOut).toMatchObject({ reason: expect.stringContaining('phone') as string });
    await desk.becomes('waiting-for-scan');
    expect(existsSync(join(office.folder, 'session'))).toBe(true);

    await office.wa.phone.scan();
    await desk.becomes('connected');
    await desk.gateway.stop();
    const again = await office.open();
    await again.becomes('connected');
    expect(linkNames(again)).not.toContain('waiting-for-scan');
  });

  test('while the gateway was off leads to a QR code', async () => {
    const desk = await office.link();
    await desk.gateway.stop();
    office.wa.phone.logout();
    const again = await office.open();
    await again.becomes('waiting-for-scan');
  });
});
