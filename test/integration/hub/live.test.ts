import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#shared/domain/message.ts';
import { aConversation, aMessage, anAgent } from '#test/doubles/client/builders.ts';
import { RunningHub, statusOf, untilReplica } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;
beforeEach(async () => {
  hub = await RunningHub.start();
});
afterEach(() => hub.end());

const received = (message: Message) => ({
  kind: 'message.received' as const,
  conversationId: message.conversationId,
  message,
});
const write = (id: number) => hub.core.commit([received(aMessage(id, 7))]);
const seven = aConversation(7).id;

describe('a live session', () => {
  it('shows what a customer writes on every screen', async () => {
    hub.core.startConversation(7);
    const clients = [hub.client(1), hub.client(2), hub.client(3)];
    await Promise.all(clients.map((client) => statusOf(client, 'online')));
    await Promise.all(clients.map((client) => client.openTimeline(seven)));
    write(1);
    for (const client of clients) {
      await untilReplica(client, () => client.replica.timeline(seven)?.messages.length === 1);
      expect(client.replica.conversations.get(seven)).toEqual(hub.core.conversation(7));
    }
  });

  it('gives a screen that returns exactly what it missed', async () => {
    hub.core.startConversation(7);
    const first = await hub.signedIn(2);
    write(1);
    const { upTo } = await first.next('delta');
    first.socket.terminate();
    write(2);
    write(3);
    const again = hub.raw();
    await again.opened();
    again.hello({ token: 'token-of-2', resume: { journalId: 'journal-1', seq: upTo } });
    const welcome = await again.next('welcome');
    expect(welcome).toMatchObject({ mode: 'resumed', seq: upTo });
    const missed = await again.next('delta');
    expect(missed.after).toBe(upTo);
    expect(missed.upTo).toBe(hub.core.head);
    expect(missed.entries.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it.each([
    ['it missed too much', () => (hub.core.mostMissed = 1), 'journal-1'],
    ['it comes from another journal', () => undefined, 'journal-0'],
  ])('gives a snapshot when %s', async (_why, prepare, journalId) => {
    hub.core.startConversation(7);
    write(1);
    write(2);
    prepare();
    const screen = hub.raw();
    await screen.opened();
    screen.hello({ token: 'token-of-2', resume: { journalId, seq: 1 } });
    expect(await screen.next('welcome')).toMatchObject({ mode: 'snapshot', seq: hub.core.head });
  });

  it('sends the commits of one turn as one frame', async () => {
    hub.core.startConversation(7);
    const screen = await hub.signedIn(2);
    write(1);
    write(2);
    write(3);
    const delta = await screen.next('delta');
    expect(delta.entries).toHaveLength(3);
    expect(delta.conversations).toEqual([hub.core.conversation(7)]);
  });

  it('tells of a draft on the other screens of its writer, and on nobody else’s', async () => {
    hub.core.startConversation(7);
    const [one, other] = [await hub.signedIn(2), await hub.signedIn(2)];
    const somebodyElse = await hub.signedIn(1);
    const own = [...hub.core.screens].filter(({ agentId }) => agentId === anAgent(2).id);
    const draft = { conversationId: seven, kind: 'message', text: 'Dear', quote: null } as const;
    const change = { agentId: anAgent(2).id, draft, revision: 3, screen: own[0] };
    hub.core.draftChanges.emit(change);
    expect(await other.next('draft')).toEqual({ t: 'draft', draft, revision: 3 });
    // What everybody gets comes after it.
    write(1);
    await Promise.all([one, somebodyElse].map((screen) => screen.next('delta')));
    const told = [one, somebodyElse].flatMap(({ frames }) => frames.map(({ t }) => t));
    expect(told).not.toContain('draft');
  });

  it('splits what is too much for one frame without losing a conversation', async () => {
    for (let id = 1; id <= 3; id += 1) hub.core.startConversation(id);
    const screen = await hub.signedIn(2, { resume: { journalId: 'journal-1', seq: 0 } });
    const facts = Array.from({ length: 900 }, (_, index) =>
      received(aMessage(200 + index, 1 + (index % 3))),
    );
    await screen.next('delta');
    hub.core.commit(facts);
    const first = await screen.next('delta');
    const second = await screen.next('delta');
    expect([...first.entries, ...second.entries]).toHaveLength(900);
    expect(second.after).toBe(first.upTo);
    expect(second.upTo).toBe(hub.core.head);
    expect(first.conversations).toHaveLength(3);
  });

  it('answers a command after the delta of what it did', async () => {
    hub.core.startConversation(7);
    const screen = await hub.signedIn(2);
    screen.command(5, 'conversation.claim', { conversationId: 7, epoch: 0 });
    const result = await screen.next('result');
    expect(result).toMatchObject({ id: 5, ok: true });
    const kinds = screen.frames.map(({ t }) => t);
    expect(kinds).toEqual(['welcome', 'delta', 'result']);
  });

  it('passes a refusal on with its details', async () => {
    hub.core.startConversation(7);
    const [winner, loser] = [await hub.signedIn(2), await hub.signedIn(3)];
    winner.command(1, 'conversation.claim', { conversationId: 7, epoch: 0 });
    await winner.next('result');
    loser.command(1, 'conversation.claim', { conversationId: 7, epoch: 0 });
    expect(await loser.next('result')).toMatchObject({
      ok: false,
      code: 'not-owner',
      details: { conversation: { ownerId: 2 } },
    });
  });

  it('says host-trouble and nothing else when a command throws', async () => {
    hub.core.handlers.search = () => Promise.reject(new Error('SQLITE_CORRUPT at /secret/path'));
    const screen = await hub.signedIn(2);
    screen.command(1, 'search', { text: 'x', limit: 5 });
    const result = await screen.next('result');
    expect(result).toMatchObject({ ok: false, code: 'host-trouble' });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(hub.log.lines.find(({ what }) => what === 'a command failed')).toBeDefined();
  });

  it('shows agents neither the QR code nor the audit log', async () => {
    const [admin, agent] = [await hub.signedIn(1), await hub.signedIn(2)];
    hub.core.setNumber({ name: 'waiting-for-scan', code: 'secret-code', pairing: null });
    expect(await admin.next('number')).toMatchObject({ state: { code: 'secret-code' } });
    expect(await agent.next('number')).toMatchObject({ state: { code: null } });
    hub.core.setNumber({ name: 'waiting-for-scan', code: 'newer-code', pairing: null });
    hub.core.commit([{ kind: 'sign-in.refused', name: 'somebody' }]);
    hub.core.startConversation(7);
    expect((await admin.next('delta')).entries.map(({ fact }) => fact.kind)).toEqual([
      'sign-in.refused',
      'conversation.started',
    ]);
    const seen = await agent.next('delta');
    expect(seen.entries.map(({ fact }) => fact.kind)).toEqual(['conversation.started']);
    expect(seen.upTo).toBe(hub.core.head);
    // The new code is no news for an agent.
    expect(agent.frames.filter(({ t }) => t === 'number')).toHaveLength(1);

    const late = await hub.signedIn(2, { resume: { journalId: 'journal-1', seq: 0 } });
    const missed = await late.next('delta');
    expect(JSON.stringify([late.frames, missed])).not.toMatch(/secret-code|newer-code|refused/);
  });
});
