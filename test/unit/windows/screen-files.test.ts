import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readScreenFile } from '#main/windows/screen-files.ts';

let base: string;
let root: string;

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'deskline-screens-')));
  root = join(base, 'screens');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'app-1a2b.js'), 'run()');
  await writeFile(join(root, 'assets', 'with space.css'), 'a {}');
  await writeFile(join(root, 'notes.txt'), 'not for a screen');
  await writeFile(join(base, 'secret.js'), 'secret');
  await symlink(join(base, 'secret.js'), join(root, 'assets', 'link.js'));
  await mkdir(join(base, 'screens-too'));
  await writeFile(join(base, 'screens-too', 'x.js'), 'a neighbour');
});

afterAll(() => rm(base, { recursive: true, force: true }));

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/index.html', 'text/html; charset=utf-8'],
  ['/reports/today', 'text/html; charset=utf-8'],
  ['/assets/app-1a2b.js', 'text/javascript; charset=utf-8'],
  ['/assets/with%20space.css', 'text/css; charset=utf-8'],
])('%s is a file of the screens', async (path, type) => {
  expect(await readScreenFile(root, path)).toMatchObject({ type });
});

test.each([
  ['a folder above', '/../secret.js'],
  ['a folder above, encoded', '/%2e%2e/secret.js'],
  ['a folder above behind an encoded slash', '/assets%2f..%2f..%2fsecret.js'],
  ['a folder above, encoded twice', '/%252e%252e/secret.js'],
  ['a folder above by Windows rules', '/..%5csecret.js'],
  ['a neighbour whose name begins alike', '/../screens-too/x.js'],
  ['an absolute path', '//etc/hosts.js'],
  ['a drive', '/C:/secret.js'],
  ['a link that leads outside', '/assets/link.js'],
  ['a folder', '/assets/.js'],
  ['a type no screen needs', '/notes.txt'],
  ['a name cut off by a zero', '/index.html%00.js'],
  ['a broken encoding', '/%E0%A4%A.js'],
  ['a file that is not there', '/assets/gone.js'],
  ['a file below a file', '/index.html/x.js'],
])('%s is none', async (_what, path) => {
  expect(await readScreenFile(root, path)).toBeNull();
});
