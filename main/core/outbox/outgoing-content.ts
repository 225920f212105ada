import { isMediaContent } from '#shared/domain/message.ts';
import type { Content } from '#shared/domain/message.ts';
import type { OutgoingContent } from '../ports/gateway.ts';
import type { MediaFiles } from '../ports/media-files.ts';

/** What the gateway is to send; null when the file is gone. */
export async function outgoingContent(
  content: Content,
  files: MediaFiles,
): Promise<OutgoingContent | null> {
  switch (content.kind) {
    case 'text':
    case 'location':
    case 'contacts':
    case 'poll':
      return content;
    default:
  }
  if (!isMediaContent(content) || content.media.hash === null) return null;
  const path = await files.path(content.media.hash);
  if (path === null) return null;
  return {
    kind: content.kind,
    caption: content.caption,
    path,
    mime: content.media.mime,
    fileName: content.media.fileName ?? 'file',
  };
}
