import type { ConversationId } from '#shared/domain/ids.ts';
import { isTalking } from '#shared/domain/bot/part.ts';
import type { SendFailure } from '#shared/domain/message.ts';
import type { Unit } from '../journal/ledger.ts';
import { recordState } from '../outbox/state-change.ts';

/** More than a flow may say in a row, and what a customer writes meanwhile. */
const LOOK_BACK = 30;

/** People come in: what the chatbot has not sent yet is never sent, and it says no more. */
export function silenceBot(
  unit: Unit,
  conversationId: ConversationId,
  why: 'person' | 'opened' = 'person',
): void {
  const { tx, record } = unit;
  for (const message of tx.messages.newest(conversationId, LOOK_BACK)) {
    if (message.author.type !== 'bot' || message.state !== 'queued') continue;
    // One that was handed over before, and doubted since, may have been sent.
    if (message.failure === null) recordState(unit, message, SILENCED);
    else recordState(unit, message, { state: 'unconfirmed', failure: message.failure });
  }
  if (isTalking(tx.conversations.get(conversationId)?.bot ?? null)) {
    record({ kind: 'bot.ended', conversationId, why });
  }
}

const failure: SendFailure = {
  code: 'cancelled',
  detail: 'A person took over before the chatbot could say this.',
};
const SILENCED = { state: 'refused', failure } as const;
