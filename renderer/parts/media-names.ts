import { t } from '#renderer/i18n/index.ts';
import type { MediaContent } from '#shared/domain/message.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'application/pdf': 'pdf',
};

/** What a file is called when it is saved. */
export function downloadName({ kind, media }: MediaContent): string {
  if (media.fileName) return media.fileName;
  const extension = EXTENSIONS[media.mime.split(';')[0] ?? ''];
  return extension ? `${t.inbox.media[kind]}.${extension}` : t.inbox.media[kind];
}

/** The letters on a document's icon. */
export function fileExtension(name: string): string {
  const extension = /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1];
  return extension?.toUpperCase() ?? '';
}
