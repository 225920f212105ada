import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { describe, expect, it } from 'vitest';
import type { ClientStatus } from '#shared/client/types.ts';
import { retryDelay } from '#shared/client/backoff.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { aConversation, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost, settled } from '#test/doubles/client/scripted-host.ts';

async function online(): Promise<ScriptedHost> {
  const host = new ScriptedHost();
  await host.welcome();
  return host;
}

describe('the connection', () => {
  it('says what it is doing', async () => {
    const host = new ScriptedHost();
    const names: ClientStatus['name'][] = [];
    host.client.onStatus(({ name }) => names.push(name));
    await host.welcome();
    host.end.drop();
    host.client.stop();
    expect(names).toEqual(['connecting', 'online', 'offline', 'stopped']);
    expect(host.clock.pending).toBe(0);
  });

  it('comes back and resumes when the host says that it was sent more than arrived', async () => {
    const host = await online();
    host.end.say({ t: 'heartbeat', time: 1, seq: 0 as Seq });
    expect(host.client.status.name).toBe('online');
    host.end.say({ t: 'heartbeat', time: 1, seq: 1_000 as Seq });
    expect(host.client.status.name).not.toBe('online');
  });

  it('notices within 25 s that the host says nothing any more', async () => {
    const host = await online();
    await host.clock.advance(24_000);
    host.end.say({ t: 'heartbeat', time: 1, seq: 0 as Seq });
    await host.clock.advance(24_999);
    expect(host.client.status.name).toBe('online');
    await host.clock.advance(1);
    expect(host.client.status.name).not.toBe('online');
    expect(host.ends[0]?.isClosed).toBe(true);
  });

  it.each([86_400_000, -86_400_000])(
    'notices silence though the clock is set by %i ms',
    async (by) => {
      const host = await online();
      host.clock.jump(by);
      await host.clock.advance(4_000);
      host.end.say({ t: 'heartbeat', time: host.clock.now(), seq: 0 as Seq });
      const ends = host.ends.length;
      await host.clock.advance(30_000);
      expect(host.ends.length).toBeGreaterThan(ends);
    },
  );

  it('comes back at once, and resumes, when this PC has slept', async () => {
    const host = await online();
    // The browser's own time stands still meanwhile.
    host.clock.jump(8 * 60 * 60_000);
    await host.clock.advance(5_000);
    await settled();
    expect(host.ends).toHaveLength(2);
    expect(host.ends[0]?.isClosed).toBe(true);
    host.end.open();
    expect(host.hello?.resume).toEqual({ journalId: 'journal-1', seq: 0 });
  });

  it("goes by the host's time when this PC's clock is wrong", async () => {
    const host = new ScriptedHost();
    const time = host.clock.now() + 86_400_000;
    await host.welcome({ host: { version: '1.0.0', time } });
    expect(host.client.hostNow()).toBe(time);
    host.end.say({ t: 'heartbeat', time: host.clock.now() + 900, seq: 0 as Seq });
    expect(host.client.hostNow()).toBe(host.clock.now());
  });

  it('does not wait for ever for a welcome', async () => {
    const host = new ScriptedHost();
    host.client.start();
    await settled();
    host.end.open();
    await host.clock.advance(15_000);
    expect(host.end.isClosed).toBe(true);
    expect(host.client.status.name).toBe('offline');
  });

  it('comes back at once when a person asks, and later by itself', async () => {
    const host = await online();
    host.end.drop();
    host.client.retryNow();
    await settled();
    expect(host.ends).toHaveLength(2);
    host.end.drop();
    await host.clock.advance(1_000);
    expect(host.ends).toHaveLength(3);
  });

  it('hears nothing from a connection that it has given up', async () => {
    const host = await online();
    const [old] = host.ends;
    host.end.drop();
    await host.welcome({ mode: 'resumed', seq: 0 });
    const frame = {
      t: 'delta',
      after: 0,
      upTo: 9,
      entries: [],
      counts: { ...NO_COUNTS, waiting: 9 },
    };
    old?.say({ ...frame, conversations: [] });
    old?.say({ t: 'bye', code: 'signed-out', message: '' });
    old?.drop();
    expect(host.client.status.name).toBe('online');
    expect(host.client.replica.counts.waiting).toBe(0);
  });

  it.each(['signed-out', 'version'] as const)('ends when the host says %s', async (code) => {
    const host = await online();
    host.end.say({ t: 'bye', code, message: '' });
    expect(host.client.status).toEqual({ name: 'ended', code });
    expect(host.clock.pending).toBe(0);
    host.client.retryNow();
    expect(host.client.status.name).toBe('ended');
    await host.welcome();
    expect(host.client.status.name).toBe('online');
  });

  it.each(['closing', 'too-slow', 'too-many-frames', 'bad-frame'])(
    'comes back after %s',
    async (code) => {
      const host = await online();
      host.end.say({ t: 'bye', code, message: '' });
      expect(host.client.status.name).toBe('offline');
      await host.welcome({ mode: 'resumed', seq: 0 });
      expect(host.client.status.name).toBe('online');
    },
  );

  it('tries again when there is no token to be had', async () => {
    let attempts = 0;
    const host = new ScriptedHost({
      token: () => (++attempts === 1 ? Promise.reject(new Error('locked')) : Promise.resolve(null)),
    });
    host.client.start();
    await settled();
    expect(host.client.status.name).toBe('offline');
    await host.welcome();
    expect(host.hello?.token).toBeNull();
  });

  it('tries again when there is nothing to connect with', async () => {
    const host = new ScriptedHost({
      connect: () => {
        throw new Error('Not an address.');
      },
    });
    host.client.start();
    await settled();
    expect(host.client.status.name).toBe('offline');
    host.client.stop();
  });

  it('works with a transport that is open before it is returned', async () => {
    const host = new ScriptedHost({
      connect: (events) => {
        events.onOpen();
        return { send: (text) => sent.push(text), close: () => undefined };
      },
    });
    const sent: string[] = [];
    host.client.start();
    await settled();
    expect(sent).toHaveLength(1);
    host.client.stop();
  });

  it('forgets where it was when it cannot understand the host', async () => {
    const host = await online();
    host.delta(0, 5);
    host.end.say({ t: 'delta', after: 5, upTo: 'six' });
    expect(host.client.status.name).toBe('offline');
    await host.welcome();
    expect(host.hello?.resume).toBeNull();
  });

  it.each([
    ['another position', { mode: 'resumed', seq: 3 }],
    ['another journal', { mode: 'resumed', seq: 0, journalId: 'journal-2' }],
    ['another agent', { mode: 'resumed', seq: 0, me: { id: 2, name: 'B', role: 'agent' } }],
  ])('takes no resumption from %s', async (_what, welcome) => {
    const host = await online();
    host.end.drop();
    await host.welcome(welcome);
    expect(host.client.status.name).toBe('offline');
    await host.welcome();
    expect(host.hello?.resume).toBeNull();
    expect(host.client.status.name).toBe('online');
  });
});

