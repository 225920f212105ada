import { describe, expect, test } from 'vitest';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import { browserProcesses } from './browser-processes.ts';
import { linkNames, useOffice } from './linked-gateway.ts';

const office = useOffice();

describe('the link', () => {
  test('shows the QR code that the phone scans, and then says who it is', async () => {
    const desk = await office.open();
    const waiting = await desk.becomes('waiting-for-scan');
    const code = waiting.name === 'waiting-for-scan' ? waiting.code : null;
    expect(code).toMatch(/^2@/);
    await office.wa.phone.scan(code ?? '');
    await desk.becomes('connected');
    await desk.gateway.stop();

    const names = linkNames(desk);
    expect(names[0]).toBe('starting-browser');
    expect(names.at(-1)).toBe('stopped');
    expect(names).toContain('syncing');
    expect(desk.events.filter(({ type }) => type === 'ready')).toHaveLength(1);
  });

  test('a QR code that runs out is replaced', async () => {
    const desk = await office.open();
    const first = await desk.becomes('waiting-for-scan');
    const renewed = desk.next((event) => event.type === 'link');
    office.wa.renewQr();
    const second = await renewed;
    expect(second).toMatchObject({ type: 'link', state: { name: 'waiting-for-scan' } });
    expect(desk.gateway.link()).not.toEqual(first);
  });

  test('the code goes on being renewed after WhatsApp stops doing it by itself', async () => {
    const desk = await office.open();
    await desk.becomes('waiting-for-scan');
    const seen = new Set<string>();
    for (let lapses = 0; lapses < 8; lapses += 1) {
      const renewed = desk.next((event) => event.type === 'link');
      office.wa.renewQr();
      await renewed;
      seen.add(JSON.stringify(desk.gateway.link()));
    }
    expect(seen.size).toBe(8);
    await office.wa.phone.scan();
    await desk.becomes('connected');
  });

  test('stopping leaves no process behind, whenever it comes', async () => {
    const desk = await office.link();
    expect((await browserProcesses(office.folder)).length).toBeGreaterThan(0);
    await desk.gateway.stop();
    await desk.gateway.stop();
    expect(await browserProcesses(office.folder)).toEqual([]);
    expect(desk.gateway.link()).toEqual({ name: 'stopped' });

    const early = await office.open();
    await early.gateway.stop();
    expect(await browserProcesses(office.folder)).toEqual([]);
  });

  test('a call without a connection is refused at once', async () => {
    const desk = await office.open();
    const key = waMessageKeySchema.parse('true_4915100001@c.us_ID');
    const to = waAddressSchema.parse('4915100001@c.us');
    const notConnected = expect.objectContaining({ code: 'not-connected' }) as unknown;
    await expect(desk.gateway.chats()).rejects.toEqual(notConnected);
    await expect(desk.gateway.newKey(to)).rejects.toEqual(notConnected);
    expect(await desk.gateway.find(key)).toBe('unknown');
    const content = { kind: 'text', text: 'too early' } as const;
    expect(await desk.gateway.send({ key, to, content })).toMatchObject({
      outcome: 'refused',
      failure: { code: 'not-linked' },
    });
  });

  test('a browser that does not start is unreachable with a reason, and is tried again', async () => {
    const desk = await office.open('/bin/false');
    const state = await desk.becomes('unreachable');
    expect(state).toMatchObject({
      reason: expect.stringContaining('could not be started') as string,
    });
    await desk.becomes('starting-browser');
  });
});

describe('what WhatsApp Web says of its connection', () => {
  test('is passed on: gone, used elsewhere, back', async () => {
    const desk = await office.link();
    office.wa.faults.setState('TIMEOUT');
    expect(await desk.becomes('unreachable')).toMatchObject({
      reason: expect.stringContaining('trying again') as string,
    });
    const ready = desk.next(({ type }) => type === 'ready');
    office.wa.faults.setState('CONNECTED');
    await ready;
    expect(desk.gateway.link()).toMatchObject({ name: 'connected', phone: '+4930111222' });
    office.wa.faults.setState('CONFLICT');
    await desk.becomes('used-elsewhere');
  });

  test('a sync that ends unnoticed is noticed all the same', async () => {
    office.wa.faults.syncEarly();
    const desk = await office.open();
    await office.wa.phone.scan();
    await desk.becomes('connected');
    const ella = office.wa.customer('+4915100024');
    ella.writes('heard?');
    await desk.message(({ contact }) => contact.address === ella.address);
  });
});
