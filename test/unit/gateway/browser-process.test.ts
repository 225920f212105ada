import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdtemp, rm, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endBrowser, freeProfile, parseLock } from '#main/gateway/whatsapp/browser-process.ts';
import { systemClock } from '#main/system/clock.ts';

let profile: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'deskline-profile-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(profile, { recursive: true });
});

/** A process that looks like a browser with this profile, as far as its command line goes. */
async function pretendBrowser(folder: string): Promise<ChildProcess & { pid: number }> {
  const script = 'console.log("up"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['-e', script, '--', `--user-data-dir=${folder}`], {
    detached: true,
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child as typeof child & { pid: number };
}

const lock = (target: string) => symlink(target, join(profile, 'SingletonLock'));
const isLocked = () =>
  lstat(join(profile, 'SingletonLock')).then(
    () => true,
    () => false,
  );

describe('a profile is freed', () => {
  test('of a browser that outlived its host', async () => {
    const orphan = await pretendBrowser(profile);
    await lock(`${hostname()}-${orphan.pid}`);
    const exited = once(orphan, 'exit');
    await freeProfile(profile, systemClock);
    await exited;
    expect(orphan.signalCode).toBe('SIGKILL');
    expect(await isLocked()).toBe(false);
  });

  test('without touching a process that is not its browser', async () => {
    const other = await pretendBrowser(`${profile}-of-somebody-else`);
    await lock(`${hostname()}-${other.pid}`);
    await freeProfile(profile, systemClock);
    expect(other.signalCode).toBeNull();
    expect(other.exitCode).toBeNull();
    expect(await isLocked()).toBe(false);
  });

  test('of a lock that another computer left', async () => {
    const other = await pretendBrowser(profile);
    await lock(`another-computer-${other.pid}`);
    await freeProfile(profile, systemClock);
    expect(await isLocked()).toBe(false);
    expect(other.signalCode).toBeNull();
  });

  test('when there is nothing to do, and when it does not exist', async () => {
    await freeProfile(profile, systemClock);
    await freeProfile(join(profile, 'absent'), systemClock);
  });
});

test('a browser is ended with all it started', async () => {
  const browser = await pretendBrowser(profile);
  const exited = once(browser, 'exit');
  await endBrowser(browser.pid, systemClock);
  await exited;
  await endBrowser(browser.pid, systemClock);
});

test.each([
  ['front-desk-4711', { host: 'front-desk', pid: 4711 }],
  ['front.desk.local-1', { host: 'front.desk.local', pid: 1 }],
  ['nonsense', { host: '', pid: null }],
])('the lock %s is read', (text, expected) => {
  expect(parseLock(text)).toEqual(expected);
});
