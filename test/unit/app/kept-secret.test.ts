import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeptSecret } from '#main/app/kept-secret.ts';
import { createRecordingLog } from '#test/doubles/log.ts';

const scrambled = (text: string) => Buffer.from(text).toString('base64');

/** Marks what went through it; nothing here is about the strength of a cipher. */
const encryption = (isAvailable: boolean) => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed:${scrambled(text)}`)),
  decryptStringAsync: async (data: Buffer) => {
    const text = data.toString();
    if (!text.startsWith('sealed:')) throw new Error('Not sealed by this system.');
    const result = Buffer.from(text.slice(7), 'base64').toString();
    return { result, shouldReEncrypt: false };
  },
});

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-session-'));
  path = join(folder, 'session');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(isAvailable = true, unencrypted: 'memory' | 'file' = 'memory') {
  const log = createRecordingLog();
  return openKeptSecret({ path, unencrypted, encryption: encryption(isAvailable), log }).then(
    (session) => ({
      session,
      log,
    }),
  );
}

describe('where the system keeps secrets', () => {
  test('the token outlives the program, encrypted, for this person alone', async () => {
    const { session } = await open();
    expect(session.current()).toBeNull();
    await session.save('a-token');
    expect(session.current()).toBe('a-token');
    expect(await readFile(path, 'utf8')).toBe(`sealed:${scrambled('a-token')}`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await open()).session.current()).toBe('a-token');
  });

  test('what is said last counts, also when it is said at once', async () => {
    const { session } = await open();
    await Promise.all([session.save('first'), session.save('second'), session.save('third')]);
    expect((await open()).session.current()).toBe('third');
    await Promise.all([session.save('fourth'), session.clear()]);
    expect((await open()).session.current()).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a file that cannot be read is nobody signed in, and is said', async () => {
    await writeFile(path, 'sealed by another system');
    const { session, log } = await open();
    expect(session.current()).toBeNull();
    expect(log.lines.map(({ what }) => what)).toEqual(['A kept secret cannot be read.']);
  });

  test('a disk that takes nothing is said to who saves; the session goes on', async () => {
    const { session } = await open();
    await rm(folder, { recursive: true });
    await expect(session.save('a-token')).rejects.toThrow('ENOENT');
    expect(session.current()).toBe('a-token');
  });
});

describe('where the system keeps no secrets', () => {
  test('the token lives in memory alone, and the log says so', async () => {
    const { session, log } = await open(false);
    await session.save('a-token');
    expect(session.current()).toBe('a-token');
    expect(await readdir(folder)).toEqual([]);
    expect(log.lines[0]?.what).toMatch(/agents sign in again after each start/);
    await session.clear();
    expect(session.current()).toBeNull();
  });

  test('what may be kept as it is outlives the program, for this account alone', async () => {
    const { session, log } = await open(false, 'file');
    await session.save('a-key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await open(false, 'file')).session.current()).toBe('a-key');
    expect(log.lines).toEqual([]);
  });
});
