import { describe, expect, test } from 'vitest';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import { ContactBook } from '#main/gateway/whatsapp/inbound/contact-book.ts';
import type { LookUpContacts } from '#main/gateway/whatsapp/inbound/contact-book.ts';
import { Inbound } from '#main/gateway/whatsapp/inbound/inbound.ts';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { createRecordingLog } from '#test/doubles/log.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { rawMessage } from './raw-messages.ts';

function setUp(lookUp: LookUpContacts = async () => []) {
  const clock = new ManualClock();
  const log = createRecordingLog();
  const events: GatewayEvent[] = [];
  const asked: (readonly string[])[] = [];
  const contacts = new ContactBook(
    (addresses) => {
      asked.push(addresses);
      return lookUp(addresses);
    },
    clock,
    log,
  );
  const inbound = new Inbound({ contacts, clock, log, emit: (event) => void events.push(event) });
  return { inbound, clock, log, events, asked, settled: () => clock.advance(0) };
}

const described = (events: readonly GatewayEvent[]) =>
  events.map((event) => {
    if (event.type === 'acknowledged') return event.state;
    if (event.type !== 'message') return event.type;
    const { content } = event.message;
    return content.kind === 'text' ? content.text : content.kind;
  });

const AS_OF = Date.UTC(2026, 0, 15);
const found = (data: unknown) => ({ data, addons: null });

const mine = (id: string) => ({ fromMe: true, id });

describe('inbound messages', () => {
  test('keep their order while names are looked up', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { inbound, events, asked, settled } = setUp(async () => {
      await held;
      return [];
    });
    inbound.message(rawMessage({ body: 'one' }, { id: '1' }));
    inbound.message(rawMessage({ body: 'two' }, { id: '2', remote: '4915199999@c.us' }));
    inbound.acknowledged(rawMessage({}, mine('3')), 1);
    inbound.message(rawMessage({ body: 'four' }, { id: '4' }));
    await settled();
    expect(events).toEqual([]);
    release();
    await settled();
    expect(described(events)).toEqual(['one', 'two', 'sent', 'four']);
    expect(asked).toHaveLength(2);
  });

  test('ask for each name once', async () => {
    const { inbound, events, asked, settled } = setUp(async (addresses) =>
      addresses.map((address) => ({ address, other: null, savedName: 'Anna', whatsappName: null })),
    );
    for (const id of ['1', '2', '3']) {
      inbound.message(rawMessage({}, { id }));
      await settled();
    }
    expect(asked).toEqual([['4915112345@c.us']]);
    expect(events).toMatchObject(
      Array.from({ length: 3 }, () => ({ message: { contact: { savedName: 'Anna' } } })),
    );
  });

  test('arrive without a name when it cannot be had, and the next one asks again', async () => {
    const { inbound, events, asked, log, settled } = setUp(() => Promise.reject(new Error('gone')));
    inbound.message(rawMessage({ notifyName: null }, { id: '1' }));
    await settled();
    inbound.message(rawMessage({}, { id: '2' }));
    await settled();
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      message: { contact: { whatsappName: null, phone: '+4915112345' } },
    });
    expect(asked).toHaveLength(2);
    expect(log.lines).toMatchObject([{ level: 'warn' }, { level: 'warn' }]);
  });

  test('that repeat are passed on once, and again when they say something new', async () => {
    const { inbound, events, settled } = setUp();
    inbound.message(rawMessage({ type: 'brand_new' }));
    inbound.message(rawMessage({ type: 'brand_new' }));
    inbound.message(rawMessage({ body: 'now readable' }));
    inbound.message(rawMessage({ body: 'now readable' }));
    await settled();
    expect(described(events)).toEqual(['unsupported', 'now readable']);
  });

  test('with an unusable key are logged and nothing else', async () => {
    const { inbound, events, log, settled } = setUp();
    inbound.message({ type: 'chat', body: 'secret' });
    inbound.message(null);
    await settled();
    expect(events).toEqual([]);
    expect(log.lines).toHaveLength(2);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  test('to ourselves stay out', async () => {
    const { inbound, events, settled } = setUp();
    inbound.setOwnAddresses(['4930111222@c.us', '900000000000001@lid']);
    inbound.message(rawMessage({}, { fromMe: true, remote: '4930111222@c.us' }));
    inbound.message(rawMessage({}, { fromMe: true, remote: '900000000000001@lid' }));
    await settled();
    expect(events).toEqual([]);
  });
});

describe('acknowledgements', () => {
  test('are passed on when they say more than the last one', async () => {
    const { inbound, events, settled } = setUp();
    for (const ack of [0, 1, 1, 3, 2, 3, 4]) inbound.acknowledged(rawMessage({}, mine('A')), ack);
    await settled();
    expect(described(events)).toEqual(['sent', 'read', 'played']);
  });

  test('of messages from the contact are not ours', async () => {
    const { inbound, events, settled } = setUp();
    inbound.acknowledged(rawMessage(), 3);
    await settled();
    expect(events).toEqual([]);
  });

  test('that a message from the phone brings along follow it', async () => {
    const { inbound, events, settled } = setUp();
    inbound.message(rawMessage({ ack: 2, body: 'typed' }, mine('P')));
    await settled();
    expect(described(events)).toEqual(['typed', 'delivered']);
  });
});

describe('a message that WhatsApp cannot read yet', () => {
  const placeholder = rawMessage({ type: 'ciphertext', body: undefined });

  test('arrives as such at once, and again once it can be read', async () => {
    const { inbound, events, settled } = setUp();
    inbound.message(placeholder);
    inbound.message(placeholder);
    await settled();
    expect(described(events)).toEqual(['waiting']);
    inbound.message(rawMessage({ body: 'at last' }));
    await settled();
    expect(described(events)).toEqual(['waiting', 'at last']);
  });

  test('is unsupported at once when it stays on the phone', async () => {
    const { inbound, events, settled } = setUp();
    const subtype = 'view_once_unavailable_fanout';
    inbound.message({ ...placeholder, subtype });
    await settled();
    expect(events).toMatchObject([
      { message: { content: { kind: 'unsupported', type: subtype } } },
    ]);
  });

  test('is in the history too', async () => {
    const { inbound } = setUp();
    const address = waAddressSchema.parse('4915112345@c.us');
    expect(await inbound.mapHistory(address, [found(placeholder)], AS_OF)).toMatchObject([
      { content: { kind: 'waiting' } },
    ]);
  });
});

test('history leaves out notices and other chats', async () => {
  const { inbound } = setUp();
  const address = waAddressSchema.parse('4915112345@c.us');
  const data = [
    rawMessage({ body: 'one' }, { id: '1' }),
    rawMessage({ type: 'e2e_notification' }, { id: '2' }),
    rawMessage({ body: 'two' }, { id: '3', fromMe: true }),
  ];
  const history = await inbound.mapHistory(address, data.map(found), AS_OF);
  expect(history.map(({ from, content }) => [from, content])).toEqual([
    ['contact', { kind: 'text', text: 'one' }],
    ['us', { kind: 'text', text: 'two' }],
  ]);
});
