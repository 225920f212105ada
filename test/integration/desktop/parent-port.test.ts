import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = fileOf('./parent-port-program.ts');
const UTILITY_PROCESS = fileOf('../../doubles/electron/parent-port.ts');

const start = (execArgv: string[]) =>
  fork(PROGRAM, [], { execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });

describe.each([
  ['a forked process', []],
  ['a utility process', ['--import', UTILITY_PROCESS]],
])('%s', (_what, execArgv) => {
  test('tells its parent, answers pings and stops when asked to', async () => {
    const child = start(execArgv);
    const [running] = (await once(child, 'message')) as unknown[];
    expect(running).toEqual({ type: 'running', port: 7443, setupCode: null });
    child.send({ type: 'ping' });
    expect(await once(child, 'message')).toEqual([{ type: 'pong' }, undefined]);
    child.send({ type: 'something else' });
    child.send({ type: 'stop' });
    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  test('ends when its parent is gone', async () => {
    const child = start(execArgv);
    await once(child, 'message');
    child.disconnect();
    const [code] = (await once(child, 'exit')) as unknown[];
    // Electron itself ends a utility process; a forked one has to see to it.
    expect(code).toBe(execArgv.length === 0 ? 7 : 1);
  });
});

test('a process started from a terminal knows that nobody listens', async () => {
  const child = spawn(process.execPath, [PROGRAM], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([8, null]);
});
