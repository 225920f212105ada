import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { MediaHash } from '#shared/domain/ids.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import { newRef, Office } from '#test/doubles/core/office.ts';
import { incoming, pendingImage } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana] = (await office.hire('Ana')) as [Agent];
});
afterEach(() => office.remove());

const picture = { bytes: new Uint8Array([1, 2, 3]), mime: 'image/png', fileName: null };

const settles = () => office.until(({ kind }) => kind === 'message.media-changed');

const media = () => {
  const content = office.messages().at(-1)?.content;
  return content !== undefined && isMediaContent(content) ? content.media : null;
};

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

test('the message is there before its file, and the file comes by itself', async () => {
  office.gateway.mediaAnswer = () => Promise.resolve(picture);
  const message = incoming('', { content: pendingImage });
  office.gateway.emit({ type: 'message', message });
  await office.settled();
  expect(media()?.state).toBe('pending');

  const settled = settles();
  office.gateway.connect();
  await settled;
  expect(media()).toMatchObject({ state: 'ready', bytes: 3, mime: 'image/png' });
  const opened = await office.core.media.open(media()?.hash as MediaHash, ana);
  expect(opened?.mime).toBe('image/png');
  expect(await readFile(opened?.path ?? '')).toEqual(Buffer.from(picture.bytes));
});

test('a file that WhatsApp no longer has costs only the file', async () => {
  office.gateway.connect();
  const settled = settles();
  office.gateway.emit({ type: 'message', message: incoming('', { content: pendingImage }) });
  await settled;
  expect(media()).toMatchObject({ state: 'gone', hash: null });
  expect(office.messages()).toHaveLength(1);
});

test('a fetch that failed is tried again a few times, then given up', async () => {
  let tries = 0;
  office.gateway.mediaAnswer = () => {
    tries += 1;
    return Promise.reject(new GatewayError('timeout', 'too slow'));
  };
  office.gateway.connect();
  const settled = settles();
  office.gateway.emit({ type: 'message', message: incoming('', { content: pendingImage }) });
  await office.settled();
  for (const pause of [5_000, 30_000, 120_000, 600_000]) await office.clock.advance(pause);
  await settled;
  expect(tries).toBe(5);
  expect(media()?.state).toBe('failed');
});

const ask = () =>
  office.core.handlers['media.fetch']({ messageId: office.messages().at(-1)!.id }, ana);

test('a file that could not be had is fetched again when somebody asks for it', async () => {
  office.gateway.connect();
  const gone = settles();
  office.gateway.emit({ type: 'message', message: incoming('', { content: pendingImage }) });
  await gone;
  office.gateway.mediaAnswer = () => Promise.resolve(picture);
  const ready = office.until(
    (fact) => fact.kind === 'message.media-changed' && fact.media.state === 'ready',
  );
  expect(await ask()).toEqual({ ok: true, value: {} });
  await ready;
  expect(await ask()).toEqual({ ok: true, value: {} });
  expect(media()).toMatchObject({ state: 'ready', bytes: 3 });
});

test('a file larger than the limit waits until somebody asks for it', async () => {
  let fetches = 0;
  office.gateway.mediaAnswer = () => {
    fetches += 1;
    return Promise.resolve(picture);
  };
  office.gateway.connect();
  const held = settles();
  const content = { ...pendingImage, media: { ...pendingImage.media, bytes: 2_000_000_000 } };
  office.gateway.emit({ type: 'message', message: incoming('', { content }) });
  await held;
  expect(media()).toMatchObject({ state: 'held', bytes: 2_000_000_000 });
  expect(fetches).toBe(0);
  const ready = office.until(
    (fact) => fact.kind === 'message.media-changed' && fact.media.state === 'ready',
  );
  await ask();
  await ready;
  expect(media()?.state).toBe('ready');
});

test('a file comes in pieces and is one file', async () => {
  async function* pieces() {
    yield new Uint8Array([1, 2]);
    yield new Uint8Array([3]);
  }
  office.gateway.mediaAnswer = () => Promise.resolve({ ...picture, bytes: pieces() });
  office.gateway.connect();
  const settled = settles();
  office.gateway.emit({ type: 'message', message: incoming('', { content: pendingImage }) });
  await settled;
  const path = await office.files.path(media()?.hash as MediaHash);
  expect(await readFile(path ?? '')).toEqual(Buffer.from(picture.bytes));
});

test('a file that breaks off in the middle is tried again from its beginning', async () => {
  let tries = 0;
  async function* broken() {
    yield new Uint8Array([1, 2]);
    throw new GatewayError('failed', 'the page went away');
  }
  office.gateway.mediaAnswer = () => {
    tries += 1;
    return Promise.resolve(tries === 1 ? { ...picture, bytes: broken() } : picture);
  };
  office.gateway.connect();
  const settled = settles();
  const pause = office.clock.whenPending(5_000);
  office.gateway.emit({ type: 'message', message: incoming('', { content: pendingImage }) });
  await pause;
  await office.clock.advance(5_000);
  await settled;
  expect(tries).toBe(2);
  expect(media()).toMatchObject({ state: 'ready', bytes: 3 });
});

test('what was pending when the host ended is fetched after the restart', async () => {
  office.gateway.emit({ type: 'message', message: incoming('', { content: pendingImage }) });
  await office.settled();
  const before = office;
  await before.close();
  office = await Office.open(before);
  office.gateway.mediaAnswer = () => Promise.resolve(picture);
  const settled = settles();
  office.gateway.connect();
  await settled;
  expect(media()?.state).toBe('ready');
});

test('an uploaded picture goes out with its caption; one never uploaded does not', async () => {
  office.gateway.emit({ type: 'message', message: incoming('Show me') });
  await office.settled();
  office.gateway.connect();
  const conversation = office.conversations()[0]!;
  const { hash } = await office.core.media.upload(chunks(picture.bytes), 'image/png', ana);
  const send = (of: MediaHash) =>
    office.core.handlers['reply.send'](
      {
        conversationId: conversation.id,
        epoch: conversation.epoch,
        lastSeenMessageId: conversation.lastCustomerMessageId,
        clientRef: newRef(),
        body: { kind: 'image', caption: 'Here', hash: of, fileName: 'room.png' },
      },
      ana,
    );
  expect(await send('0'.repeat(64) as MediaHash)).toMatchObject({ code: 'media-missing' });
  expect(await send(hash)).toMatchObject({ ok: true });
  await office.gateway.whenHandedOver(1);
  const path = await office.files.path(hash);
  expect(office.gateway.handedOver[0]?.content).toEqual({
    kind: 'image',
    caption: 'Here',
    path,
    mime: 'image/png',
    fileName: 'room.png',
  });
});

test('an upload that is in no message is nobody else’s to read', async () => {
  const { hash } = await office.core.media.upload(chunks(picture.bytes), 'image/png', ana);
  expect(await office.core.media.open(hash, ana)).toBeNull();
});
