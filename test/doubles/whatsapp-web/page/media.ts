import { Model } from './model.ts';
import { define } from './require.ts';
import type { UploadAnswer } from '../protocol.ts';

/** A file in the page's memory. */
class OpaqueData {
  readonly #blob: Blob;
  readonly fileName: string | undefined;

  constructor(blob: Blob) {
    this.#blob = blob;
    this.fileName = blob instanceof File ? blob.name : undefined;
  }

  static async createFromData(data: Blob | OpaqueData, type: string): Promise<OpaqueData> {
    if (data instanceof OpaqueData) return data;
    return new OpaqueData(data instanceof File ? data : new Blob([data], { type }));
  }

  get type(): string {
    return this.#blob.type;
  }
  get size(): number {
    return this.#blob.size;
  }

  blob(): Blob {
    return this.#blob;
  }
  url(): string {
    return URL.createObjectURL(this.#blob);
  }
  formData(): Blob {
    return this.#blob;
  }
  autorelease(): void {}
}

interface PrepareOptions {
  readonly asSticker?: boolean;
  readonly asGif?: boolean;
  readonly isPtt?: boolean;
  readonly asDocument?: boolean;
}

interface MediaObject {
  readonly filehash: string;
  readonly contentInfo: object;
  type: string;
  size: number;
  mediaBlob: OpaqueData | undefined;
  consolidate(data: Record<string, unknown>): void;
}

const objects = new Map<string, MediaObject>();
const cache = new Map<string, Blob>();

function typeOf(mime: string, options: PrepareOptions): string {
  if (options.asDocument) return 'document';
  if (options.asSticker) return 'sticker';
  const kind = mime.split('/')[0] ?? '';
  if (kind === 'audio') return options.isPtt ? 'ptt' : 'audio';
  return kind === 'image' || kind === 'video' ? kind : 'document';
}

async function hashOf(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

async function prepare(data: OpaqueData, options: PrepareOptions): Promise<Model> {
  const type = typeOf(data.type, options);
  return new Model({
    type,
    mimetype: data.type,
    size: data.size,
    filehash: await hashOf(data.blob()),
    filename: type === 'document' ? data.fileName : undefined,
    mediaBlob: data,
    mediaStage: 'RESOLVED',
    isGif: options.asGif ?? false,
  });
}

function getOrCreateMediaObject(filehash: string): MediaObject {
  const known = objects.get(filehash);
  if (known) return known;
  const made: MediaObject = {
    filehash,
    contentInfo: {},
    type: '',
    size: 0,
    mediaBlob: undefined,
    consolidate(data) {
      this.type = String(data['type']);
      this.size = Number(data['size']);
      this.mediaBlob = data['mediaBlob'] as OpaqueData;
    },
  };
  objects.set(filehash, made);
  return made;
}

async function uploadMedia({ mediaObject }: { mediaObject: MediaObject }): Promise<object> {
  const body = mediaObject.mediaBlob?.blob();
  if (!body) throw new Error('upload: no data');
  return upload(body);
}

async function upload(body: Blob) {
  const response = await fetch('/upload', { method: 'POST', body });
  if (!response.ok) throw new Error(`upload: ${response.status}`);
  const { directPath, fileHash } = (await response.json()) as UploadAnswer;
  const url = `https://${location.host}/media${directPath}`;
  return {
    mediaEntry: {
      mmsUrl: url,
      deprecatedMms3Url: url,
      directPath,
      mediaKey: 'AAAAAAAA',
      mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      encFilehash: fileHash,
      uploadHash: fileHash,
      sidecar: undefined,
      firstFrameSidecar: undefined,
      handle: undefined,
    },
  };
}

class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`download: ${status}`);
    this.status = status;
  }
}

async function downloadAndMaybeDecrypt({
  directPath,
  signal,
}: {
  directPath: string;
  signal: AbortSignal;
}): Promise<ArrayBuffer> {
  const response = await fetch(`/media${directPath}`, { signal });
  if (!response.ok) throw new StatusError(response.status);
  return response.arrayBuffer();
}

/** Stickers take a way of their own. */
async function encryptAndUpload({ blob }: { blob: Blob }): Promise<object> {
  const { mediaEntry } = await upload(blob);
  return { ...mediaEntry, url: mediaEntry.mmsUrl };
}

define('WAWebUploadManager', { encryptAndUpload });
define('WAWebStartMediaUploadQpl', { startMediaUploadQpl: () => ({}) });
define('WAWebMediaOpaqueData', OpaqueData);
define('WAWebPrepRawMedia', {
  prepRawMedia: (data: OpaqueData, options: PrepareOptions) => ({
    waitForPrep: () => prepare(data, options),
  }),
});
define('WAWebMediaStorage', { getOrCreateMediaObject });
define('WAWebMmsMediaTypes', {
  msgToMediaType: ({ type }: { type: string }) => type,
  castToV4: (type: string) => type,
});
define('WAWebMediaDataUtils', { shouldUseMediaCache: (type: string) => type !== 'document' });
define('WAWebMediaInMemoryBlobCache', {
  InMemoryMediaBlobCache: {
    put: (hash: string, blob: Blob) => void cache.set(hash, blob),
    get: (hash: string) => cache.get(hash),
  },
});
define('WAWebMediaMmsV4Upload', { uploadMedia, uploadUnencryptedMedia: uploadMedia });
define('WAWebDownloadManager', { downloadManager: { downloadAndMaybeDecrypt } });
