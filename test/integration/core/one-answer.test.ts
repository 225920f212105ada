import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { newRef, Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { runs } from '#test/doubles/property-runs.ts';

let office: Office;
let agents: Agent[];
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  agents = await office.hire('Ana', 'Ben', 'Carla', 'Dora', 'Emil');
  [ana, ben] = agents as [Agent, Agent];
  office.gateway.emit({ type: 'message', message: incoming('Is anybody there?') });
  await office.settled();
});
afterEach(() => office.remove());

const conversation = (): Conversation => office.conversations()[0]!;

test('of simultaneous claims exactly one wins and the others are told who', async () => {
  const { id, epoch } = conversation();
  const claim = office.core.handlers['conversation.claim'];
  const outcomes = await Promise.all(
    agents.map((agent) => claim({ conversationId: id, epoch }, agent)),
  );

  const winners = outcomes.filter(({ ok }) => ok);
  expect(winners).toHaveLength(1);
  const { ownerId } = conversation();
  for (const outcome of outcomes) {
    if (!outcome.ok) {
      expect(outcome).toMatchObject({ code: 'not-owner', conversation: { ownerId } });
    }
  }
});

test('of simultaneous answers exactly one is kept; answering claims', async () => {
  const outcomes = await Promise.all(agents.map((agent) => office.reply(agent, 'Yes, I am!')));

  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(office.messages().filter(({ author }) => author.type === 'agent')).toHaveLength(1);
  expect(conversation()).toMatchObject({ state: 'open', epoch: 1, waitingSince: null });
});

test('nobody answers in a conversation that somebody else owns', async () => {
  await office.reply(ana, 'Mine.');
  const refused = await office.reply(ben, 'Mine too.');

  expect(refused).toMatchObject({
    ok: false,
    code: 'not-owner',
    conversation: { ownerId: ana.id },
  });
  expect(office.messages()).toHaveLength(2);
});

test('an answer to what the agent has not seen is held back and shows what is new', async () => {
  const before = conversation();
  office.gateway.emit({ type: 'message', message: incoming('Never mind, I found it.') });
  await office.settled();
  const held = await office.reply(ana, 'I will look for it.', before);

  expect(held).toMatchObject({
    ok: false,
    code: 'unseen-messages',
    messages: [{ content: { text: 'Never mind, I found it.' } }],
  });
  expect(conversation()).toMatchObject({ state: 'waiting', ownerId: null });
  expect(await office.reply(ana, 'Good!')).toMatchObject({ ok: true });
});

test('a second answer typed before the claim of the first came back goes through', async () => {
  const before = conversation();
  await office.reply(ana, 'One.', before);
  expect(await office.reply(ana, 'Two.', before)).toMatchObject({ ok: true });
});

test('an answer written while a colleague had it is refused, also when it was handed over since', async () => {
  await office.reply(ben, 'I will see to it.');
  const bens = conversation();
  await office.core.handlers['conversation.transfer'](
    {
      conversationId: bens.id,
      epoch: bens.epoch,
      to: { type: 'agent', agentId: ana.id },
      note: null,
    },
    ben,
  );
  expect(await office.reply(ana, 'Let me see to it.', bens)).toMatchObject({ code: 'moved-on' });
  expect(await office.reply(ana, 'It is done.')).toMatchObject({ ok: true });
});

test('an answer written under an older owner is refused', async () => {
  const first = conversation();
  await office.reply(ana, 'One.', first);
  const open = conversation();
  await office.core.handlers['conversation.close'](
    { conversationId: open.id, epoch: open.epoch, lastSeenMessageId: open.lastCustomerMessageId },
    ana,
  );
  expect(await office.reply(ben, 'Late.', open)).toMatchObject({ ok: false, code: 'moved-on' });
});

test('the same reference twice is the same message once, also at the same time', async () => {
  const ref = newRef();
  const before = conversation();
  const outcomes = await Promise.all([1, 2, 3].map(() => office.reply(ana, 'Once.', before, ref)));
  const again = await office.reply(ana, 'Once.', before, ref);

  const ids = [...outcomes, again].map((outcome) => (outcome.ok ? outcome.value.message.id : null));
  expect(new Set(ids).size).toBe(1);
  expect(office.messages()).toHaveLength(2);
  expect(await office.reply(ana, 'Other.', before, ref)).toMatchObject({
    code: 'client-ref-reused',
  });
});

test('a conversation cannot be closed over a message that the owner has not seen', async () => {
  await office.reply(ana, 'Hello.');
  const seen = conversation();
  office.gateway.emit({ type: 'message', message: incoming('Wait!') });
  await office.settled();

  const outcome = await office.core.handlers['conversation.close'](
    { conversationId: seen.id, epoch: seen.epoch, lastSeenMessageId: seen.lastCustomerMessageId },
    ana,
  );
  expect(outcome).toMatchObject({ ok: false, code: 'unseen-messages' });
});

test('reading marks what is on the screen, and only for the owner', async () => {
  const read = office.core.handlers['conversation.read'];
  await office.reply(ana, 'Hello.');
  for (const text of ['one', 'two', 'three']) {
    office.gateway.emit({ type: 'message', message: incoming(text) });
  }
  await office.settled();
  const [, , one] = office.messages();
  await read({ conversationId: conversation().id, upTo: one!.id }, ben);
  expect(conversation().unread).toBe(3);
  await read({ conversationId: conversation().id, upTo: one!.id }, ana);
  expect(conversation().unread).toBe(2);
});

type Step = { readonly who: number; readonly what: 'claim' | 'reply' | 'close' | 'writes' };

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(4),
  what: fc.constantFrom('claim', 'reply', 'close', 'writes'),
});

test('whatever agents do at once, answers come only from owners who saw everything', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 6 }),
      async (turns) => {
        for (const turn of turns) {
          const seen = conversation();
          const newestSeen = seen.lastCustomerMessageId;
          const answered = await Promise.all(turn.map((each) => act(each, seen)));
          for (const outcome of answered) {
            if (!outcome?.ok) continue;
            const { message, conversation: after } = outcome.value;
            expect(message.author).toEqual({ type: 'agent', agentId: after.ownerId });
            const unseen = office.store.read.messages
              .unseen(seen.id, newestSeen, 200)
              .filter(({ id }) => id < message.id);
            expect(unseen).toEqual([]);
          }
        }
        expect(office.core.sync.open(ana, null).welcome.counts).toEqual(
          office.store.read.conversations.counts(),
        );
      },
    ),
    runs(60),
  );
});

async function act({ who, what }: Step, seen: Conversation) {
  const agent = agents[who]!;
  const { id: conversationId, epoch, lastCustomerMessageId: lastSeenMessageId } = seen;
  if (what === 'reply') return office.reply(agent, 'Answer', seen);
  if (what === 'writes') office.gateway.emit({ type: 'message', message: incoming('Question') });
  if (what === 'claim') {
    await office.core.handlers['conversation.claim']({ conversationId, epoch }, agent);
  }
  if (what === 'close') {
    const params = { conversationId, epoch, lastSeenMessageId };
    await office.core.handlers['conversation.close'](params, agent);
  }
  await office.settled();
  return null;
}
