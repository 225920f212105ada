import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { UNDO_MS } from '#shared/domain/handling.ts';
import type { TagId } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import type { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { HandlingOffice, MINUTE, to } from '#test/doubles/core/handling-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;
let now: HandlingOffice['now'];
let asked: HandlingOffice['asked'];
let seen: HandlingOffice['seen'];
let claim: HandlingOffice['claim'];
let close: HandlingOffice['close'];
let transfer: HandlingOffice['transfer'];
let saveTag: HandlingOffice['saveTag'];

beforeEach(async () => {
  const office = await HandlingOffice.open();
  ({ acting, now, asked, seen, claim, close, transfer, saveTag } = office);
  ({ ana, ben } = acting);
});

afterEach(() => acting.office.remove());

describe('a transfer', () => {
  test('to a colleague makes it theirs, new for them, with the note that they see first', async () => {
    await claim(ben);
    await transfer(ben, to(ana), 'She asks about the bill');
    const note = acting.office.messages().at(-1);
    expect(note?.content).toEqual({ kind: 'note', text: 'She asks about the bill', mentions: [] });
    expect(now()).toMatchObject({
      state: 'open',
      ownerId: ana.id,
      lastOwnerId: ana.id,
      handover: { fromId: ben.id, noteId: note?.id },
    });
    expect(acting.gateway.handedOver).toEqual([]);
  });

  test('comes from who gave it, also when nobody or somebody else had it', async () => {
    const [carla] = await acting.office.hire('Carla');
    await transfer(ben, to(carla!));
    expect(now().handover).toMatchObject({ fromId: ben.id });
    await transfer(ana, to(ben));
    expect(now().handover).toMatchObject({ fromId: ana.id });
  });

  test('is no longer news once its owner has answered, so it does not go back', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.office.reply(ana, 'I have it');
    expect(now().handover).toBeNull();
    await acting.office.clock.advance(24 * 60 * MINUTE);
    await acting.office.settled();
    expect(now().ownerId).toBe(ana.id);
  });

  test('is no longer news once its owner has opened it, and nobody else’s opening counts', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.handlers['conversation.opened'](asked(), ben);
    expect(now().handover).not.toBeNull();
    await acting.handlers['conversation.opened'](asked(), ana);
    expect(now().handover).toBeNull();
  });

  test('back to the queue lets it wait for as long as the customer has', async () => {
    const { waitingSince } = now();
    await claim(ben);
    await transfer(ben, { type: 'queue' });
    expect(now()).toMatchObject({ state: 'waiting', ownerId: null, lastOwnerId: ben.id });
    expect(now().waitingSince).toBe(waitingSince);
  });

  test('to a topic puts it into the queue with that tag, and an unknown one is refused', async () => {
    await claim(ben);
    const unknown = await transfer(ben, { type: 'tag', tagId: 9 as TagId });
    expect(unknown).toMatchObject({ ok: false, code: 'unknown-tag' });
    const tag = await saveTag('Billing');
    await transfer(ben, { type: 'tag', tagId: tag });
    expect(now()).toMatchObject({ state: 'waiting', ownerId: null, tags: [tag] });
  });

  test('is refused to who does not have it, but admins may', async () => {
    const [carla] = await acting.office.hire('Carla');
    await claim(ben);
    expect(await transfer(carla!, to(carla!))).toMatchObject({ ok: false, code: 'not-owner' });
    expect(await transfer(ana, to(carla!))).toMatchObject({ ok: true });
    expect(now().ownerId).toBe(carla!.id);
  });

  test('under an epoch that is over is refused with what there is now', async () => {
    await claim(ben);
    const before = asked();
    await transfer(ben, to(ana));
    const late = await acting.handlers['conversation.transfer'](
      { ...before, to: { type: 'queue' }, note: null },
      ben,
    );
    expect(late).toMatchObject({ ok: false, code: 'moved-on', conversation: { ownerId: ana.id } });
  });

  test('that is repeated after a lost connection is one transfer with one note', async () => {
    await claim(ben);
    const params = {
      ...asked(),
      to: to(ana),
      note: { text: 'Please', clientRef: newRef() },
    };
    await acting.handlers['conversation.transfer'](params, ben);
    const epoch = now().epoch;
    expect(await acting.handlers['conversation.transfer'](params, ben)).toMatchObject({ ok: true });
    expect(now().epoch).toBe(epoch);
    expect(acting.factsOf('note.added')).toHaveLength(1);
  });

  test('with a note that names a colleague tells them, and passes over who does not work here', async () => {
    await claim(ben);
    const note = { text: '@Ana look', clientRef: newRef(), mentions: [ana.id, 999 as AgentId] };
    await acting.handlers['conversation.transfer'](
      { ...asked(), to: { type: 'queue' }, note },
      ben,
    );
    expect(now().mentions).toMatchObject([{ agentId: ana.id, byId: ben.id, isSeen: false }]);
    await claim(ben);
    const all = { to: to(ana), note: '@Ana again', mentions: [ana.id] };
    await acting.handlers['conversation.hand-over-all'](all, ben);
    expect(now().mentions).toMatchObject([{ agentId: ana.id, text: '@Ana again' }]);
  });

  test('whose note has the reference of something else is refused, and nothing changes', async () => {
    await claim(ben);
    const clientRef = newRef();
    const { id: conversationId, epoch } = now();
    const elsewhere = { conversationId, text: 'Something else', mentions: [], clientRef };
    await acting.handlers['note.add'](elsewhere, ben);
    const params = { ...asked(), to: to(ana), note: { text: 'Please', clientRef } };
    expect(await acting.handlers['conversation.transfer'](params, ben)).toMatchObject({
      ok: false,
      code: 'client-ref-reused',
    });
    expect(now()).toMatchObject({ ownerId: ben.id, epoch });
    expect(acting.factsOf('note.added')).toHaveLength(1);
  });

  test('that nobody opens in time goes back to the queue', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.office.clock.advance(9 * MINUTE);
    await acting.office.settled();
    expect(now().ownerId).toBe(ana.id);
    const returned = acting.office.until(({ kind }) => kind === 'conversation.transferred');
    await acting.office.clock.advance(2 * MINUTE);
    await returned;
    expect(now()).toMatchObject({ state: 'waiting', ownerId: null, handover: null });
    expect(acting.factsOf('conversation.transferred').at(-1)?.fact).toMatchObject({
      why: 'not-opened',
      fromId: ana.id,
      toId: null,
    });
  });

  test('of everything at the end of a shift takes along what is open and what is snoozed', async () => {
    await claim(ben);
    await acting.handlers['conversation.snooze']({ ...seen(), until: null }, ben);
    const all = { to: to(ana), note: 'Good night' };
    const handed = await acting.handlers['conversation.hand-over-all'](all, ben);
    expect(handed).toMatchObject({ ok: true, value: { conversations: [{ epoch: now().epoch }] } });
    expect(now()).toMatchObject({ state: 'open', ownerId: ana.id });
    expect(now().handover?.noteId).toBe(acting.office.messages().at(-1)?.id);
    const again = await acting.handlers['conversation.hand-over-all'](all, ben);
    expect(again).toMatchObject({ ok: true, value: { conversations: [] } });
  });

  test('of everything is taken back by who gave it, and what was snoozed is so again', async () => {
    await claim(ben);
    await acting.handlers['conversation.snooze']({ ...seen(), until: null }, ben);
    const all = { to: to(ana), note: '' };
    const handed = await acting.handlers['conversation.hand-over-all'](all, ben);
    invariant(handed.ok, 'Ben hands everything over');
    const { conversations } = handed.value;
    const undone = await acting.handlers['conversation.undo-many']({ conversations }, ben);
    expect(undone).toMatchObject({ ok: true, value: { results: [{ outcome: 'done' }] } });
    expect(now()).toMatchObject({ state: 'snoozed', ownerId: ben.id, handover: null });
  });
});

