import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { productVersion } from '#main/system/version.ts';
import { startHostProcess } from '#test/doubles/host-process.ts';

const ENTRY = fileURLToPath(new URL('../../../main/host.ts', import.meta.url));
const NOBODY = 65_534;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the host until it ends by itself. */
async function runToEnd(args: string[], options: { uid?: number; env?: object } = {}) {
  const { env = {}, ...rest } = options;
  const child = spawn(process.execPath, [ENTRY, ...args], {
    ...rest,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = { code: null, out: '', err: '' } as { -readonly [K in keyof Ended]: Ended[K] };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
  [ended.code] = (await once(child, 'close')) as [number | null];
  return ended;
}

const onLoopback = (...args: string[]) => ['--host', '127.0.0.1', '--port', '0', ...args];

test('help and version are answered at once', async () => {
  const help = await runToEnd(['--help']);
  expect(help.code).toBe(0);
  for (const option of ['--data', '--port', '--host', '--browser', '--demo']) {
    expect(help.out).toContain(option);
  }
  expect(await runToEnd(['--version'])).toMatchObject({ code: 0, out: `${productVersion()}\n` });
});

test('a wrong option says which one is meant and ends with 2', async () => {
  const typo = await runToEnd(['--prot', '8080']);
  expect(typo).toMatchObject({ code: 2, out: '' });
  expect(typo.err).toContain('Did you mean --port?');
  const port = await runToEnd([], { env: { DESKLINE_PORT: 'many' } });
  expect(port).toMatchObject({ code: 2 });
  expect(port.err).toContain('DESKLINE_PORT takes a number from 0 to 65535');
});

test('a port in use is named, with what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const args = ['--host', '127.0.0.1', '--port', String(port), '--data', folder];
  const ended = await runToEnd(args);
  taken.close();
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toContain(`Port ${port} is in use`);
  expect(ended.err).toContain('--port');
});

test('a data folder without permission is named, with what to do', async () => {
  const locked = join(folder, 'locked');
  await mkdir(locked);
  await chmod(folder, 0o755);
  await chmod(locked, 0o555);
  const isRoot = process.getuid?.() === 0;
  const args = onLoopback('--data', join(locked, 'data'));
  const ended = await runToEnd(args, isRoot ? { uid: NOBODY } : {});
  expect(ended.code).toBe(1);
  expect(ended.err).toContain(locked);
  expect(ended.err).toContain('permission');
  expect(ended.err).not.toContain('    at ');
});

test('a file in place of the data folder is said and left alone', async () => {
  const file = join(folder, 'notes.txt');
  await writeFile(file, 'mine');
  const ended = await runToEnd(onLoopback('--data', file));
  expect(ended.code).toBe(1);
  expect(ended.err).toContain(file);
});

test('a second host in the same folder is refused, the first one goes on', async () => {
  const first = await startHostProcess(['--demo'], folder);
  const second = await runToEnd(onLoopback('--demo', '--data', folder));
  expect(second.code).toBe(1);
  expect(second.err).toContain('already running');
  expect(await first.stop()).toBe(0);
});

test('a demo goes on in its folder with the same logins, and real data stay out of it', async () => {
  const first = await startHostProcess(['--demo'], folder);
  const login = /Ana, password (\S+)/.exec(first.output())?.[1] ?? 'none';
  expect(await first.stop()).toBe(0);
  const again = await startHostProcess(['--demo'], folder);
  expect(again.output()).toContain(`Ana, password ${login}`);
  expect(await again.stop()).toBe(0);
  const real = await runToEnd(onLoopback('--data', folder));
  expect(real).toMatchObject({ code: 1, out: '' });
  expect(real.err).toContain('holds a demo');
});

test('without a browser the host runs and says what to install', async () => {
  const missing = join(folder, 'no-such-browser');
  const host = await startHostProcess(['--browser', missing], join(folder, 'data'));
  expect(host.output()).toContain(`The browser ${missing} does not exist`);
  expect(host.output()).toContain('--browser PATH');
  expect(await host.stop()).toBe(0);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it in order', async (signal) => {
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('deskline-demo-'));
  const child = spawn(process.execPath, [ENTRY, '--demo', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith('deskline-demo-'));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});
