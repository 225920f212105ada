import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { HandlingOffice, MINUTE } from '#test/doubles/core/handling-office.ts';

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;
let now: HandlingOffice['now'];
let asked: HandlingOffice['asked'];
let claim: HandlingOffice['claim'];

beforeEach(async () => {
  const office = await HandlingOffice.open();
  ({ acting, now, asked, claim } = office);
  ({ ana, ben } = acting);
});

afterEach(() => acting.office.remove());

describe('a request', () => {
  const request = (by: Agent) => acting.handlers['conversation.request'](asked(), by);
  const answer = (by: Agent, given: 'hand-over' | 'keep' | 'withdraw') =>
    acting.handlers['conversation.answer-request']({ ...asked(), answer: given }, by);

  test('is granted by the owner: the chat is the asker’s', async () => {
    await claim(ben);
    await request(ana);
    expect(now().request).toMatchObject({ byId: ana.id });
    expect(await answer(ana, 'hand-over')).toMatchObject({ ok: false, code: 'not-owner' });
    await answer(ben, 'hand-over');
    expect(now()).toMatchObject({ ownerId: ana.id, request: null, handover: null });
  });

  test('that was granted is taken back by the owner who did, for a moment', async () => {
    await claim(ben);
    await request(ana);
    await answer(ben, 'hand-over');
    const undo = (by: Agent) => acting.handlers['conversation.undo'](asked(), by);
    expect(await undo(ana)).toMatchObject({ ok: false, code: 'too-late' });
    expect(await undo(ben)).toMatchObject({ ok: true });
    expect(now()).toMatchObject({ ownerId: ben.id, request: null });
  });

  test('that the owner does not grant, that is withdrawn or that expires changes nothing', async () => {
    await claim(ben);
    for (const end of ['keep', 'withdraw'] as const) {
      await request(ana);
      await answer(end === 'keep' ? ben : ana, end);
      expect(now()).toMatchObject({ ownerId: ben.id, request: null });
    }
    await request(ana);
    const ended = acting.office.until(({ kind }) => kind === 'conversation.request-ended');
    await acting.office.clock.advance(3 * MINUTE);
    await ended;
    expect(now()).toMatchObject({ ownerId: ben.id, request: null });
    expect(acting.factsOf('conversation.request-ended').map(({ fact }) => fact)).toMatchObject([
      { how: 'kept' },
      { how: 'withdrawn' },
      { how: 'expired' },
    ]);
  });

  test('for what nobody has is refused, and a second one while the first is open', async () => {
    const [carla] = await acting.office.hire('Carla');
    expect(await request(ana)).toMatchObject({ ok: false, code: 'not-owner' });
    await claim(ben);
    await request(ana);
    expect(await request(carla!)).toMatchObject({ ok: false, code: 'already-requested' });
    expect(await request(ana)).toMatchObject({ ok: true });
    expect(acting.factsOf('conversation.requested')).toHaveLength(1);
  });
});

test('an admin takes a chat over with a reason; an agent may not', async () => {
  const [carla] = await acting.office.hire('Carla');
  await claim(ben);
  const params = { ...asked(), reason: 'Ben is ill' };
  expect(await acting.handlers['conversation.take-over'](params, carla!)).toMatchObject({
    ok: false,
    code: 'forbidden',
  });
  expect(await acting.handlers['conversation.take-over'](params, ana)).toMatchObject({ ok: true });
  expect(now().ownerId).toBe(ana.id);
  const reply = await acting.office.reply(ben, 'I am still here');
  expect(reply).toMatchObject({ ok: false, code: 'not-owner' });
});
