import type { MediaHash } from '#shared/domain/ids.ts';

/** Files named by the SHA-256 of their bytes. */
export interface MediaFiles {
  /** Stores a file; the same bytes twice are one file. */
  put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<StoredFile>;
  /** The absolute path of a stored file, or null. */
  path(hash: MediaHash): Promise<string | null>;
}

export interface StoredFile {
  readonly hash: MediaHash;
  readonly bytes: number;
}
