import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

let acting: ActingOffice;
let ben: Agent;
let carla: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ben } = acting);
  const [hired] = await acting.office.hire('Carla');
  carla = hired!;
  await acting.customerWrites('Hello');
});

afterEach(() => acting.office.remove());

test('of two who accept and answer at the same moment one is told who has it, and one answer goes out', async () => {
  const waiting = acting.conversation;
  const outcomes = await Promise.all([
    acting.office.reply(ben, 'This is Ben', waiting),
    acting.office.reply(carla, 'This is Carla', waiting),
  ]);
  expect(outcomes).toMatchObject([
    { ok: true },
    { ok: false, code: 'not-owner', conversation: { ownerId: ben.id } },
  ]);
  await acting.gateway.whenHandedOver(1);
  await acting.office.settled();
  expect(acting.gateway.handedOver.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'This is Ben' },
  ]);
});

test('nobody writes into, closes, snoozes, gives away or changes what a colleague has', async () => {
  const answer = await acting.benAnswers('Good morning');
  const { id: conversationId, epoch, lastCustomerMessageId } = acting.conversation;
  const asked = { conversationId, epoch };
  const seen = { ...asked, lastSeenMessageId: lastCustomerMessageId };
  const target = { ...asked, messageId: answer.id };
  const { handlers } = acting;
  const before = acting.conversation;
  const outcomes = await Promise.all([
    acting.office.reply(carla, 'Me too'),
    handlers['conversation.claim'](asked, carla),
    handlers['conversation.close'](seen, carla),
    handlers['conversation.snooze']({ ...seen, until: null }, carla),
    handlers['conversation.wake'](asked, carla),
    handlers['conversation.transfer'](
      { ...asked, to: { type: 'agent', agentId: carla.id }, note: null },
      carla,
    ),
    handlers['conversation.take-over']({ ...asked, reason: 'I want it' }, carla),
    handlers['conversation.answer-request']({ ...asked, answer: 'hand-over' }, carla),
    handlers['message.edit']({ ...target, text: 'Go away' }, carla),
    handlers['message.delete'](target, carla),
    handlers['message.react']({ ...target, emoji: '👎' }, carla),
  ]);
  expect(outcomes.map(({ ok }) => ok)).toEqual(outcomes.map(() => false));
  await handlers['conversation.hand-over-all'](
    { to: { type: 'agent', agentId: carla.id }, note: '' },
    carla,
  );
  await handlers['conversation.opened'](asked, carla);
  expect(acting.conversation).toEqual(before);
  expect(acting.gateway.handedOver).toHaveLength(1);
  // A note is for colleagues: anybody may leave one.
  const note = { conversationId, clientRef: newRef(), text: 'She called, too', mentions: [] };
  expect(await handlers['note.add'](note, carla)).toMatchObject({ ok: true });
});
