import type { Fact } from './journal.ts';
import { isMediaContent } from './message.ts';
import type { Content, Message } from './message.ts';
import { isSameSide } from './message-actions.ts';

export type ActionFact = Extract<
  Fact,
  { kind: 'message.reacted' | 'message.edited' | 'message.deleted' | 'message.voted' }
>;

/** The message after something happened to it, in the store and on every screen alike. */
export function afterAction(message: Message, fact: ActionFact): Message {
  switch (fact.kind) {
    case 'message.reacted':
      return reacted(message, fact);
    case 'message.edited':
      return edited(message, fact.text, fact.at);
    case 'message.deleted':
      return { ...message, deletion: fact.deletion };
    case 'message.voted': {
      const others = (message.votes ?? []).filter(
        ({ author }) => !isSameSide(author, fact.vote.author),
      );
      return { ...message, votes: [...others, fact.vote] };
    }
  }
}

export type SendingFact = Extract<Fact, { kind: 'message.state-changed' | 'message.held' }>;

export type NoteEdit = Extract<Fact, { kind: 'note.edited' }>;

/** A note after its writer changed it; what it said before stays with it. */
export function afterNoteEdit(message: Message, { text, mentions, at }: NoteEdit): Message {
  if (message.content.kind !== 'note') return message;
  const { edits, content } = message;
  // A screen may have read the message when it was changed already. Each change has a time of its own.
  if (edits !== undefined && edits.at >= at) return message;
  const earlier = [...(edits?.earlier ?? []), { text: content.text, at: edits?.at ?? message.at }];
  return { ...message, content: { kind: 'note', text, mentions }, edits: { at, earlier } };
}

/** A message of ours further on its way, in the store and on every screen alike. */
export function afterSending({ hold: _hold, ...message }: Message, fact: SendingFact): Message {
  if (fact.kind === 'message.held') return { ...message, hold: fact.hold };
  const { state, waKey, failure } = fact;
  return { ...message, state, waKey, failure };
}

function reacted(
  { reactions = [], ...message }: Message,
  { author, emoji, at }: Extract<ActionFact, { kind: 'message.reacted' }>,
): Message {
  const others = reactions.filter((each) => !isSameSide(each.author, author));
  const next = emoji === null ? others : [...others, { author, emoji, at }];
  return next.length === 0 ? message : { ...message, reactions: next };
}

function edited(message: Message, text: string, at: number): Message {
  const before = textOf(message.content);
  if (before === null) return message;
  const { edits } = message;
  const earlier = [...(edits?.earlier ?? []), { text: before, at: edits?.at ?? message.at }];
  return { ...message, content: withText(message.content, text), edits: { at, earlier } };
}

/** The text or caption, or null for a content that has none. */
export function textOf(content: Content): string | null {
  if (content.kind === 'text') return content.text;
  return isMediaContent(content) ? content.caption : null;
}

export function withText(content: Content, text: string): Content {
  if (content.kind === 'text') return { ...content, text };
  return isMediaContent(content) ? { ...content, caption: text } : content;
}

/** What is left of a message for who may not see what was taken back. */
export function withoutDeletedContent(message: Message): Message {
  if (message.deletion === undefined) return message;
  const { edits: _edits, quote: _quote, reactions: _reactions, votes: _votes, ...rest } = message;
  const isNote = message.content.kind === 'note';
  const content: Content = isNote
    ? { kind: 'note', text: '', mentions: [] }
    : { kind: 'text', text: '' };
  return { ...rest, content };
}
