import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { openMediaFiles } from '#main/store/media-files.ts';
import type { MediaHash } from '#shared/domain/ids.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as MediaHash;

function open(directory = join(temporaryFolder(), 'media')) {
  const everything = () => readdirSync(directory, { recursive: true }).map(String).sort();
  return { directory, files: openMediaFiles({ directory }), everything };
}

test('a file is stored under its hash and found again', async () => {
  const { directory, files, everything } = open();
  const bytes = Buffer.from('a picture');
  const hash = hashOf(bytes);
  expect(await files.put(bytes)).toEqual({ hash, bytes: bytes.length });
  const path = join(directory, hash.slice(0, 2), hash);
  expect(await files.path(hash)).toBe(path);
  expect(readFileSync(path)).toEqual(bytes);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(everything()).toEqual([hash.slice(0, 2), join(hash.slice(0, 2), hash)]);
});

test('a stream of pieces is the same file as its bytes at once', async () => {
  const { files, everything } = open();
  const pieces = Array.from({ length: 50 }, (_, n) => Buffer.alloc(1 + n * 997, n));
  const whole = Buffer.concat(pieces);
  const streamed = await files.put(Readable.from(pieces));
  expect(streamed).toEqual({ hash: hashOf(whole), bytes: whole.length });
  expect(await files.put(whole)).toEqual(streamed);
  expect(everything()).toHaveLength(2);
  expect(readFileSync((await files.path(streamed.hash)) ?? '')).toEqual(whole);
});

test('the same bytes stored many times at once are one file', async () => {
  const { files, everything } = open();
  const bytes = Buffer.alloc(100_000, 7);
  const stored = await Promise.all(Array.from({ length: 8 }, () => files.put(bytes)));
  expect(new Set(stored.map(({ hash }) => hash))).toEqual(new Set([hashOf(bytes)]));
  expect(everything()).toHaveLength(2);
});

test('an empty file is a file', async () => {
  const { files } = open();
  const { hash, bytes } = await files.put(new Uint8Array());
  expect(bytes).toBe(0);
  expect(await files.path(hash)).not.toBeNull();
});

test('a source that breaks off leaves nothing behind', async () => {
  const { files, everything } = open();
  const breaking = async function* () {
    yield await Promise.resolve(Buffer.from('half'));
    throw new Error('connection lost');
  };
  await expect(files.put(breaking())).rejects.toThrow('connection lost');
  expect(everything()).toEqual([]);
});

test('what a crash left unfinished is gone after opening, whole files stay', async () => {
  const { directory, files, everything } = open();
  const { hash } = await files.put(Buffer.from('whole'));
  writeFileSync(join(directory, '.unfinished-1'), 'hal');
  writeFileSync(join(directory, '.unfinished-2'), '');
  expect(await open(directory).files.path(hash)).not.toBeNull();
  expect(everything()).toEqual([hash.slice(0, 2), join(hash.slice(0, 2), hash)]);
});

test('a file that was cut short is replaced by the whole one', async () => {
  const { files } = open();
  const bytes = Buffer.from('the whole file');
  const { hash } = await files.put(bytes);
  const path = (await files.path(hash)) ?? '';
  writeFileSync(path, 'the who');
  await files.put(bytes);
  expect(readFileSync(path)).toEqual(bytes);
});

test.each([
  '../../etc/passwd',
  `..${'/'.repeat(62)}`,
  `${'a'.repeat(62)}/.`,
  'A'.repeat(64),
  'a'.repeat(63),
  '',
])('%j is no file, wherever it would lead', async (hash) => {
  const { files } = open();
  expect(await files.path(hash as MediaHash)).toBeNull();
});

test('an unknown hash and a folder in a file’s place are no files', async () => {
  const { directory, files } = open();
  const hash = 'ab'.repeat(32) as MediaHash;
  expect(await files.path(hash)).toBeNull();
  mkdirSync(join(directory, 'ab', hash), { recursive: true });
  expect(await files.path(hash)).toBeNull();
});
