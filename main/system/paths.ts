import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import { errorCode } from './error-code.ts';

interface Platform {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Where Deskline keeps its data unless told otherwise, by each system's own custom. */
export function defaultDataDirectory({ platform, env, home }: Platform = thisMachine()): string {
  if (platform === 'win32') {
    return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Deskline');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Deskline');
  const base = env.XDG_DATA_HOME;
  // The specification has relative paths ignored.
  return base !== undefined && posix.isAbsolute(base)
    ? posix.join(base, 'deskline')
    : posix.join(home, '.local', 'share', 'deskline');
}

const thisMachine = (): Platform => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
});

/**
 * Makes the data folder when it is missing, for its owner alone, and makes sure that files can be
 * written there. The failure says what is in the way and what to do.
 */
export async function prepareDataDirectory(
  path: string,
): Promise<Result<string, Failure<'data-directory'>>> {
  try {
    await makeDirectory(path);
    if (!(await stat(path)).isDirectory()) return unusable(path, 'ENOTDIR');
    const probe = join(path, `.probe-${randomBytes(6).toString('hex')}`);
    await writeFile(probe, 'x', { flag: 'wx', mode: 0o600 });
    await rm(probe);
    return ok(path);
  } catch (error) {
    return unusable(path, errorCode(error) ?? String(error));
  }
}

/** mkdir's own `recursive` never returns where a folder cannot be made though its parent exists. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

function unusable(path: string, code: string): Failure<'data-directory'> {
  const remedy = 'choose another folder with --data DIR';
  const why: Readonly<Record<string, string>> = {
    EACCES: `You have no permission to write there: change its permissions, or ${remedy}.`,
    EPERM: `You have no permission to write there: change its permissions, or ${remedy}.`,
    EROFS: `That disk is read-only: ${remedy}.`,
    ENOSPC: `The disk is full: make room, or ${remedy}.`,
    ENOENT: `Folders cannot be made there: ${remedy}.`,
    ENOTDIR: `There is a file in its place: ${remedy}.`,
    EEXIST: `There is a file in its place: ${remedy}.`,
  };
  return fail(
    'data-directory',
    `The data folder ${path} cannot be used. ${why[code] ?? `(${code}) Please ${remedy}.`}`,
  );
}

/** The folder that package.json is in: the same from the sources, from out/ and in a package. */
export function packageDirectory(from = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('Deskline is not inside its package any more.');
  return packageDirectory(parent);
}

/** The built screens, whether this file runs as source or bundled. They need not exist. */
export function screensDirectory(from = import.meta.dirname): string {
  return join(packageDirectory(from), 'out', 'renderer');
}
