import type { HostFrame } from '#shared/protocol/frames.ts';

/** Every conversation that a frame speaks of, by whatever name; `gone` ones are told apart. */
export function conversationsIn(frame: HostFrame): Set<number> {
  const found = new Set<number>();
  look(frame, found, frame.t === 'result');
  return found;
}

function look(value: unknown, found: Set<number>, isAnswer: boolean): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) look(each, found, isAnswer);
    return;
  }
  const { conversationId } = value as { conversationId?: unknown };
  // What came of what one named oneself is told by the number that one said, and nothing else.
  const isEcho =
    ('outcome' in value && !('ownerId' in value && value.ownerId !== null)) ||
    (isAnswer && isOfGiven(value));
  if (typeof conversationId === 'number' && !isEcho) found.add(conversationId);
  const { id } = value as { id?: unknown };
  if ('contact' in value && 'epoch' in value && typeof id === 'number') found.add(id);
  for (const [name, each] of Object.entries(value)) {
    // Of what left, and of what one has begun oneself, one is told the number; `lost` is told apart.
    if (name !== 'gone' && name !== 'lost' && name !== 'drafts') look(each, found, isAnswer);
  }
}

/** Of what one had and gave away: its number and the epoch under which that can be taken back. */
function isOfGiven(value: object): boolean {
  return Object.keys(value).toSorted().join() === 'conversationId,epoch';
}
