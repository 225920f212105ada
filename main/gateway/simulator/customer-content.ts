import type { Content, MediaContent, MediaKind } from '#shared/domain/message.ts';
import type { FetchedMedia } from '#main/core/ports/gateway.ts';

/** What somebody writes on their phone. A bare string is a text. */
export type CustomerContent = string | CustomerMedia | Exclude<Content, MediaContent>;

export interface CustomerMedia {
  readonly kind: MediaKind;
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly caption?: string;
  readonly fileName?: string;
  readonly seconds?: number;
  readonly width?: number;
  readonly height?: number;
}

/** As WhatsApp Web shows it: media without their bytes, which are fetched afterwards. */
export function toContent(content: CustomerContent): Content {
  if (typeof content === 'string') return { kind: 'text', text: content };
  if (!('bytes' in content)) return content;
  return {
    kind: content.kind,
    caption: content.caption ?? '',
    media: {
      state: 'pending',
      hash: null,
      mime: content.mime,
      bytes: content.bytes.byteLength,
      fileName: content.fileName ?? null,
      seconds: content.seconds ?? null,
      width: content.width ?? null,
      height: content.height ?? null,
    },
  };
}

/** A file that is in memory as a whole. */
export type WholeMedia = FetchedMedia & { readonly bytes: Uint8Array };

export function toMedia(content: CustomerContent): WholeMedia | null {
  if (typeof content === 'string' || !('bytes' in content)) return null;
  return { bytes: content.bytes, mime: content.mime, fileName: content.fileName ?? null };
}
