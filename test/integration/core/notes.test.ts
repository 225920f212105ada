import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { NOTE_EDIT_MS } from '#shared/domain/handling.ts';
import type { AgentId, ClientRef, MessageId } from '#shared/domain/ids.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
  await acting.customerWrites('Hello');
});

afterEach(() => acting.office.remove());

interface Wording {
  readonly mentions?: AgentId[];
  readonly ref?: ClientRef;
}

const add = (by: Agent, text: string, { mentions = [], ref = newRef() }: Wording = {}) =>
  acting.handlers['note.add'](
    { conversationId: acting.conversation.id, clientRef: ref, text, mentions },
    by,
  );

async function added(by: Agent, text: string, wording: Wording = {}): Promise<MessageId> {
  const outcome = await add(by, text, wording);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value.message.id;
}

const stored = (id: MessageId) => acting.office.store.read.messages.get(id);

test('a note stands in the timeline and never goes to WhatsApp, also after a restart', async () => {
  const before = acting.conversation;
  await add(ben, 'She is always late');
  expect(acting.office.messages().map(({ content }) => content.kind)).toEqual(['text', 'note']);
  await acting.reopen();
  await acting.benAnswers('Good morning');
  expect(acting.gateway.handedOver.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'Good morning' },
  ]);
  // The customer still waited: a note is no answer.
  expect(before.waitingSince).not.toBeNull();
});

test('a note answers nobody and moves nothing in the list', async () => {
  const before = acting.conversation;
  await add(ben, 'She is always late');
  const { last, lastAt, waitingSince, unread, state } = before;
  expect(acting.conversation).toMatchObject({ last, lastAt, waitingSince, unread, state });
});

test('the same note again is one note, and its reference serves no other text', async () => {
  const ref = newRef();
  await add(ben, 'Once', { ref });
  await add(ben, 'Once', { ref });
  expect(acting.factsOf('note.added')).toHaveLength(1);
  expect(await add(ben, 'Twice', { ref })).toMatchObject({ ok: false, code: 'client-ref-reused' });
});

test('a note is found by its words', async () => {
  await add(ben, 'Prefers the window seat');
  const found = await acting.handlers.search({ text: 'window', limit: 10 }, ana);
  expect(found.ok && found.value.messages.map(({ message }) => message.content)).toMatchObject([
    { kind: 'note', text: 'Prefers the window seat' },
  ]);
});

test('who is named is told, until they have seen it', async () => {
  const mentions = () => acting.office.store.read.conversations.counts().mentions;
  await add(ben, '@Ana can you look?', { mentions: [ana.id] });
  expect(mentions()).toEqual({ [ana.id]: 1 });
  const listed = await acting.handlers['conversation.list'](
    { view: 'mentions', after: null, limit: 10 },
    ana,
  );
  expect(listed.ok && listed.value.conversations).toMatchObject([
    { mentions: [{ agentId: ana.id, byId: ben.id, text: '@Ana can you look?', isSeen: false }] },
  ]);
  await acting.handlers['mention.see']({ conversationId: acting.conversation.id }, ana);
  expect(mentions()).toEqual({});
  await add(ben, '@Ana again', { mentions: [ana.id] });
  expect(mentions()).toEqual({ [ana.id]: 1 });
});

test('nobody is named who does not work here', async () => {
  const outcome = await add(ben, '@Nobody', { mentions: [99 as AgentId] });
  expect(outcome).toMatchObject({ ok: false, code: 'unknown-agent' });
});

test('its writer changes it for a while, and what it said before stays with it', async () => {
  const id = await added(ben, 'Monday');
  const edit = (by: Agent) =>
    acting.handlers['note.edit']({ messageId: id, text: 'Tuesday', mentions: [] }, by);
  expect(await edit(ana)).toMatchObject({ ok: false, code: 'not-the-writer' });
  await edit(ben);
  expect(stored(id)).toMatchObject({
    content: { text: 'Tuesday' },
    edits: { earlier: [{ text: 'Monday' }] },
  });
  await acting.office.clock.advance(NOTE_EDIT_MS + 1);
  expect(await edit(ben)).toMatchObject({ ok: false, code: 'too-late' });
});

test('a note that is taken back calls nobody any more, and agents do not get to see it', async () => {
  const id = await added(ben, '@Ana secret', { mentions: [ana.id] });
  expect(await acting.handlers['note.delete']({ messageId: id }, ben)).toMatchObject({ ok: true });
  expect(acting.office.store.read.conversations.counts().mentions).toEqual({});
  const shown = async (to: Agent) => {
    const history = await acting.handlers['conversation.history'](
      { conversationId: acting.conversation.id, anchor: null, limit: 10 },
      to,
    );
    return history.ok ? history.value.messages.at(-1)?.content : null;
  };
  expect(await shown(ben)).toEqual({ kind: 'note', text: '', mentions: [] });
  expect(await shown(ana)).toMatchObject({ text: '@Ana secret' });
});

test('an answer that was found before a note was taken back and goes out after it names the note no more', async () => {
  const [carla] = await acting.office.hire('Carla');
  const { id: conversationId, epoch } = acting.conversation;
  await acting.handlers['conversation.claim']({ conversationId, epoch }, ben);
  const id = await added(ben, '@Ana secret', { mentions: [ana.id] });
  const claims = acting.handlers['conversation.claim']({ conversationId, epoch }, carla!);
  const [answered] = await Promise.all([
    claims.then((answer) => ({
      answer,
      // As a rule both are one commit; on a slow machine the answer may be out before.
      isTakenBack: acting.office.store.read.messages.get(id)?.deletion !== undefined,
    })),
    acting.handlers['note.delete']({ messageId: id }, ben),
  ]);
  const { answer, isTakenBack } = answered;
  expect(answer).toMatchObject({ code: 'not-owner', conversation: { ownerId: ben.id } });
  expect(JSON.stringify(answer).includes('secret')).toBe(!isTakenBack);
});

test('an admin takes back anybody’s note, an agent only their own', async () => {
  const id = await added(ana, 'From Ana');
  expect(await acting.handlers['note.delete']({ messageId: id }, ben)).toMatchObject({
    ok: false,
    code: 'not-the-writer',
  });
  const other = await added(ben, 'From Ben');
  await acting.office.clock.advance(NOTE_EDIT_MS + 1);
  expect(await acting.handlers['note.delete']({ messageId: other }, ben)).toMatchObject({
    ok: false,
    code: 'too-late',
  });
  expect(await acting.handlers['note.delete']({ messageId: other }, ana)).toMatchObject({
    ok: true,
  });
});

test('nothing of WhatsApp’s is done to a note', async () => {
  const id = await added(ben, 'Internal');
  await acting.handlers['conversation.claim'](
    { conversationId: acting.conversation.id, epoch: acting.conversation.epoch },
    ben,
  );
  const { id: conversationId, epoch } = acting.conversation;
  const target = { conversationId, epoch, messageId: id };
  expect(await acting.handlers['message.edit']({ ...target, text: 'Out' }, ben)).toMatchObject({
    ok: false,
  });
  expect(await acting.handlers['message.delete'](target, ben)).toMatchObject({ ok: false });
  const quoting = await acting.handlers['reply.send'](
    {
      conversationId,
      epoch,
      lastSeenMessageId: acting.conversation.lastCustomerMessageId,
      clientRef: newRef(),
      body: { kind: 'text', text: 'About that' },
      quote: id,
    },
    ben,
  );
  expect(quoting).toMatchObject({ ok: false, code: 'quote-missing' });
});
