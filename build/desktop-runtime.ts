import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from './project.ts';

/** The program that opens windows, or a sentence on why there is none. */
export type DesktopRuntime = { readonly path: string } | { readonly why: string };

const FETCH_MS = 180_000;

/** Finds the Electron runtime; when only that is missing, fetches it once with its own installer. */
export function findDesktopRuntime(say: (line: string) => void): DesktopRuntime {
  if (!hasDisplay()) return { why: 'No display' };
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { why: 'Electron does not run as root' };
  }
  if (!existsSync(packageFile('electron'))) return { why: 'Electron is not installed' };
  const found = installedRuntime();
  if (found !== null) return { path: found };

  say('Fetching the Electron runtime, once…');
  const { status, stderr, error } = spawnSync(
    process.execPath,
    [packageFile('electron', 'install.js')],
    { encoding: 'utf8', timeout: FETCH_MS },
  );
  const fetched = status === 0 ? installedRuntime() : null;
  if (fetched !== null) return { path: fetched };
  const reason = error === undefined ? firstLine(stderr) : 'it took too long';
  return { why: `The Electron runtime could not be fetched: ${reason}` };
}

function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** As electron/index.js finds it, without its download. */
function installedRuntime(): string | null {
  const pathFile = packageFile('electron', 'path.txt');
  if (!existsSync(pathFile)) return null;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || packageFile('electron', 'dist');
  const path = join(folder, readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
}

/** An error as Node prints it, without its class. */
const firstLine = (text: string) =>
  text
    .trim()
    .split('\n')[0]
    ?.replace(/^\w*Error: /, '') || 'its installer failed';
