import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayEvent, OutgoingContent } from '#main/core/ports/gateway.ts';
import { humanPace } from '#main/gateway/simulator/pace.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { simulate } from './recorder.ts';

const grace = '447700900112@c.us' as WaAddress;
const text = (words: string): OutgoingContent => ({ kind: 'text', text: words });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-simulator-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function reply(
  simulator: ReturnType<typeof simulate>['simulator'],
  content: OutgoingContent,
) {
  const key = await simulator.newKey(grace);
  return { key, outcome: await simulator.send({ key, to: grace, content }) };
}

describe('the link', () => {
  test('goes from the browser to a connection and then says it is ready', async () => {
    const { simulator, clock, events, states } = simulate();
    await simulator.start();
    await clock.advance(0);
    expect(states()).toEqual(['starting-browser', 'syncing', 'connected']);
    expect(events.at(-1)).toEqual({ type: 'ready' });
    expect(simulator.link()).toMatchObject({ name: 'connected', affected: [] });
  });

  test('shows a code that is renewed until the phone scans it', async () => {
    const { simulator, clock, events, states } = simulate({ startLinked: false });
    await simulator.start();
    await clock.advance(45_000);
    const codes = events.flatMap((event) =>
      event.type === 'link' && event.state.name === 'waiting-for-scan' ? [event.state.code] : [],
    );
    expect(new Set(codes).size).toBe(3);
    simulator.scan();
    await clock.advance(0);
    expect(states().slice(-3)).toEqual(['linking', 'syncing', 'connected']);
  });

  test('ends when the phone logs us out, and a new code follows when it is asked for', async () => {
    const { simulator, clock, states, connect } = simulate();
    await connect();
    simulator.logOutOnPhone();
    await clock.advance(0);
    expect(states()).toEqual(['logged-out']);
    expect(simulator.order({ type: 'show-code' })).toBe(true);
    expect(states()).toEqual(['logged-out', 'waiting-for-scan']);
    await simulator.stop();
    expect(clock.pending).toBe(0);
  });

  test('leaves no timer behind when it stops', async () => {
    const { simulator, clock, connect } = simulate({ pace: humanPace });
    await connect();
    await clock.advance(5_000);
    const sending = reply(simulator, text('Hello'));
    await clock.advance(200);
    await sending;
    await simulator.stop();
    expect(clock.pending).toBe(0);
    expect(simulator.link()).toEqual({ name: 'stopped' });
  });
});

describe('a customer who writes', () => {
  test('is heard at once, known by name when known', async () => {
    const { simulator, messages, connect } = simulate({
      customers: [{ phone: '+447700900112', name: 'Grace', savedName: 'Grace Okafor' }],
    });
    await connect();
    const key = simulator.customerWrites(grace, 'Good morning');
    expect(messages()).toEqual([
      expect.objectContaining({
        key,
        from: 'contact',
        content: { kind: 'text', text: 'Good morning' },
        contact: expect.objectContaining({
          phone: '+447700900112',
          savedName: 'Grace Okafor',
        }) as unknown,
      }),
    ]);
  });

  test('keeps the phone number beside a hidden address', async () => {
    const { simulator, messages, connect } = simulate();
    await connect();
    const address = simulator.addCustomer({ phone: '+447700900134', name: 'Tom', lid: '902114' });
    simulator.customerWrites(address, 'Hi');
    expect(messages()[0]?.contact).toMatchObject({
      address: '902114@lid',
      addresses: ['902114@lid', '447700900134@c.us'],
      phone: '+447700900134',
    });
  });

  test('sends files that are pending first and fetched afterwards, byte by byte', async () => {
    const { simulator, messages, connect } = simulate();
    await connect();
    const bytes = new Uint8Array([1, 2, 3]);
    const key = simulator.customerWrites(grace, {
      kind: 'document',
      mime: 'application/pdf',
      fileName: 'a.pdf',
      bytes,
    });
    expect(messages()[0]?.content).toMatchObject({ media: { state: 'pending', hash: null } });
    expect(await simulator.fetchMedia(key)).toEqual({
      bytes,
      mime: 'application/pdf',
      fileName: 'a.pdf',
    });
    await expect(
      simulator.fetchMedia(simulator.customerWrites(grace, 'text')),
    ).rejects.toMatchObject({ code: 'media-unavailable' });
  });

  test('has times in whole seconds, as at WhatsApp', async () => {
    const { simulator, clock, messages, connect } = simulate();
    await connect();
    await clock.advance(1_234);
    simulator.customerWrites(grace, 'Hi');
    expect(messages()[0]?.at).toBe(clock.now() - 234);
  });
});

