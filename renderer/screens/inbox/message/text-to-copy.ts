import { messageText } from '#renderer/parts/preview.ts';
import type { Message } from '#shared/domain/message.ts';

/** What there is to copy; of what was deleted nothing. */
export function textToCopy({ content, deletion }: Message): string {
  if (deletion !== undefined) return '';
  if (content.kind === 'text') return content.text;
  return 'media' in content ? content.caption : messageText(content);
}
