import { isSameSide } from '#shared/domain/message-actions.ts';
import { textOf } from '#shared/domain/apply-action.ts';
import type { Message } from '#shared/domain/message.ts';
import type { IncomingMessage, MessageAction } from '../ports/gateway.ts';

/**
 * What must have happened to a stored message since, judging by how WhatsApp shows it now. No
 * event ever tells what happened while nobody listened.
 */
export function seenInHistory(message: Message, now: IncomingMessage): MessageAction[] {
  const { key, deletion, editedAt, reactions, asOf = Infinity } = now;
  if (deletion !== undefined) return [{ type: 'deleted', key, ...deletion }];
  const actions: MessageAction[] = [];
  const text = textOf(now.content);
  if (editedAt !== undefined && text !== null) {
    actions.push({ type: 'edited', key, text, at: editedAt });
  }
  if (reactions !== undefined) {
    for (const reaction of reactions) actions.push({ type: 'reacted', key, ...reaction });
    for (const by of ['contact', 'us'] as const) {
      const known = message.reactions?.find(({ author }) => isSameSide(author, SIDES[by]));
      if (known === undefined || reactions.some((each) => each.by === by)) continue;
      // Told by an event after the chat was read.
      if (known.at >= asOf) continue;
      actions.push({ type: 'reacted', key, by, emoji: null, at: known.at });
    }
  }
  for (const vote of now.votes ?? []) {
    const known = message.votes?.find(({ author }) => isSameSide(author, SIDES[vote.by]));
    // What an agent has voted since the chat was read goes on.
    if (known?.author.type === 'agent' && known.at >= asOf) continue;
    actions.push({ type: 'voted', key, ...vote });
  }
  return actions;
}

const SIDES = { contact: { type: 'contact' }, us: { type: 'phone' } } as const;
