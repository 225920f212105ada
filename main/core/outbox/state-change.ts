import type { AgentId } from '#shared/domain/ids.ts';
import { isProgress } from '#shared/domain/message.ts';
import type { DeliveryState, Message, SendFailure } from '#shared/domain/message.ts';
import type { Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';

/** How far back an answer is looked for that the customer did get. */
const LOOK_BACK = 200;

interface StateChange {
  readonly state: DeliveryState;
  readonly failure?: SendFailure | null;
  readonly isFirstContact?: boolean;
}

/** Records where a message of ours is now, under the key that `message` has. */
export function recordState(
  { tx, record }: Unit,
  message: Message,
  { state, failure = null, isFirstContact = false }: StateChange,
  by: AgentId | null = null,
): void {
  const waitingSince = state === 'refused' ? waitsAgainSince(tx, message) : null;
  record(
    {
      kind: 'message.state-changed',
      conversationId: message.conversationId,
      messageId: message.id,
      state,
      waKey: message.waKey,
      failure,
      ...(waitingSince === null ? {} : { waitingSince }),
      ...(isFirstContact ? { isFirstContact } : {}),
    },
    by,
  );
}

/**
 * Whether what WhatsApp Web says of a message goes further than what is known. A doubt is settled
 * by anything; that an earlier try failed says nothing of a message that is to be sent again.
 */
export function settles(current: DeliveryState, next: DeliveryState): boolean {
  if (current === 'unconfirmed') return next !== 'queued' && next !== 'unconfirmed';
  if (current === 'queued' && next === 'refused') return false;
  return isProgress(current, next);
}

/**
 * Since when the customer waits when this message did not reach them: null when they did not wait
 * for it, or got another answer after it.
 */
function waitsAgainSince(read: Reads, refused: Message): number | null {
  let since: number | null = null;
  let isPassed = false;
  for (const message of read.messages.newest(refused.conversationId, LOOK_BACK).reverse()) {
    const isIt = message.id === refused.id;
    if (isIt) isPassed = true;
    else if (isAnswer(message)) break;
    const { waitedSince, state } = message;
    if (waitedSince === undefined || !(isIt || state === 'refused')) continue;
    since = Math.min(since ?? waitedSince, waitedSince);
  }
  return isPassed ? since : null;
}

function isAnswer({ author, state, content }: Message): boolean {
  if (content.kind === 'call' || content.kind === 'system' || content.kind === 'note') return false;
  return (author.type === 'agent' || author.type === 'phone') && state !== 'refused';
}

export const REJECTED: SendFailure = {
  code: 'rejected',
  detail: 'WhatsApp did not accept this message.',
};

export const NO_ANSWER: SendFailure = {
  code: 'no-answer',
  detail: 'WhatsApp did not confirm this message. Check on the phone whether it was sent.',
};

export const CANCELLED: SendFailure = {
  code: 'cancelled',
  detail: 'It was decided not to send this message.',
};
