import type { Content, Message } from '#shared/domain/message.ts';

export type NoteMessage = Message & { readonly content: Extract<Content, { kind: 'note' }> };

export function isNote(message: Message): message is NoteMessage {
  return message.content.kind === 'note';
}
