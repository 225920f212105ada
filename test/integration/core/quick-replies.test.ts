import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

type Wanted = CommandParams<'quick-reply.save'>['quickReply'];

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
});
afterEach(() => acting.office.remove());

const hours: Wanted = { id: null, shortcut: 'hours', text: 'Until 6.', ownerId: null, file: null };

const save = (wanted: Wanted, by: Agent) =>
  acting.handlers['quick-reply.save']({ quickReply: wanted }, by);

async function saved(wanted: Wanted, by: Agent): Promise<QuickReply> {
  const reply = await save(wanted, by);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value.quickReply;
}

const all = () => acting.office.store.read.labels.get().quickReplies;

test('admins make, change and delete those of the team', async () => {
  const made = await saved(hours, ana);
  const changed = await saved({ ...made, text: 'Until 7.' }, ana);
  expect(all()).toEqual([changed]);
  const remove = { quickReplyId: made.id };
  expect(await acting.handlers['quick-reply.remove'](remove, ana)).toMatchObject({ ok: true });
  expect(await acting.handlers['quick-reply.remove'](remove, ana)).toMatchObject({ ok: true });
  expect(all()).toEqual([]);
  expect(await save(made, ana)).toMatchObject({ ok: false, code: 'not-found' });
});

test('everybody has their own, which nobody else changes (I8)', async () => {
  const team = await saved(hours, ana);
  const own = await saved({ ...hours, ownerId: ben.id }, ben);
  for (const [wanted, by] of [
    [hours, ben],
    [{ ...team, ownerId: ben.id }, ben],
    [{ ...own, ownerId: null }, ben],
    [own, ana],
    [{ ...hours, ownerId: ben.id }, ana],
  ] as const) {
    expect(await save(wanted, by)).toMatchObject({ ok: false, code: 'forbidden' });
  }
  for (const [id, by] of [
    [team.id, ben],
    [own.id, ana],
  ] as const) {
    const reply = await acting.handlers['quick-reply.remove']({ quickReplyId: id }, by);
    expect(reply).toMatchObject({ ok: false, code: 'forbidden' });
  }
  expect(all()).toEqual([team, own]);
});

test('a shortcut is there once among the team’s, and once among one’s own', async () => {
  await saved(hours, ana);
  const again = await save({ ...hours, shortcut: 'Hours' }, ana);
  expect(again).toMatchObject({ ok: false, code: 'name-taken' });
  await saved({ ...hours, ownerId: ben.id }, ben);
  await saved({ ...hours, ownerId: ana.id }, ana);
});

test('a file has to be there, and is sent and seen as often as one likes', async () => {
  const bytes = (async function* () {
    yield Buffer.from('the prices');
  })();
  const unknown = { kind: 'document', hash: 'f'.repeat(64) as never, fileName: 'p.pdf' } as const;
  const missing = await save({ ...hours, file: unknown }, ana);
  expect(missing).toMatchObject({ ok: false, code: 'media-missing' });

  const { media } = acting.office.core;
  const { hash } = await media.upload(bytes, 'application/pdf', ana);
  expect(await media.open(hash, ben)).toBeNull();
  const file = { kind: 'document', hash, fileName: 'prices.pdf' } as const;
  // Who only knows what it is called does not get at it that way (I8).
  const bens = { ...hours, ownerId: ben.id, file };
  expect(await save(bens, ben)).toMatchObject({ ok: false, code: 'media-missing' });
  expect(await media.open(hash, ben)).toBeNull();
  await saved({ ...hours, file }, ana);
  await saved(bens, ben);
  expect(await media.open(hash, ben)).toMatchObject({ mime: 'application/pdf' });

  await acting.customerWrites('What does it cost?');
  const { id: conversationId, epoch, lastCustomerMessageId } = acting.conversation;
  const sent = await acting.handlers['reply.send'](
    {
      conversationId,
      epoch,
      lastSeenMessageId: lastCustomerMessageId,
      clientRef: newRef(),
      body: { kind: 'document', caption: '', hash, fileName: file.fileName },
    },
    ben,
  );
  expect(sent).toMatchObject({ ok: true, value: { message: { content: { kind: 'document' } } } });
});

test('they are as they were after a restart, and replayed from the journal (I7)', async () => {
  const made = await saved(hours, ana);
  await saved({ ...hours, shortcut: 'gone' }, ana);
  await acting.handlers['quick-reply.remove']({ quickReplyId: all()[1]!.id }, ana);
  await acting.reopen();
  expect(all()).toEqual([made]);
});
