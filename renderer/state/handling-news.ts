import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';

/** What of a conversation concerns who has it, as it was when this screen last looked. */
export type HandlingState = Pick<
  Conversation,
  'ownerId' | 'state' | 'handover' | 'request' | 'epoch'
>;

/** Something that others did with this person's conversations; `who`: null for the host. */
export interface HandlingNews {
  readonly what: 'handed-over' | 'requested' | 'taken-over' | 'moved' | 'not-opened' | 'came-back';
  readonly who: AgentId | null;
}

/** What came in while this screen was not looking is news for a moment only. */
const JUST_NOW_MS = 60_000;

/** Null: nothing that this person has to be told. `before` null: it was not known here. */
export function handlingNews(
  before: HandlingState | null,
  after: HandlingState,
  me: AgentId,
  now: number,
): HandlingNews | null {
  const { handover, request, ownerId } = after;
  if (ownerId === me) {
    const isNewToMe = handover !== null && handover.fromId !== me;
    if (isNewToMe && isNews(before?.handover, handover, now)) {
      return { what: 'handed-over', who: handover.fromId };
    }
    if (request !== null && isNews(before?.request, request, now)) {
      return { what: 'requested', who: request.byId };
    }
    return null;
  }
  if (before === null || before.epoch === after.epoch) return null;
  // Unopened until it fell back into the queue.
  if (after.state === 'waiting' && before.handover !== null && before.ownerId !== null) {
    if (before.ownerId === me) return { what: 'not-opened', who: before.handover.fromId };
    if (before.handover.fromId === me) return { what: 'came-back', who: before.ownerId };
    return null;
  }
  if (before.ownerId !== me || ownerId === null) return null;
  if (handover !== null) {
    return handover.fromId === me ? null : { what: 'moved', who: handover.fromId };
  }
  return before.request?.byId === ownerId ? null : { what: 'taken-over', who: ownerId };
}

function isNews(
  known: { readonly at: number } | null | undefined,
  current: { readonly at: number },
  now: number,
): boolean {
  if (known === undefined) return now - current.at < JUST_NOW_MS;
  return known?.at !== current.at;
}
