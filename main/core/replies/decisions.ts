import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';
import { can } from '#shared/domain/rights.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { CANCELLED, recordState } from '../outbox/state-change.ts';
import { claim, notOwner } from '../ownership/claim.ts';
import { mayNotAnswer } from './may-answer.ts';

/** What the program may not decide by itself about a message on its way, a person does here. */

export function sendAgainHandler(ledger: Ledger): CommandHandler<'reply.send-again'> {
  return (params, caller) =>
    ledger.write((unit) => {
      const { tx } = unit;
      const refusal = mayNotAnswer(tx, caller, params);
      if (refusal !== null) return refusal;
      const message = tx.messages.get(params.messageId);
      if (tx.conversations.get(params.conversationId) !== null) {
        if (message?.conversationId !== params.conversationId) return noSuchMessage();
        if (!isDoubted(message, params.waKey)) return notUnconfirmed();
      }
      const claimed = claim(unit, caller, params.conversationId, params.epoch);
      if (!claimed.ok) return claimed;
      invariant(message !== null, 'it was there a moment ago');
      // The key stays until another one takes its place: should it show up after all, it settles
      // this message instead of being a second one. So does the doubt, should it be cancelled.
      const { failure } = message;
      recordState(unit, message, { state: 'queued', failure }, caller.id);
      return ok(asItIs(unit, message.id));
    });
}

export function wasSentHandler(ledger: Ledger): CommandHandler<'reply.was-sent'> {
  return ({ messageId, waKey }, caller) =>
    ledger.write((unit) => {
      const found = decidable(unit, messageId, caller);
      if (!found.ok) return found;
      const { message } = found.value;
      const isSettled = message.waKey === waKey && SENT.has(message.state);
      if (!isSettled) {
        if (!isDoubted(message, waKey)) return notUnconfirmed();
        recordState(unit, message, { state: 'sent' }, caller.id);
      }
      return ok(asItIs(unit, messageId));
    });
}

const SENT: ReadonlySet<Message['state']> = new Set(['sent', 'delivered', 'read', 'played']);

export function cancelHandler(ledger: Ledger): CommandHandler<'reply.cancel'> {
  return ({ messageId }, caller) =>
    ledger.write((unit) => {
      const found = decidable(unit, messageId, caller);
      if (!found.ok) return found;
      const { message } = found.value;
      if (message.state !== 'queued') {
        return fail('not-queued', 'This message is on its way already.');
      }
      // What was handed over once may have been sent: the doubt is back.
      const { failure } = message;
      const change =
        failure === null
          ? ({ state: 'refused', failure: CANCELLED } as const)
          : ({ state: 'unconfirmed', failure } as const);
      recordState(unit, message, change, caller.id);
      return ok(asItIs(unit, messageId));
    });
}

type Decidable = Result<{ readonly message: Message }, Failure<'not-found' | 'not-owner'>>;

/** A message of ours, for who wrote it, owns its conversation or takes every chat; or nobody does. */
function decidable({ tx }: Unit, id: MessageId, caller: Agent): Decidable {
  const message = tx.messages.get(id);
  const { type } = message?.author ?? {};
  if (message === null || (type !== 'agent' && type !== 'deskline' && type !== 'bot'))
    return noSuchMessage();
  const conversation = tx.conversations.get(message.conversationId);
  invariant(conversation !== null, 'a message belongs to a conversation');
  return mayDecide(conversation, message, caller) ? ok({ message }) : notOwner(conversation);
}

function mayDecide({ ownerId }: Conversation, { author }: Message, { id, role }: Agent): boolean {
  const isAuthor = author.type === 'agent' && author.agentId === id;
  return ownerId === null || ownerId === id || isAuthor || can(role, 'take-every-chat');
}

function isDoubted({ state, waKey }: Message, onScreen: Message['waKey']): boolean {
  return state === 'unconfirmed' && waKey === onScreen;
}

function asItIs({ tx }: Unit, id: MessageId) {
  const message = tx.messages.get(id);
  const conversation = message && tx.conversations.get(message.conversationId);
  invariant(message && conversation, 'a message belongs to a conversation');
  return { message, conversation };
}

function noSuchMessage(): Failure<'not-found'> {
  return fail('not-found', 'There is no such message.');
}

function notUnconfirmed(): Failure<'not-unconfirmed'> {
  return fail('not-unconfirmed', 'By now more is known of this message, or another doubt.');
}
