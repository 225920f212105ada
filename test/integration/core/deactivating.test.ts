import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { HandlingOffice, to } from '#test/doubles/core/handling-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

let chats: HandlingOffice;
let ana: Agent, ben: Agent, cleo: Agent;

beforeEach(async () => {
  chats = await HandlingOffice.open();
  ({ ana, ben } = chats.acting);
  const [hired] = await chats.acting.office.hire('Cleo');
  cleo = hired!;
});
afterEach(() => chats.acting.office.remove());

const handlers = () => chats.acting.handlers;
const accounts = () => chats.acting.office.core.accounts;
const QUEUE = { type: 'queue' } as const;

const deactivate = (agent: Agent, chatsTo: Destination = QUEUE) =>
  handlers()['agent.deactivate']({ agentId: agent.id, chatsTo }, ana);
const reactivate = (agent: Agent) => handlers()['agent.reactivate']({ agentId: agent.id }, ana);
const current = ({ id }: Agent) => chats.acting.office.store.read.agents.get(id);
const signIn = (name: string, password = 'correct horse') =>
  accounts().signIn({ name, password }, 'test');

describe('who leaves', () => {
  test('loses every session at once and cannot sign in, and may again when they are back', async () => {
    const before = await signIn('Ben');
    const token = before.ok ? before.value.token : '';
    const ended: string[] = [];
    accounts().onEnded(({ digest }) => ended.push(digest));
    expect(await deactivate(ben)).toMatchObject({ ok: true });
    expect(ended).toEqual([accounts().digest(token)]);
    expect(await accounts().authenticate(token)).toBeNull();
    expect(await signIn('Ben')).toMatchObject({ ok: false, code: 'deactivated' });
    // Who does not know the password does not learn that there is such an account.
    expect(await signIn('Ben', 'guessed')).toMatchObject({ code: 'wrong-credentials' });

    await reactivate(ben);
    expect(await signIn('Ben')).toMatchObject({ ok: true });
    expect(await accounts().authenticate(token)).toBeNull();
  });

  test('leaves their chats to the queue, snoozed ones too', async () => {
    await chats.claim(ben);
    await handlers()['conversation.snooze']({ ...chats.seen(), until: null }, ben);
    expect(await deactivate(ben)).toMatchObject({ value: { chats: 1 } });
    expect(chats.now()).toMatchObject({ state: 'waiting', ownerId: null, snoozedUntil: null });
    expect(chats.acting.factsOf('conversation.transferred').at(-1)).toMatchObject({
      by: ana.id,
      fact: { fromId: ben.id, toId: null, why: 'deactivated' },
    });
  });

  test('leaves them to a colleague, for whom they are new', async () => {
    await chats.claim(ben);
    await deactivate(ben, to(cleo));
    expect(chats.now()).toMatchObject({
      state: 'open',
      ownerId: cleo.id,
      handover: { fromId: ana.id },
    });
  });

  test('leaves them to nobody who works here no more, nor to themselves', async () => {
    await chats.claim(ben);
    await deactivate(cleo);
    expect(await deactivate(ben, to(cleo))).toMatchObject({ code: 'unknown-agent' });
    expect(await deactivate(ben, to(ben))).toMatchObject({ code: 'unknown-agent' });
    expect(current(ben)).toMatchObject({ isDeactivated: false });
    expect(chats.now().ownerId).toBe(ben.id);
  });

  test('keeps their name and what they did', async () => {
    await chats.claim(ben);
    await chats.acting.benAnswers('Good morning');
    await deactivate(ben);
    expect(current(ben)).toMatchObject({ name: 'Ben', isDeactivated: true });
    expect(chats.acting.office.messages().at(-1)).toMatchObject({
      author: { type: 'agent', agentId: ben.id },
    });
    const add = handlers()['agent.add'];
    const namesake = { name: 'ben', password: 'correct horse', role: 'agent' } as const;
    expect(await add(namesake, ana)).toMatchObject({ code: 'name-taken' });
  });

  test('asks nobody for a chat any more', async () => {
    await chats.claim(cleo);
    await handlers()['conversation.request'](chats.asked(), ben);
    await deactivate(ben);
    expect(chats.now().request).toBeNull();
  });

  test('twice leaves once', async () => {
    await deactivate(ben);
    expect(await deactivate(ben)).toMatchObject({ ok: true, value: { chats: 0 } });
    expect(chats.acting.factsOf('agent.changed')).toHaveLength(1);
  });
});

describe('nothing is given to who left', () => {
  test('by a transfer, a mention or an undo', async () => {
    await chats.claim(ben);
    await chats.transfer(ana, to(cleo));
    await deactivate(ben);
    const undo = handlers()['conversation.undo'];
    expect(await undo(chats.asked(), ana)).toMatchObject({ code: 'too-late' });
    expect(await chats.transfer(ana, to(ben))).toMatchObject({ code: 'unknown-agent' });
    const note = { text: '@Ben look', mentions: [ben.id], clientRef: newRef() };
    const add = handlers()['note.add'];
    expect(await add({ conversationId: chats.now().id, ...note }, ana)).toMatchObject({
      code: 'unknown-agent',
    });
  });

  test('and what they do at that very moment gives them nothing', async () => {
    const asked = chats.asked();
    const [, claimed] = await Promise.all([
      deactivate(ben),
      handlers()['conversation.claim'](asked, ben),
    ]);
    expect(claimed.ok).toBe(false);
    expect(chats.now()).toMatchObject({ state: 'waiting', ownerId: null });
    const late = await handlers()['conversation.claim'](chats.asked(), ben);
    expect(late).toMatchObject({ ok: false, code: 'forbidden' });
  });

  test('a note that names them can still be changed', async () => {
    const conversationId = chats.now().id;
    const note = { text: '@Ben look', mentions: [ben.id], clientRef: newRef() };
    const added = await handlers()['note.add']({ conversationId, ...note }, cleo);
    if (!added.ok) throw new Error(added.message);
    await deactivate(ben);
    const { id: messageId } = added.value.message;
    const edited = { messageId, text: '@Ben look, please', mentions: [ben.id] };
    expect(await handlers()['note.edit'](edited, cleo)).toMatchObject({ ok: true });
  });
});
