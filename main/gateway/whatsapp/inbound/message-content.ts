import type { Content, MediaKind } from '#shared/domain/message.ts';
import type { RawMessage } from './raw-message.ts';

/** WhatsApp's words for what a person did not write: nothing to show and nothing to answer. */
const NOTICES: ReadonlySet<string> = new Set([
  'broadcast_notification',
  'debug',
  'e2e_notification',
  'gp2',
  'group_notification',
  'newsletter_notification',
  'notification',
  'notification_template',
  'protocol',
  'reaction',
]);

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
  audio: 'audio/mpeg',
  voice: 'audio/ogg; codecs=opus',
  document: 'application/octet-stream',
  sticker: 'image/webp',
};

export function isNotice(raw: RawMessage): boolean {
  return NOTICES.has(raw.type) || raw.isNotification === true;
}

/** WhatsApp has the message but cannot read it yet. */
export function isUnreadableYet(raw: RawMessage): boolean {
  // This kind stays on the phone: it never becomes readable here.
  return raw.type === 'ciphertext' && raw.subtype?.endsWith('_unavailable_fanout') !== true;
}

export function contentOf(raw: RawMessage): Content {
  if (raw.type === 'chat') return { kind: 'text', text: raw.body ?? '' };
  const kind = MEDIA_KINDS[raw.type];
  return kind === undefined ? unsupportedContent(raw) : mediaContent(kind, raw);
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