describe('a message of ours', () => {
  test('shows up as an event before send has an answer', async () => {
    const { simulator, events, connect } = simulate();
    await connect();
    const key = await simulator.newKey(grace);
    const order: string[] = [];
    simulator.on((event) => event.type === 'message' && order.push('event'));
    await simulator.send({ key, to: grace, content: text('Hello') }).then(() => order.push('sent'));
    expect(order).toEqual(['event', 'sent']);
    expect(events[0]).toMatchObject({ type: 'message', message: { key, from: 'us' } });
  });

  test('is recorded as received, then sent, delivered and read after pauses', async () => {
    const { simulator, clock, acks, connect } = simulate({ pace: humanPace });
    await simulator.start();
    await clock.advance(2_000);
    await connect();
    const sending = reply(simulator, text('Hello'));
    await clock.advance(160);
    const { key, outcome } = await sending;
    expect(outcome).toEqual({ outcome: 'accepted' });
    expect(await simulator.find(key)).toBe('pending');
    expect(acks()).toEqual([]);
    await clock.advance(10_000);
    expect(acks()).toEqual(['sent', 'delivered', 'read']);
    expect(await simulator.find(key)).toBe('read');
    expect(simulator.sent).toMatchObject([{ key, to: grace, content: text('Hello'), bytes: null }]);
  });

  test('carries the bytes of its file, and is refused without one', async () => {
    const { simulator, connect } = simulate();
    await connect();
    const path = join(folder, 'picture.png');
    await writeFile(path, 'pixels');
    const image = { kind: 'image', caption: '', mime: 'image/png', fileName: 'a.png' } as const;
    await reply(simulator, { ...image, path });
    expect(Buffer.from(simulator.sent[0]?.bytes ?? []).toString()).toBe('pixels');
    const { outcome } = await reply(simulator, { ...image, path: join(folder, 'gone.png') });
    expect(outcome).toMatchObject({ outcome: 'refused', failure: { code: 'media-rejected' } });
  });

  test('typed on the phone appears as ours and gets its ticks', async () => {
    const { simulator, clock, messages, acks, connect } = simulate();
    await connect();
    simulator.phoneTypes(grace, 'Answered on the phone');
    await clock.advance(0);
    expect(messages()).toMatchObject([{ from: 'us' }]);
    expect(acks()).toEqual(['sent', 'delivered', 'read']);
    expect(simulator.sent).toEqual([]);
  });

  test('typed on the phone a while ago has been read since', async () => {
    const { simulator, clock, acks, connect } = simulate();
    await connect();
    simulator.phoneTypes(grace, 'Yesterday', clock.now() - 60_000);
    expect(acks()).toEqual(['read']);
  });

  test('a voice note ends as played', async () => {
    const { simulator, clock, acks, connect } = simulate();
    await connect();
    const path = join(folder, 'voice.wav');
    await writeFile(path, 'hum');
    await reply(simulator, { kind: 'voice', caption: '', path, mime: 'audio/wav', fileName: 'v' });
    await clock.advance(0);
    expect(acks()).toEqual(['sent', 'delivered', 'read', 'played']);
  });
});