describe('what was done a moment ago', () => {
  const undo = (by: Agent) => acting.handlers['conversation.undo'](asked(), by);

  test('is taken back by who closed it: owner, waiting time and unread messages are as before', async () => {
    await claim(ben);
    const before = now();
    await close(ben);
    expect(now().state).toBe('closed');
    expect(await undo(ben)).toMatchObject({ ok: true });
    const { state, ownerId, waitingSince, unread, episode } = before;
    expect(now()).toMatchObject({ state, ownerId, waitingSince, unread, episode });
  });

  test('is taken back by who transferred it', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    expect(await undo(ben)).toMatchObject({ ok: true });
    expect(now()).toMatchObject({ ownerId: ben.id, handover: null });
  });

  test('stays when time is up, when it is another’s, or when somebody went on with it', async () => {
    await claim(ben);
    await close(ben);
    expect(await undo(ana)).toMatchObject({ ok: false, code: 'too-late' });
    await acting.customerWrites('Wait');
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    await transfer(ana, to(ben));
    await transfer(ben, to(ana));
    await acting.office.reply(ana, 'Here I am');
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    await transfer(ana, to(ben));
    await close(ben);
    await acting.office.clock.advance(UNDO_MS + 1_000);
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    expect(now().state).toBe('closed');
  });

  test('stays when whom it was given to has answered: nobody waits again because of it', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.office.reply(ana, 'With me it is in good hands');
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    expect(now()).toMatchObject({ ownerId: ana.id, waitingSince: null });
  });

  test('leaves nobody put away who has written meanwhile', async () => {
    await claim(ben);
    await acting.handlers['conversation.snooze']({ ...seen(), until: null }, ben);
    await transfer(ben, { type: 'queue' });
    await acting.customerWrites('Is anybody there?');
    expect(await undo(ben)).toMatchObject({ ok: true });
    expect(now()).toMatchObject({ state: 'open', ownerId: ben.id, snoozedUntil: null });
  });
});
