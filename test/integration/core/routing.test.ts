import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';

const DAY = 24 * 60 * 60_000;

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
  await acting.customerWrites('Hello');
  await acting.benAnswers('Good morning');
});

afterEach(() => acting.office.remove());

async function isBack(agent: Agent): Promise<Screen> {
  const online = acting.office.until(
    (fact) => fact.kind === 'agent.status-changed' && fact.agentId === agent.id,
  );
  const screen = acting.office.core.presence.connected(agent.id, `screen of ${agent.name}`);
  await online;
  return screen;
}

const lastOwnerDays = (value: number) =>
  acting.handlers['settings.change']({ name: 'routing.lastOwnerDays', value }, ana);

async function closed(): Promise<void> {
  const { id: conversationId, epoch, lastCustomerMessageId } = acting.conversation;
  await acting.handlers['conversation.close'](
    { conversationId, epoch, lastSeenMessageId: lastCustomerMessageId },
    ben,
  );
}

/** What was decided because of a commit is stored after it. */
async function comesBack(): Promise<void> {
  await acting.customerWrites('I have another question');
  await acting.office.settled();
}

test('a customer who comes back goes to the last owner, as new for them', async () => {
  await lastOwnerDays(7);
  await isBack(ben);
  await closed();
  await comesBack();
  expect(acting.conversation).toMatchObject({
    state: 'open',
    ownerId: ben.id,
    episode: 2,
    unread: 1,
    handover: { fromId: null },
  });
});

test('a last owner who is not online gets nothing: the customer waits in the queue', async () => {
  await lastOwnerDays(7);
  await closed();
  await comesBack();
  expect(acting.conversation).toMatchObject({ state: 'waiting', ownerId: null });
});

test('after too long, and where the office does not want it, the queue comes first', async () => {
  await isBack(ben);
  await closed();
  await comesBack();
  expect(acting.conversation.state).toBe('waiting');

  await lastOwnerDays(7);
  await acting.benAnswers('Yes?');
  await closed();
  await acting.office.clock.advance(8 * DAY);
  await comesBack();
  expect(acting.conversation.state).toBe('waiting');
});

test('what somebody had who went offline stays theirs, or waits again where the office wants that', async () => {
  const screen = await isBack(ben);
  screen.release();
  const gone = acting.office.until(
    (fact) => fact.kind === 'agent.status-changed' && fact.status === 'offline',
  );
  await acting.office.clock.advance(61_000);
  await gone;
  await acting.office.settled();
  expect(acting.conversation.ownerId).toBe(ben.id);

  await acting.handlers['settings.change'](
    { name: 'ownership.whenOwnerLeaves', value: 'queue' },
    ana,
  );
  const again = await isBack(ben);
  const givenBack = acting.office.until(({ kind }) => kind === 'conversation.transferred');
  again.release();
  await acting.office.clock.advance(61_000);
  await givenBack;
  expect(acting.conversation).toMatchObject({ state: 'waiting', ownerId: null });
  expect(acting.factsOf('conversation.transferred').at(-1)?.fact).toMatchObject({
    fromId: ben.id,
    why: 'owner-left',
  });
});
