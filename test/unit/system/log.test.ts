import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '#main/system/log.ts';
import type { LogLevel } from '#main/system/log.ts';

let folder: string;
let destination: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-log-'));
  destination = join(folder, 'host.log');
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (level: LogLevel = 'info') =>
  createLog({ level, destination, warn: (line) => said.push(line) });

async function written(): Promise<Record<string, unknown>[]> {
  const text = await readFile(destination, 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('lines from the level up go to the file as JSON', async () => {
  const log = open();
  log.debug({}, 'too fine');
  log.info({ port: 7443 }, 'listening');
  log.child({ room: 'hub' }).warn({ session: 3 }, 'slow client');
  log.close();
  expect(await written()).toMatchObject([
    { level: 30, port: 7443, msg: 'listening', pid: process.pid },
    { level: 40, room: 'hub', session: 3, msg: 'slow client' },
  ]);
  expect((await written())[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('warnings and errors are said in plain words, with the reason and simple facts', () => {
  const log = open();
  log.info({}, 'listening');
  log.warn({ attempt: 2 }, 'WhatsApp Web does not answer.');
  log.error({ error: new Error('disk full\nmore') }, 'A message could not be stored.');
  log.warn({ name: 'Eve\u001b[2Jil\r' }, 'somebody signed in');
  log.close();
  expect(said).toEqual([
    'Warning: WhatsApp Web does not answer. (attempt 2)\n',
    'Error: A message could not be stored. disk full\n',
    'Warning: somebody signed in (name Eve [2Jil )\n',
  ]);
});

test('what people write and what lets them in is never written, however deep it is', async () => {
  const secret = 'my account is 1234';
  const log = open('debug');
  log.info(
    {
      text: secret,
      Password: secret,
      token: secret,
      message: { content: { kind: 'text', text: secret }, caption: secret },
      list: [{ preview: secret, setupCode: secret }],
      file: Buffer.from(secret),
    },
    'a message',
  );
  log.child({ token: secret }).error({ cause: { body: secret } }, 'failed');
  log.close();
  expect(await readFile(destination, 'utf8')).not.toContain('my account');
  expect(said.join('')).not.toContain('my account');
  expect((await written())[0]).toMatchObject({ text: '[private]', file: '[18 bytes]' });
});

test('an error is written with its type, code, stack and cause', async () => {
  const log = open();
  const cause = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  log.error({ error: new TypeError('wrong', { cause }) }, 'failed');
  log.close();
  expect((await written())[0]?.error).toMatchObject({
    type: 'TypeError',
    message: 'wrong',
    stack: expect.stringContaining('log.test.ts') as unknown,
    cause: { message: 'no space', code: 'ENOSPC' },
  });
});

test('details that cannot be written as JSON do no harm', async () => {
  const log = open();
  const loop: { self?: object; big: bigint } = { big: 2n ** 70n };
  loop.self = loop;
  log.info(loop, 'a loop');
  log.close();
  expect((await written())[0]).toMatchObject({ big: '1180591620717411303424', msg: 'a loop' });
});
