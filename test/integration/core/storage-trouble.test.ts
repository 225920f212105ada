import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatSummary } from '#main/core/ports/gateway.ts';
import { StoreError } from '#main/core/ports/store.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana] = (await office.hire('Ana')) as [Agent];
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: incoming('Before') });
  await office.settled();
});

afterEach(() => office.remove());

const trouble = () => office.core.trouble.current?.name ?? null;

/** Mends the disk; resolves when the host has noticed. */
async function mended(): Promise<void> {
  office.disk.repair();
  const isOver = new Promise<void>((resolve) => {
    const stop = office.core.trouble.on(() => {
      if (trouble() !== null) return;
      stop();
      resolve();
    });
  });
  await office.clock.advance(2_000);
  await isOver;
}

test.each([
  ['disk-full', 'disk-full'],
  ['read-only', 'read-only'],
  ['io', 'io'],
] as const)('a store that fails with %s is told as %s until it works again', async (code, name) => {
  const told: (string | null)[] = [];
  office.core.trouble.on(() => told.push(trouble()));
  office.disk.breakWith(code);
  await expect(office.reply(ana, 'Hello')).rejects.toBeInstanceOf(StoreError);
  expect(trouble()).toBe(name);
  await office.clock.advance(60_000);
  expect(trouble()).toBe(name);
  await mended();
  expect(told).toEqual([name, null]);
  const again = await office.reply(ana, 'Hello');
  expect(again.ok).toBe(true);
});

test('nothing is written before the disk was asked, even if it would fit', async () => {
  office.disk.breakWith('disk-full');
  await expect(office.reply(ana, 'Too long')).rejects.toBeInstanceOf(StoreError);
  office.disk.repair();
  await expect(office.reply(ana, 'Short')).rejects.toMatchObject({ code: 'disk-full' });
  await mended();
  expect((await office.reply(ana, 'Short')).ok).toBe(true);
});

test('what came in meanwhile is fetched from WhatsApp afterwards, once and in order', async () => {
  const texts = ['One', 'Two', 'Three'];
  const messages = texts.map((text) => incoming(text));
  office.disk.breakWith('disk-full');
  for (const message of messages) office.gateway.emit({ type: 'message', message });
  await office.clock.advance(1_000);
  expect(office.messages().map(({ content }) => 'text' in content && content.text)).toEqual([
    'Before',
  ]);
  const chat: ChatSummary = {
    address: anna,
    lastMessageAt: messages[2]!.at,
    lastKey: null,
    unread: 4,
  };
  office.gateway.chatList = [chat];
  office.gateway.histories.set(anna, messages);

  const caughtUp = office.until((fact) => fact.kind === 'message.received');
  await mended();
  await caughtUp;
  await office.settled();
  office.gateway.emit({ type: 'message', message: messages[1]! });
  await office.settled();
  expect(office.messages().map(({ content }) => 'text' in content && content.text)).toEqual([
    'Before',
    ...texts,
  ]);
});

test('a damaged database is not written to until the host is started again', async () => {
  office.disk.breakWith('corrupt');
  await expect(office.reply(ana, 'Hello')).rejects.toBeInstanceOf(StoreError);
  office.disk.repair();
  await office.clock.advance(60_000);
  expect(office.disk.probes).toBe(0);
  expect(trouble()).toBe('damaged');
  await expect(office.reply(ana, 'Hello')).rejects.toMatchObject({ code: 'corrupt' });
});

test('a file that the disk does not take is trouble as well', async () => {
  office.disk.breakWith('disk-full');
  const bytes = (async function* () {
    yield Buffer.from('a picture');
  })();
  await expect(office.core.media.upload(bytes, 'image/png', ana)).rejects.toMatchObject({
    code: 'disk-full',
  });
  expect(trouble()).toBe('disk-full');
});

test('people stay signed in while nothing can be stored', async () => {
  const signedIn = await office.core.accounts.signIn(
    { name: 'Ana', password: 'correct horse' },
    'test',
  );
  if (!signedIn.ok) throw new Error('not signed in');
  office.disk.breakWith('disk-full');
  await office.clock.advance(60 * 60_000);
  expect(await office.core.accounts.authenticate(signedIn.value.token)).toMatchObject({
    name: 'Ana',
  });
});
