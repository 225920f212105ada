import { createHash, randomUUID } from 'node:crypto';
import type { UploadAnswer } from '../protocol.ts';

/** The media servers: bytes by path. */
export class MediaShelf {
  #files = new Map<string, Buffer>();

  put(bytes: Uint8Array): UploadAnswer {
    const directPath = `/v/${randomUUID()}`;
    this.#files.set(directPath, Buffer.from(bytes));
    return { directPath, fileHash: createHash('sha256').update(bytes).digest('base64') };
  }

  get(directPath: string): Buffer | undefined {
    return this.#files.get(directPath);
  }

  /** WhatsApp keeps media for some weeks only. */
  expire(directPath: string): void {
    this.#files.delete(directPath);
  }
}
