import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { packageDirectory } from '#main/system/paths.ts';
import { productVersion } from '#main/system/version.ts';

const RUN = join(packageDirectory(), 'build', 'run.mjs');
const PATIENCE = { timeout: 110_000, interval: 50 };
vi.setConfig({ testTimeout: 120_000 });

let running: ChildProcess | undefined;
afterEach(() => void running?.kill('SIGKILL'));

/** `npm start -- ARGS` on a machine without a display. */
function start(...args: string[]) {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [RUN, 'start', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exited = once(child, 'exit').then(([code]: unknown[]) => code);
  return { child, exited, output: () => output };
}

async function startDemo() {
  const started = start('--demo', '--port', '0');
  await vi.waitFor(() => expect(started.output()).toContain('Ctrl+C ends it.'), PATIENCE);
  const [, data = ''] = /Data\s+(\S+)/.exec(started.output()) ?? [];
  expect(existsSync(data)).toBe(true);
  return { ...started, data };
}

test('without a display the host runs for browsers, and one line says so', async () => {
  const { child, exited, output } = await startDemo();
  expect(output().match(/^No display: running the host for browsers\.$/gm)).toHaveLength(1);
  expect(output()).toMatch(/https:\/\/localhost:\d+/);
  expect(output()).toMatch(/Ana, password \S{10,}/);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('Ctrl+C, which arrives from the terminal and through npm, ends it in order', async () => {
  const { child, exited, data } = await startDemo();
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await exited).toBe(0);
  expect(existsSync(data)).toBe(false);
});

test('the host ends by itself when what started it is gone', async () => {
  const { child, exited, data } = await startDemo();
  child.kill('SIGKILL');
  await exited;
  await vi.waitFor(() => expect(existsSync(data)).toBe(false), PATIENCE);
});

test('a wrong option is a sentence and exit code 2', async () => {
  const { exited, output } = start('--prot', '1');
  expect(await exited).toBe(2);
  expect(output()).toBe('Unknown option --prot. Did you mean --port? See npm start -- --help.\n');
});

test('the version and the help are answered at once', async () => {
  const version = start('--version');
  expect(await version.exited).toBe(0);
  expect(version.output()).toBe(`${productVersion()}\n`);
  const help = start('--help');
  expect(await help.exited).toBe(0);
  expect(help.output()).toContain('Usage: npm start -- [options]');
});