describe('trouble', () => {
  test('refuses the next send only, and nothing goes out', async () => {
    const { simulator, messages, connect } = simulate();
    await connect();
    simulator.refuseNextSend();
    const refused = await reply(simulator, text('one'));
    expect(refused.outcome).toMatchObject({ outcome: 'refused', failure: { code: 'rejected' } });
    expect(await simulator.find(refused.key)).toBe('absent');
    expect(messages()).toEqual([]);
    expect((await reply(simulator, text('two'))).outcome).toEqual({ outcome: 'accepted' });
  });

  test.each([
    ['went-out', 'read', 1],
    ['lost', 'absent', 0],
  ] as const)('a send that hangs and %s is found as %s', async (fate, found, received) => {
    const { simulator, clock, connect } = simulate();
    await connect();
    simulator.hangNextSend(fate);
    const sending = reply(simulator, text('Hello?'));
    await clock.advance(30_000);
    const { key, outcome } = await sending;
    expect(outcome).toMatchObject({ outcome: 'unknown' });
    expect(await simulator.find(key)).toBe(found);
    expect(simulator.sent).toHaveLength(received);
  });

  test('a dropped acknowledgement is known to find alone', async () => {
    const { simulator, clock, acks, connect } = simulate();
    await connect();
    simulator.dropNextAck();
    const { key } = await reply(simulator, text('Hello'));
    await clock.advance(0);
    expect(acks()).toEqual(['delivered', 'read']);
    expect(await simulator.find(key)).toBe('read');
  });

  test('while away nothing can be asked, and what was written is found afterwards', async () => {
    const { simulator, clock, messages, states, connect } = simulate();
    await connect();
    simulator.goAway();
    await clock.advance(60_000);
    simulator.customerWrites(grace, 'Anybody there?');
    expect(messages()).toEqual([]);
    await expect(simulator.chats()).rejects.toMatchObject({ code: 'not-connected' });
    await expect(simulator.newKey(grace)).rejects.toMatchObject({ code: 'not-connected' });
    simulator.comeBack();
    await clock.advance(0);
    expect(states()).toEqual(['unreachable', 'syncing', 'connected']);
    expect(messages()).toEqual([]);
    expect(await simulator.chats()).toEqual([
      {
        address: grace,
        lastMessageAt: clock.now(),
        lastKey: expect.stringMatching(/^false_/) as string,
        unread: 1,
      },
    ]);
    expect((await simulator.history(grace, 10, null)).messages).toMatchObject([
      { content: { text: 'Anybody there?' } },
    ]);
  });

  test('a send while away is refused for certain', async () => {
    const { simulator, connect } = simulate();
    await connect();
    const key = await simulator.newKey(grace);
    simulator.goAway();
    expect(await simulator.send({ key, to: grace, content: text('Hi') })).toMatchObject({
      outcome: 'refused',
      failure: { code: 'not-linked' },
    });
    expect(await simulator.find(key)).toBe('unknown');
  });

  test('events come twice when told so', async () => {
    const { simulator, messages, connect } = simulate();
    await connect();
    simulator.setTrouble({ duplicates: 1, reorders: 0 });
    simulator.customerWrites(grace, 'one');
    expect(messages()).toHaveLength(2);
    expect(messages()[0]).toEqual(messages()[1]);
  });

  test('events come in another order when told so, and none is lost', async () => {
    const { simulator, clock, messages, connect } = simulate();
    await connect();
    simulator.setTrouble({ duplicates: 0, reorders: 1 });
    for (const words of ['one', 'two', 'three']) simulator.customerWrites(grace, words);
    await clock.advance(500);
    const heard = messages().map(({ content }) => content.kind === 'text' && content.text);
    expect(heard).toEqual(['two', 'one', 'three']);
  });
});

test('what was on its way when it stopped has arrived when it starts again', async () => {
  const { simulator, clock, connect, acks } = simulate({ pace: humanPace });
  await connect();
  await clock.advance(5_000);
  const sending = reply(simulator, text('Hello'));
  await clock.advance(200);
  const { key } = await sending;
  await simulator.stop();
  await simulator.start();
  await clock.advance(5_000);
  expect(await simulator.find(key)).toBe('read');
  expect(acks()).not.toContain('read');
});

test('history gives the newest messages, oldest first, and chats the newest first', async () => {
  const { simulator, clock, connect } = simulate();
  await connect();
  const tom = '447700900134@c.us' as WaAddress;
  for (const words of ['one', 'two', 'three']) {
    simulator.customerWrites(grace, words);
    await clock.advance(1_000);
  }
  simulator.customerWrites(tom, 'hi');
  simulator.phoneTypes(tom, 'hello');
  const { messages: history } = await simulator.history(grace, 2, null);
  expect(history).toMatchObject([{ content: { text: 'two' } }, { content: { text: 'three' } }]);
  expect(await simulator.chats()).toMatchObject([
    { address: tom, unread: 0 },
    { address: grace, unread: 3 },
  ]);
});

test('the same seed makes the same run, another seed another', async () => {
  const run = async (seed: number): Promise<GatewayEvent[]> => {
    const { simulator, clock, events, connect } = simulate({ seed, pace: humanPace });
    await connect();
    await clock.advance(5_000);
    simulator.customerWrites(grace, 'Good morning');
    const sending = reply(simulator, text('Hello'));
    await clock.advance(20_000);
    await sending;
    return events;
  };
  const first = await run(1);
  expect(await run(1)).toEqual(first);
  expect(await run(2)).not.toEqual(first);
});
