import { afterEach, describe, expect, it } from 'vitest';
import type { HubLimits } from '#main/hub/limits.ts';
import { aConversation, aMessage } from '#test/doubles/client/builders.ts';
import { RunningHub, statusOf } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;
const start = async (limits: Partial<HubLimits> = {}) => (hub = await RunningHub.start({ limits }));
afterEach(() => hub.end());

const messages = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const message = aMessage(index + 1, 7);
    return { kind: 'message.received' as const, conversationId: message.conversationId, message };
  });

const opened = async () => {
  const screen = hub.raw();
  await screen.opened();
  return screen;
};

/** From now on the look-up of a session has its answer, but gives it only when it is let go. */
function gateAuthentication() {
  const { authenticate } = hub.core.accounts;
  const asked = Promise.withResolvers<undefined>();
  const gate = Promise.withResolvers<undefined>();
  hub.core.accounts.authenticate = async (token) => {
    const agent = await authenticate(token);
    asked.resolve(undefined);
    await gate.promise;
    return agent;
  };
  return { asked: asked.promise, letGo: () => gate.resolve(undefined) };
}

describe('the hello', () => {
  it('gets a welcome that what was already to be sent is part of', async () => {
    await start();
    const { asked, letGo } = gateAuthentication();
    const screen = await opened();
    screen.hello({ token: 'token-of-2' });
    await asked;
    // In the same turn: committed, not yet sent to anybody, and then the session opens.
    hub.core.startConversation(7);
    letGo();
    const welcome = await screen.next('welcome');
    expect(welcome.seq).toBe(1);
    hub.core.startConversation(8);
    expect(await screen.next('delta')).toMatchObject({ after: 1, upTo: 2 });
  });

  it('is asked for in time', async () => {
    await start({ helloWithin: 20 });
    const screen = await opened();
    expect(await screen.next('bye')).toMatchObject({ code: 'bad-frame' });
    await screen.closed;
  });

  it('of another version is told so', async () => {
    await start();
    const screen = await opened();
    screen.hello({ v: 99, token: 'token-of-1' });
    expect(await screen.next('bye')).toMatchObject({ code: 'version' });
  });

  it.each([
    ['an unknown token', 'nonsense'],
    ['no token', null],
  ])('with %s is told to sign in', async (_what, token) => {
    await start();
    const screen = await opened();
    screen.hello({ token });
    expect(await screen.next('bye')).toMatchObject({ code: 'signed-out' });
    await screen.closed;
  });

  it('without a token counts the session cookie', async () => {
    await start();
    const screen = hub.raw({ cookie: 'other=1; __Host-deskline=token-of-3' });
    await screen.opened();
    screen.hello();
    expect((await screen.next('welcome')).me.id).toBe(3);
  });

  it('comes once and first', async () => {
    await start();
    const twice = await hub.signedIn(2);
    twice.hello({ token: 'token-of-2' });
    expect(await twice.next('bye')).toMatchObject({ code: 'bad-frame' });
    const never = await opened();
    never.command(1, 'search', { text: 'x', limit: 1 });
    expect(await never.next('bye')).toMatchObject({ code: 'bad-frame' });
    expect(never.frames).toHaveLength(1);
  });
});

describe('an ended session', () => {
  it('is told at once, on each of its connections, and no other is', async () => {
    await start();
    const [one, two, other] = [await hub.signedIn(2), await hub.signedIn(2), await hub.signedIn(3)];
    hub.core.endSession('token-of-2');
    expect(await one.next('bye')).toMatchObject({ code: 'signed-out' });
    expect(await two.next('bye')).toMatchObject({ code: 'signed-out' });
    hub.core.startConversation(7);
    await other.next('delta');
    expect(one.frames.some(({ t }) => t === 'delta')).toBe(false);
  });

  it('that ends while it is looked up never becomes live', async () => {
    await start();
    const { asked, letGo } = gateAuthentication();
    const screen = await opened();
    screen.hello({ token: 'token-of-2' });
    await asked;
    hub.core.endSession('token-of-2');
    letGo();
    expect(await screen.next('bye')).toMatchObject({ code: 'signed-out' });
    expect(screen.frames.some(({ t }) => t === 'welcome')).toBe(false);
  });

  it('that ran out is noticed while its screen stays connected', async () => {
    await start({ heartbeatEvery: 20, authenticateEvery: 0 });
    const client = hub.client(2);
    await statusOf(client, 'online');
    hub.core.tokens.delete('token-of-2');
    expect(await statusOf(client, 'ended')).toMatchObject({ code: 'signed-out' });
  });

  it('of somebody with a new role gets a new welcome', async () => {
    await start({ heartbeatEvery: 250, authenticateEvery: 0 });
    const screen = await hub.signedIn(2);
    const agent = hub.core.tokens.get('token-of-2');
    if (agent) hub.core.tokens.set('token-of-2', { ...agent, role: 'admin' });
    expect(await screen.closed).toBe(1000);
    const again = await hub.signedIn(2);
    hub.core.commit([{ kind: 'sign-in.refused', name: 'x' }]);
    expect((await again.next('delta')).entries).toHaveLength(1);
  });
});

