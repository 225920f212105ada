import { t } from '#renderer/i18n/index.ts';
import { ownerNamed } from '#renderer/state/conversation-actions.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import { explain } from '#renderer/state/problems.ts';
import type { CommandFailure, PendingReply } from '#shared/client/types.ts';
import { messageSchema } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';

/** Why a reply did not go out, in a sentence. */
export function whyHeld(desk: Desk, failure: CommandFailure | null, contactName: string): string {
  const { held } = t.timeline;
  if (failure === null) return held.failed;
  switch (failure.code) {
    case 'unseen-messages':
      return held.unseen(contactName);
    case 'not-owner': {
      const owner = ownerNamed(desk, failure);
      return owner ? held.notOwner(owner) : held.notOwnerUnknown;
    }
    case 'moved-on':
      return held.movedOn;
    case 'written-earlier':
      return held.writtenEarlier;
    case 'media-missing':
      return held.failedBecause(held.mediaMissing);
    case 'quote-missing':
      return held.failedBecause(held.quoteMissing);
    case 'client-ref-reused':
      return held.failedBecause(held.clientRefReused);
    default:
      return held.failedBecause(explain(failure));
  }
}

/** What the customer wrote in the meantime, as the host told it. */
export function unseenMessages(failure: CommandFailure | null): readonly Message[] {
  if (failure?.code !== 'unseen-messages') return [];
  const messages = messageSchema.array().safeParse(failure.details['messages']);
  return messages.success ? messages.data : [];
}

/** Whether sending again can work: not while somebody else answers this customer. */
export function canSendHeld(reply: PendingReply, isOwnedByOther: boolean): boolean {
  return !isOwnedByOther && reply.failure?.code !== 'media-missing';
}
