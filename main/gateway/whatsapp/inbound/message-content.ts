import type { Content, MediaKind } from '#shared/domain/message.ts';
import { isNotice, systemContentOf } from './notices.ts';
import { otherContentOf } from './other-content.ts';
import type { RawMessage } from './raw-message.ts';

const MEDIA_KINDS: Readonly<Record<string, MediaKind>> = {
  image: 'image',
  video: 'video',
  // A video note: a short round video.
  ptv: 'video',
  audio: 'audio',
  ptt: 'voice',
  document: 'document',
  sticker: 'sticker',
};

const FALLBACK_MIME: Readonly<Record<MediaKind, string>> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  gif: 'video/mp4',
  audio: 'audio/mpeg',
  voice: 'audio/ogg; codecs=opus',
  document: 'application/octet-stream',
  sticker: 'image/webp',
};

/** WhatsApp has the message but cannot read it yet. */
export function isUnreadableYet(raw: RawMessage): boolean {
  // This kind stays on the phone: it never becomes readable here.
  return raw.type === 'ciphertext' && raw.subtype?.endsWith('_unavailable_fanout') !== true;
}

export function contentOf(raw: RawMessage): Content {
  if (isNotice(raw)) return systemContentOf(raw) ?? unsupportedContent(raw);
  if (isUnreadableYet(raw)) return { kind: 'waiting' };
  // All that is left of what was deleted for everyone.
  if (raw.type === 'revoked') return { kind: 'text', text: '' };
  const kind = mediaKindOf(raw);
  if (kind !== null) return mediaContent(kind, raw);
  return otherContentOf(raw) ?? unsupportedContent(raw);
}

function mediaKindOf({ type, isGif }: RawMessage): MediaKind | null {
  return type === 'video' && isGif === true ? 'gif' : (MEDIA_KINDS[type] ?? null);
}

export function unsupportedContent(raw: RawMessage): Content {
  return { kind: 'unsupported', type: (raw.subtype ?? raw.type).slice(0, 100) };
}

// The body of a media message is a thumbnail or the file's name, never what a person wrote.
function mediaContent(kind: MediaKind, raw: RawMessage): Content {
  const fileName = raw.filename?.slice(0, 255) || null;
  return {
    kind,
    caption: raw.caption && raw.caption !== raw.filename ? raw.caption : '',
    media: {
      state: 'pending',
      hash: null,
      mime: (raw.mimetype || FALLBACK_MIME[kind]).slice(0, 200),
      bytes: whole(raw.size, 0),
      fileName,
      seconds: raw.duration != null && raw.duration >= 0 ? raw.duration : null,
      width: whole(raw.width, 1),
      height: whole(raw.height, 1),
    },
  };
}

function whole(value: number | null | undefined, least: number): number | null {
  if (value == null || !Number.isFinite(value)) return null;
  const rounded = Math.round(value);
  return rounded >= least ? rounded : null;
}