const DEEP = `{"t":"command","id":1,"name":"search","params":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;

describe('a frame that makes no sense', () => {
  it.each([
    ['no JSON', 'hello?'],
    ['an unknown kind', '{"t":"rule-the-world"}'],
    ['no object', '[1,2,3]'],
    ['null', 'null'],
    ['a wrong type', '{"t":"ack","seq":"12"}'],
    ['a fraction', '{"t":"ack","seq":1.5}'],
    ['not a number', '{"t":"ack","seq":1e999}'],
    ['a negative id', '{"t":"command","id":-1,"name":"search","params":{}}'],
    ['a long name', `{"t":"command","id":1,"name":"${'x'.repeat(100)}","params":{}}`],
    ['binary', Buffer.from('{"t":"ack","seq":0}')],
    ['a kind by prototype', '{"__proto__":{"t":"ack","seq":0}}'],
    ['an ack of what was never sent', '{"t":"ack","seq":999}'],
  ])('ends the connection: %s', async (_what, text) => {
    await start();
    const screen = await hub.signedIn(2);
    screen.send(text);
    expect(await screen.next('bye')).toMatchObject({ code: 'bad-frame' });
    await screen.closed;
  });

  it('ends the connection when it is larger than any frame may be', async () => {
    await start({ frameBytes: 1_000 });
    const screen = await hub.signedIn(2);
    screen.send('x'.repeat(1_001));
    expect(await screen.closed).toBe(1009);
  });

  it.each([
    ['unknown-command', 'rule-the-world', {}],
    ['unknown-command', 'constructor', {}],
    ['unknown-command', '__proto__', {}],
    ['bad-params', 'search', null],
    ['bad-params', 'search', { text: 'x', limit: '5' }],
    ['bad-params', 'search', { text: 'x', limit: 1e9 }],
    ['bad-params', 'conversation.claim', { conversationId: [7], epoch: 0 }],
    [
      'bad-params',
      'conversation.claim',
      JSON.parse('{"__proto__":{"conversationId":7,"epoch":0}}'),
    ],
  ])('is refused as %s: %s', async (code, name, params) => {
    await start();
    const screen = await hub.signedIn(2);
    screen.command(1, name, params);
    expect(await screen.next('result')).toMatchObject({ id: 1, ok: false, code });
  });

  it('is refused when it is nested too deep to be anything', async () => {
    await start();
    const screen = await hub.signedIn(2);
    screen.send(DEEP);
    expect(await screen.next('result')).toMatchObject({ ok: false, code: 'bad-params' });
    screen.command(2, 'search', { text: 'x', limit: 1 });
    expect(await screen.next('result')).toMatchObject({ id: 2, ok: true });
  });

  it('does not keep properties that the command does not have', async () => {
    await start();
    const seen: unknown[] = [];
    hub.core.handlers.search = (params) => {
      seen.push(params);
      return Promise.resolve({ ok: true, value: { conversations: [], messages: [] } });
    };
    const screen = await hub.signedIn(2);
    screen.send(
      '{"t":"command","id":1,"name":"search","params":{"text":"x","limit":1,"__proto__":{"a":1},"role":"admin"}}',
    );
    await screen.next('result');
    expect(seen).toEqual([{ text: 'x', limit: 1 }]);
    expect(Object.getPrototypeOf(seen[0])).toBe(Object.prototype);
  });
});

describe('limits of a session', () => {
  it('end a client that sends without end', async () => {
    await start({ frameBurst: 20, framesPerSecond: 1 });
    const screen = await hub.signedIn(2);
    for (let id = 0; id < 30; id += 1) screen.send({ t: 'ack', seq: 0 });
    expect(await screen.next('bye')).toMatchObject({ code: 'too-many-frames' });
  });

  it('refuse commands beyond those that may run at once', async () => {
    await start({ runningCommands: 2 });
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    hub.core.handlers.search = async () => {
      await gate;
      return { ok: true, value: { conversations: [], messages: [] } };
    };
    const screen = await hub.signedIn(2);
    for (let id = 1; id <= 3; id += 1) screen.command(id, 'search', { text: 'x', limit: 1 });
    expect(await screen.next('result')).toMatchObject({ id: 3, code: 'too-many-frames' });
    letGo();
    expect(await screen.next('result')).toMatchObject({ id: 1, ok: true });
    expect(await screen.next('result')).toMatchObject({ id: 2, ok: true });
  });

  it('drop a client that acknowledges nothing, while the others get everything', async () => {
    await start({ ackWithin: 300 });
    hub.core.startConversation(7);
    const client = hub.client(3);
    await statusOf(client, 'online');
    const silent = await hub.signedIn(2);
    // So many that the client acknowledges at once.
    const written = 50;
    hub.core.commit(messages(written));
    expect(await silent.next('bye')).toMatchObject({ code: 'too-slow' });
    await silent.closed;
    expect(client.status.name).toBe('online');
    expect(client.replica.conversations.get(aConversation(7).id)?.unread).toBe(written);
  });

  it('drop a client with too much unacknowledged, at once', async () => {
    await start({ unacknowledgedEntries: 5 });
    hub.core.startConversation(7);
    const screen = await hub.signedIn(2);
    hub.core.commit(messages(6));
    expect(await screen.next('bye')).toMatchObject({ code: 'too-slow' });
  });

  it('keep a client that acknowledges', async () => {
    await start({ unacknowledgedEntries: 5 });
    const screen = await hub.signedIn(2);
    for (let id = 1; id <= 20; id += 1) {
      hub.core.startConversation(id);
      const { upTo } = await screen.next('delta');
      screen.send({ t: 'ack', seq: upTo });
      screen.command(id, 'search', { text: 'x', limit: 1 });
      await screen.next('result');
    }
    expect(screen.frames.some(({ t }) => t === 'bye')).toBe(false);
  });

  it('cut a stalled socket before it fills the memory of the host', async () => {
    const patient = { ackWithin: 3_600_000, unacknowledgedEntries: 1_000 };
    await start({ ...patient, bufferedBytes: 100_000, closeWithin: 50 });
    hub.core.startConversation(7);
    const screen = await hub.signedIn(2);
    screen.socket.pause();
    const text = 'x'.repeat(60_000);
    let id = 0;
    const isDropped = () => hub.log.lines.some(({ what }) => what === 'a screen did not keep up');
    while (!isDropped()) {
      const message = aMessage(++id, 7, { content: { kind: 'text', text } });
      hub.core.commit([
        { kind: 'message.received', conversationId: message.conversationId, message },
      ]);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    expect(id).toBeLessThan(patient.unacknowledgedEntries);
    screen.socket.resume();
    await screen.closed;
  });

  it('cut a peer that answers no ping, and no other', async () => {
    await start({ heartbeatEvery: 250 });
    const healthy = await hub.signedIn(2);
    const dead = hub.raw({}, { autoPong: false });
    await dead.opened();
    dead.hello({ token: 'token-of-2' });
    expect(await dead.closed).toBe(1006);
    for (let beats = 0; beats < 3; beats += 1) await healthy.next('heartbeat');
  });
});

describe('closing', () => {
  it('says good-bye and comes to an end, also with a client that does not listen', async () => {
    await start({ closeWithin: 50 });
    const polite = await hub.signedIn(2);
    const stalled = await hub.signedIn(3);
    stalled.socket.pause();
    await hub.shut();
    expect(await polite.next('bye')).toMatchObject({ code: 'closing' });
    stalled.socket.terminate();
  });

  it('lets clients come back to the next start', async () => {
    await start();
    hub.core.startConversation(7);
    const client = hub.client(2);
    await statusOf(client, 'online');
    await hub.shut();
    await statusOf(client, 'offline');
    hub.core.startConversation(8);
    await hub.open();
    client.retryNow();
    await statusOf(client, 'online');
    expect(client.replica.me?.id).toBe(2);
  });
});
