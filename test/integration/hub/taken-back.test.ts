import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { clientRefSchema } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { incoming, pendingImage } from '#test/doubles/gateway/incoming.ts';
import { ScriptedGateway } from '#test/doubles/gateway/scripted-gateway.ts';
import { RawScreen } from '#test/doubles/hub/raw-screen.ts';
import { silentLog } from '#test/doubles/log.ts';
import { hire } from '#test/doubles/core/hire.ts';

const PASSWORD = 'three grey heron feathers';
const SECRET = 'marmalade';

interface Person {
  readonly agent: Agent;
  readonly token: string;
}

let directory: string;
let host: RunningHost;
let gateway: ScriptedGateway;
let ca: string;
let ana: Person;
let ben: Person;
let screens: RawScreen[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-taken-back-'));
  gateway = new ScriptedGateway();
  screens = [];
  host = await startHost({
    dataDirectory: directory,
    address: '127.0.0.1',
    port: 0,
    screensDirectory: null,
    gateway,
    clock: systemClock,
    log: silentLog,
    version: 'test',
  });
  ca = await readFile(join(directory, 'tls', 'host.crt'), 'utf8');
  const { accounts } = host.core;
  const code = host.setupCode ?? '';
  const first = await accounts.setup({ code, name: 'Ana', password: PASSWORD }, 'test');
  if (!first.ok) throw new Error('no admin');
  ana = { agent: first.value.agent, token: first.value.token };
  await hire(host.core, { name: 'Ben', password: PASSWORD, role: 'agent' }, ana.agent);
  const second = await accounts.signIn({ name: 'Ben', password: PASSWORD }, 'test');
  if (!second.ok) throw new Error('no agent');
  ben = { agent: second.value.agent, token: second.value.token };
  gateway.connect();
});

afterEach(async () => {
  for (const { socket } of screens) socket.terminate();
  await host.close();
  await rm(directory, { recursive: true, force: true });
});

const happens = (is: (fact: Fact) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = host.core.sync.on(({ entries }) => {
      if (!entries.some(({ fact }) => is(fact))) return;
      stop();
      resolve();
    });
  });

async function screen({ token }: Person, hello: object = {}): Promise<RawScreen> {
  const origin = `https://127.0.0.1:${host.port}`;
  const opened = new RawScreen(`wss://127.0.0.1:${host.port}${HUB_PATH}`, { ca, origin });
  screens.push(opened);
  await opened.opened();
  opened.hello({ token, ...hello });
  await opened.next('welcome');
  return opened;
}

function get(path: string, { token }: Person, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: host.port,
        ca,
        agent: false,
        path,
        headers: { authorization: `Bearer ${token}`, ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }),
        );
      },
    );
    outgoing.on('error', reject).end();
  });
}

/** A picture from the customer whose file is here. */
async function pictureArrives(bytes: Buffer): Promise<{ message: Message; path: string }> {
  gateway.mediaAnswer = () =>
    Promise.resolve({ bytes: new Uint8Array(bytes), mime: 'image/png', fileName: null });
  const fetched = happens(({ kind }) => kind === 'message.media-changed');
  const content = { ...pendingImage, caption: `The ${SECRET}` };
  gateway.emit({ type: 'message', message: incoming('', { content }) });
  await fetched;
  const message = await newestMessage();
  const hash = isMediaContent(message.content) ? message.content.media.hash : null;
  return { message, path: `/media/${hash ?? ''}` };
}

async function conversation(): Promise<Conversation> {
  for (const view of ['all', 'closed'] as const) {
    const page = { view, after: null, limit: 1 };
    const list = await host.core.handlers['conversation.list'](page, ana.agent);
    const first = list.ok ? list.value.conversations[0] : undefined;
    if (first !== undefined) return first;
  }
  throw new Error('nobody wrote');
}

async function newestMessage(): Promise<Message> {
  const params = { conversationId: (await conversation()).id, anchor: null, limit: 50 };
  const page = await host.core.handlers['conversation.history'](params, ana.agent);
  const newest = page.ok ? page.value.messages.at(-1) : undefined;
  if (newest === undefined) throw new Error('nothing was said');
  return newest;
}

async function* chunks(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield new Uint8Array(bytes);
}

async function takenBack({ waKey }: Message): Promise<void> {
  const deleted = happens(({ kind }) => kind === 'message.deleted');
  gateway.emit({ type: 'deleted', key: waKey!, by: 'contact', at: Date.now() });
  await deleted;
}

