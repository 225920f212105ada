import { uploadFile } from '#renderer/bridge/upload.ts';
import type { RunningUpload } from '#renderer/bridge/upload.ts';
import { mediaUrl } from '#renderer/bridge/media.ts';
import type { MediaHash } from '#shared/domain/ids.ts';
import type { ReplyBody } from '#shared/protocol/commands/reply.ts';

export type MediaBody = Extract<ReplyBody, { hash: MediaHash }>;
export type AttachmentKind = MediaBody['kind'];

const AS_IMAGE = new Set(['image/jpeg', 'image/png', 'image/webp']);
const AS_VIDEO = new Set(['video/mp4', 'video/3gpp']);

/** How WhatsApp shows a file of this type; what it does not know goes as a document. */
export function attachmentKind(mime: string): AttachmentKind {
  if (AS_IMAGE.has(mime)) return 'image';
  if (AS_VIDEO.has(mime)) return 'video';
  if (mime.startsWith('audio/')) return 'audio';
  return 'document';
}

let lastId = 0;

/** A file that an agent is about to send. It starts to upload as soon as it is attached. */
export class Attachment {
  readonly id = ++lastId;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number | null;
  /** For the preview. */
  readonly url: string;
  progress = $state(0);
  hash = $state<MediaHash | null>(null);
  failure = $state<string | null>(null);
  /** Settles when the upload has ended, well or not. */
  uploaded: Promise<void> = Promise.resolve();
  readonly #file: File | null;
  #upload: RunningUpload | null = null;

  private constructor(
    given: Pick<Attachment, 'name' | 'kind' | 'bytes' | 'url' | 'hash'>,
    file: File | null,
  ) {
    this.name = given.name;
    this.kind = given.kind;
    this.bytes = given.bytes;
    this.url = given.url;
    this.hash = given.hash;
    this.#file = file;
    if (file) this.upload();
  }

  static fromFile(file: File, name: string, as: AttachmentKind | null = null): Attachment {
    const kind = as ?? attachmentKind(file.type);
    const url = URL.createObjectURL(file);
    return new Attachment({ name, kind, bytes: file.size, url, hash: null }, file);
  }

  /** One that the host already has: a reply taken back. */
  static fromBody(body: MediaBody): Attachment {
    const { kind, hash, fileName: name } = body;
    return new Attachment({ name, kind, bytes: null, url: mediaUrl(hash), hash }, null);
  }

  /** Also to try again. */
  upload(): void {
    if (!this.#file) return;
    this.failure = null;
    this.progress = 0;
    this.#upload = uploadFile(this.#file, (share) => (this.progress = share));
    this.uploaded = this.#upload.done.then((result) => {
      if (result.ok) this.hash = result.value.hash;
      else if (result.code !== 'cancelled') this.failure = result.message;
    });
  }

  discard(): void {
    this.#upload?.cancel();
    if (this.#file) URL.revokeObjectURL(this.url);
  }
}
