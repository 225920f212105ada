import { execFile } from 'node:child_process';
import { hostname } from 'node:os';
import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '#main/core/ports/system.ts';

const run = promisify(execFile);
const LOOK_EVERY_MS = 50;
const GONE_MS = 5_000;

/** Kills a browser that we started, with everything it started, and waits until it is gone. */
export async function endBrowser(pid: number, clock: Clock): Promise<void> {
  if (process.platform === 'win32') {
    await run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  for (let waited = 0; waited < GONE_MS && isGroupAlive(pid); waited += LOOK_EVERY_MS) {
    kill(-pid);
    await new Promise<void>((resolve) => void clock.after(LOOK_EVERY_MS, resolve));
  }
}

/**
 * Makes a profile usable: ends a browser that outlived its host and still holds it, and removes
 * the lock that a browser left behind. Browsers of other profiles are not touched.
 */
export async function freeProfile(profile: string, clock: Clock): Promise<void> {
  // Windows frees the lock with the process, and browsers end with their host there.
  if (process.platform === 'win32') return;
  const lock = await readlink(join(profile, 'SingletonLock')).catch(() => null);
  if (lock === null) return;
  const { host, pid } = parseLock(lock);
  if (host === hostname() && pid !== null && (await holdsProfile(pid, profile))) {
    await endOrphan(pid, clock);
  }
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    await rm(join(profile, name), { force: true });
  }
}

/** `<host name>-<process id>`; the host name may have dashes too. */
export function parseLock(lock: string): { host: string; pid: number | null } {
  const [, host, pid] = /^(.*)-([0-9]+)$/.exec(lock) ?? [];
  return { host: host ?? '', pid: pid === undefined ? null : Number(pid) };
}

async function holdsProfile(pid: number, profile: string): Promise<boolean> {
  return (await commandOf(pid)).some((argument) => argument === `--user-data-dir=${profile}`);
}

async function commandOf(pid: number): Promise<string[]> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    }
    return (await run('ps', ['-o', 'args=', '-p', String(pid)])).stdout.trim().split(/ (?=--)/);
  } catch {
    return [];
  }
}

async function endOrphan(pid: number, clock: Clock): Promise<void> {
  for (let waited = 0; waited < GONE_MS && isAlive(pid); waited += LOOK_EVERY_MS) {
    kill(pid);
    await new Promise<void>((resolve) => void clock.after(LOOK_EVERY_MS, resolve));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

const isGroupAlive = (pid: number) => isAlive(-pid);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
