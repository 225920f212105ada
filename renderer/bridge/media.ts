import type { MediaHash } from '#shared/domain/ids.ts';

/** Where the bytes of a stored file are read from. */
export function mediaUrl(hash: MediaHash): string {
  return `/media/${hash}`;
}

/** The same, to be saved under a name. */
export function downloadUrl(hash: MediaHash, name: string): string {
  return `${mediaUrl(hash)}?name=${encodeURIComponent(name)}`;
}
