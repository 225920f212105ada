import { readFile, realpath } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { errorCode } from '#main/system/error-code.ts';

export interface ScreenFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * A file of the built screens by the path of its address, still encoded; a path without an ending
 * is a place in the app, so its first page. Null for whatever is not a file of a known type inside
 * `root`, links followed.
 */
export async function readScreenFile(root: string, pathname: string): Promise<ScreenFile | null> {
  const relative = decodePath(/\.[^/]*$/.test(pathname) ? pathname : '/index.html');
  const type = relative === null ? undefined : TYPES[extname(relative)];
  if (relative === null || type === undefined) return null;
  try {
    const base = await realpath(root);
    const path = await realpath(resolve(base, `.${relative}`));
    if (!path.startsWith(base + sep)) return null;
    return { body: await readFile(path), type };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}

/** Decoded once; null when it holds what means something else to some system. */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    const isPlain = path.startsWith('/') && !/[\\:%\0]/.test(path);
    return isPlain ? path : null;
  } catch {
    return null;
  }
}