describe('a picture that the customer took back', () => {
  test('is given to no agent by its address, whole, in part or from what the browser knows', async () => {
    const bytes = randomBytes(5_000);
    const { message, path } = await pictureArrives(bytes);
    expect((await get(path, ben)).body.equals(bytes)).toBe(true);
    await takenBack(message);
    const known = { 'if-none-match': `"${path.split('/').at(-1) ?? ''}"` };
    for (const headers of [{}, { range: 'bytes=0-9' }, known]) {
      const answer = await get(path, ben, headers);
      expect(answer.status).toBe(404);
      expect(answer.body.includes(bytes.subarray(0, 10))).toBe(false);
    }
    const asAdmin = await get(path, ana);
    expect(asAdmin.status).toBe(200);
    expect(asAdmin.body.equals(bytes)).toBe(true);
  });

  test('is given again when another message has the same file', async () => {
    const bytes = randomBytes(5_000);
    const { message, path } = await pictureArrives(bytes);
    await takenBack(message);
    expect((await get(path, ben)).status).toBe(404);
    await pictureArrives(bytes);
    expect((await get(path, ben)).status).toBe(200);
  });

  test('is not brought back by an answer that names the file', async () => {
    gateway.emit({ type: 'message', message: incoming('Show me') });
    await happens(({ kind }) => kind === 'message.received');
    const { core } = host;
    const upload = await core.media.upload(chunks(randomBytes(5_000)), 'image/png', ana.agent);
    const answer = async (ref: string) => {
      const { id, epoch, lastCustomerMessageId } = await conversation();
      return {
        conversationId: id,
        epoch,
        lastSeenMessageId: lastCustomerMessageId,
        clientRef: clientRefSchema.parse(ref),
        body: { kind: 'image', caption: '', hash: upload.hash, fileName: 'a.png' } as const,
      };
    };
    expect(
      await core.handlers['reply.send'](await answer('first-by-ana'), ana.agent),
    ).toMatchObject({ ok: true });
    await gateway.whenHandedOver(1);
    const deleted = happens(({ kind }) => kind === 'message.deleted');
    gateway.emit({ type: 'deleted', key: gateway.handedOver[0]!.key, by: 'us', at: Date.now() });
    await deleted;
    const { conversationId, epoch, lastSeenMessageId } = await answer('for-its-epoch');
    await core.handlers['conversation.close'](
      { conversationId, epoch, lastSeenMessageId },
      ana.agent,
    );

    const raw = await screen(ben);
    raw.command(1, 'reply.send', await answer('first-by-ben'));
    expect(await raw.next('result')).toMatchObject({ ok: false, code: 'media-missing' });
    expect((await get(`/media/${upload.hash}`, ben)).status).toBe(404);
  });
});

describe('over a socket of their own making', () => {
  const told = (frames: readonly unknown[]) => JSON.stringify(frames).includes(SECRET);

  test('an agent gets nothing of what was taken back, whatever is asked', async () => {
    gateway.emit({ type: 'message', message: incoming(`The ${SECRET} is mine`) });
    await happens(({ kind }) => kind === 'message.received');
    const message = await newestMessage();
    await takenBack(message);
    const frames: unknown[] = [];
    for (const person of [ben, ana]) {
      const raw = await screen(person);
      const { conversationId, id } = message;
      const asked: [string, object][] = [
        ['conversation.list', { view: 'all', after: null, limit: 50 }],
        ['conversation.history', { conversationId, anchor: null, limit: 50 }],
        [
          'conversation.history',
          { conversationId, anchor: { side: 'around', messageId: id }, limit: 50 },
        ],
        ['conversation.claim', { conversationId, epoch: 0 }],
        ['contact.details', { conversationId }],
        ['search', { text: SECRET, limit: 50 }],
        ['message.react', { conversationId, epoch: 1, messageId: id, emoji: '👍' }],
        ['message.edit', { conversationId, epoch: 1, messageId: id, text: 'x' }],
        ['message.delete', { conversationId, epoch: 1, messageId: id }],
        ['media.fetch', { messageId: id }],
      ];
      for (const [index, [name, params]] of asked.entries()) {
        raw.command(index + 1, name, params);
        await raw.next('result');
      }
      frames.push(raw.frames);
    }
    expect(told([frames[0]])).toBe(false);
    expect(told([frames[1]])).toBe(true);
  });

  test('an agent who was away misses it, an admin does not', async () => {
    const before = host.core.sync.open(ben.agent, null).welcome;
    const resume = { journalId: before.journalId, seq: before.seq };
    gateway.emit({ type: 'message', message: incoming(`The ${SECRET} is mine`) });
    await happens(({ kind }) => kind === 'message.received');
    await takenBack(await newestMessage());
    const bens = await screen(ben, { resume });
    const anas = await screen(ana, { resume });
    for (const raw of [bens, anas]) {
      raw.command(1, 'conversation.list', { view: 'all', after: null, limit: 50 });
      await raw.next('result');
    }
    expect(bens.frames.some(({ t }) => t === 'delta')).toBe(true);
    expect(told(bens.frames)).toBe(false);
    expect(told(anas.frames)).toBe(true);
  });
});
