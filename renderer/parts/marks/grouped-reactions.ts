import { isSameSide } from '#shared/domain/message-actions.ts';
import type { Author, Message } from '#shared/domain/message.ts';

/** All who reacted with one emoji. */
export interface ReactionGroup {
  readonly emoji: string;
  readonly authors: readonly Author[];
  /** Whether our number is among them: it has one reaction, whoever of us gave it. */
  readonly isOurs: boolean;
  /** Ours is on its way to WhatsApp. */
  readonly isPending: boolean;
}

/** `pending`: what our reaction is about to become; undefined when nothing is on its way. */
export function groupedReactions(
  { reactions = [] }: Message,
  pending: string | null | undefined,
  me: Author,
): readonly ReactionGroup[] {
  const all = reactions.map(({ author, emoji }) => ({ author, emoji, isPending: false }));
  const kept = pending === undefined ? all : all.filter(({ author }) => author.type === 'contact');
  if (typeof pending === 'string') kept.push({ author: me, emoji: pending, isPending: true });
  const byEmoji = Map.groupBy(kept, ({ emoji }) => emoji);
  return [...byEmoji].map(([emoji, given]) => ({
    emoji,
    authors: given.map(({ author }) => author),
    isOurs: given.some(({ author }) => author.type !== 'contact'),
    isPending: given.some(({ isPending }) => isPending),
  }));
}

/** What our number has reacted with. */
export function ownReaction({ reactions = [] }: Message): string | null {
  return reactions.find(({ author }) => !isSameSide(author, { type: 'contact' }))?.emoji ?? null;
}