describe('acknowledgements', () => {
  const acks = (host: ScriptedHost) =>
    host.end.frames.flatMap((frame) => (frame.t === 'ack' ? [frame.seq] : []));

  it('come after a quarter of a second, together', async () => {
    const host = await online();
    host.delta(0, 1);
    host.delta(1, 2);
    await host.clock.advance(249);
    expect(acks(host)).toEqual([]);
    await host.clock.advance(1);
    expect(acks(host)).toEqual([2]);
    await host.clock.advance(20_000);
    expect(acks(host)).toEqual([2]);
  });

  it('come at once after 50 entries', async () => {
    const host = await online();
    const entries = Array.from({ length: 50 }, (_, index) =>
      anEntry(index + 1, { kind: 'session.ended' }),
    );
    host.delta(0, 50, { entries });
    expect(acks(host)).toEqual([50]);
  });

  it('never come on another connection than what they are for', async () => {
    const host = await online();
    host.delta(0, 1);
    host.end.drop();
    await host.welcome({ mode: 'resumed', seq: 1 });
    await host.clock.advance(1_000);
    expect(acks(host)).toEqual([]);
  });
});

describe('commands', () => {
  const { id } = aConversation(7);
  const claim = (host: ScriptedHost) =>
    host.client.command('conversation.claim', {
      conversationId: id,
      epoch: aConversation(7).epoch,
    });
  const person = { name: 'New', password: 'a long password', role: 'agent' as const };

  it('that may be repeated wait for the connection and are asked again after a lost one', async () => {
    const host = new ScriptedHost();
    host.client.start();
    const claiming = claim(host);
    await host.welcome();
    expect(host.commands('conversation.claim')).toHaveLength(1);
    host.end.drop();
    await host.welcome({ mode: 'resumed', seq: 0 });
    await host.answer('conversation.claim', { conversation: aConversation(7) });
    expect(await claiming).toEqual({ ok: true, value: { conversation: aConversation(7) } });
  });

  it('that may not be repeated fail when the answer did not come', async () => {
    const host = await online();
    const adding = host.client.command('agent.add', person);
    host.end.drop();
    expect(await adding).toMatchObject({ ok: false, code: 'disconnected' });
    expect(await host.client.command('agent.add', person)).toMatchObject({ code: 'disconnected' });
    await host.welcome({ mode: 'resumed', seq: 0 });
    expect(host.commands('agent.add')).toEqual([]);
  });

  it('fail at once when nothing will connect', async () => {
    const host = new ScriptedHost();
    expect(await claim(host)).toMatchObject({ ok: false, code: 'disconnected' });
    await host.welcome();
    const claiming = claim(host);
    host.client.stop();
    expect(await claiming).toMatchObject({ ok: false, code: 'disconnected' });
  });

  it('pass refusals on with their details', async () => {
    const host = await online();
    const claiming = claim(host);
    await host.refuse('conversation.claim', 'not-owner', { conversation: aConversation(7) });
    expect(await claiming).toEqual({
      ok: false,
      code: 'not-owner',
      message: 'Refused.',
      details: { conversation: aConversation(7) },
    });
  });

  it('do not believe an answer of another shape', async () => {
    const host = await online();
    const claiming = claim(host);
    await host.answer('conversation.claim', { conversation: { id: 'seven' } });
    expect(await claiming).toMatchObject({ ok: false, code: 'host-trouble' });
  });

  it('are not all asked at the same time', async () => {
    const host = await online();
    for (let count = 0; count < 40; count += 1) void claim(host);
    expect(host.commands('conversation.claim')).toHaveLength(16);
    await host.answer('conversation.claim', { conversation: aConversation(7) });
    expect(host.commands('conversation.claim')).toHaveLength(17);
    host.end.drop();
    await host.welcome({ mode: 'resumed', seq: 0 });
    expect(host.commands('conversation.claim')).toHaveLength(16);
    await host.answer('conversation.claim', { conversation: aConversation(7) });
    expect(host.commands('conversation.claim')).toHaveLength(17);
  });
});

describe('the time before the next attempt', () => {
  it('grows to a quarter of a minute, half of it random', () => {
    const least = [1, 2, 3, 10, 100].map((failures) => retryDelay(failures, () => 0));
    const most = [1, 2, 3, 10, 100].map((failures) => retryDelay(failures, () => 1));
    expect(least).toEqual([200, 400, 800, 7_500, 7_500]);
    expect(most).toEqual([400, 800, 1_600, 15_000, 15_000]);
  });

  it('starts again after a connection that held', async () => {
    const host = await online();
    const wait = () =>
      host.client.status.name === 'offline' ? host.client.status.retryAt - host.clock.now() : 0;
    for (const expected of [200, 400, 800]) {
      host.end.drop();
      expect(wait()).toBe(expected);
      await host.welcome({ mode: 'resumed', seq: 0 });
    }
    await host.clock.advance(10_000);
    host.end.drop();
    expect(wait()).toBe(200);
  });
});
