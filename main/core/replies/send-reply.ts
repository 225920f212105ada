import type { Agent } from '#shared/domain/agent.ts';
import { hindranceOf } from '#shared/domain/allowed-actions.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Quote } from '#shared/domain/message-actions.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { ReplyBody } from '#shared/protocol/commands/reply.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import { quoteOf } from '../actions/quote.ts';
import type { CommandHandler, CommandOutcome } from '../api.ts';
import { silenceBot } from '../bot/silence.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { quickReplyMime } from '../media/media-access.ts';
import { claim } from '../ownership/claim.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import { mayNotAnswer } from './may-answer.ts';

type Params = CommandParams<'reply.send'>;
type Outcome = CommandOutcome<'reply.send'>;

interface Needs {
  readonly ledger: Ledger;
  readonly files: MediaFiles;
  readonly clock: Clock;
}

/** Checks owner, epoch and last seen message in the transaction that stores the reply (I2, I4). */
export function sendReplyHandler({ ledger, files, clock }: Needs): CommandHandler<'reply.send'> {
  return async (params, caller) => {
    const content = await contentOf(ledger.read, files, params.body, caller);
    if (content === null) {
      return fail('media-missing', 'The file is no longer there; attach it again.');
    }
    return ledger.write((unit) => queueReply(unit, clock, caller, params, content));
  };
}

function queueReply(
  unit: Unit,
  clock: Clock,
  caller: Agent,
  params: Params,
  content: Content,
): Outcome {
  const { tx, record } = unit;
  const earlier = tx.messages.byClientRef(caller.id, params.clientRef);
  if (earlier !== null) return repeated(unit, earlier, params, content);

  const refusal = mayNotAnswer(tx, caller, params);
  if (refusal !== null) return refusal;
  const quote =
    params.quote === undefined ? null : quotable(unit, clock, caller, params.quote, params);
  if (quote === undefined) return fail('quote-missing', 'The quoted message cannot be quoted.');
  const claimed = claim(unit, caller, params.conversationId, params.epoch);
  if (!claimed.ok) return claimed;

  const message = {
    ...newReply(unit, clock, caller, claimed.value, params, content),
    ...(quote === null ? {} : { quote }),
  };
  const { id: conversationId, handover } = claimed.value;
  // Who answers has looked at it, whatever became of the word that it was opened.
  if (handover !== null) record({ kind: 'conversation.opened', conversationId }, caller.id);
  silenceBot(unit, conversationId);
  record({ kind: 'message.queued', conversationId, message }, caller.id);
  return answered(unit, message);
}

function newReply(
  { tx }: Unit,
  clock: Clock,
  caller: Agent,
  conversation: Conversation,
  params: Params,
  content: Content,
): Message {
  return {
    id: tx.nextId('message') as MessageId,
    conversationId: conversation.id,
    waKey: null,
    author: { type: 'agent', agentId: caller.id },
    // After what it answers, also when this PC's clock is behind WhatsApp's.
    at: Math.max(clock.now(), conversation.lastAt + 1),
    content,
    state: 'queued',
    failure: null,
    clientRef: params.clientRef,
    arrivedLate: false,
    isImported: false,
    ...(conversation.waitingSince === null ? {} : { waitedSince: conversation.waitingSince }),
  };
}

/** Undefined when this message cannot be quoted in this conversation. */
function quotable(
  { tx }: Unit,
  clock: Clock,
  caller: Agent,
  id: MessageId,
  { conversationId }: Params,
): Quote | undefined {
  const message = tx.messages.get(id);
  if (message?.conversationId !== conversationId) return undefined;
  if (hindranceOf('quote', message, caller, clock.now()) !== null) return undefined;
  return quoteOf(message) ?? undefined;
}

/** The same reply again is the same message; another text under its name is a mistake. */
function repeated(unit: Unit, earlier: Message, params: Params, content: Content): Outcome {
  const named = unit.tx.merges.holderOf(params.conversationId) ?? params.conversationId;
  const isSame =
    earlier.conversationId === named &&
    says(earlier.content) === says(content) &&
    (earlier.quote?.messageId ?? undefined) === params.quote;
  return isSame
    ? answered(unit, earlier)
    : fail('client-ref-reused', 'This reference belongs to another message.');
}

/** What makes two replies the same one. */
function says(content: Content): string {
  if (!isMediaContent(content)) return JSON.stringify(content);
  return `${content.media.hash ?? ''} ${content.caption}`;
}

function answered({ tx }: Unit, message: Message): Outcome {
  const conversation = tx.conversations.get(message.conversationId);
  invariant(conversation !== null, 'a message belongs to a conversation');
  return ok({ message, conversation });
}

/** Null when the file that the reply names was never uploaded, is gone or was taken back. */
async function contentOf(
  read: Reads,
  files: MediaFiles,
  body: ReplyBody,
  caller: Agent,
): Promise<Content | null> {
  if (!('hash' in body)) return body;
  const upload = read.uploads.get(body.hash);
  if (upload === null || (await files.path(body.hash)) === null) return null;
  // Naming it would show it again to somebody who does not have the file.
  const isTakenBack = read.messages.byMediaHash(body.hash)?.deletion !== undefined;
  if (isTakenBack && upload.by !== caller.id && quickReplyMime(read, body.hash) === null)
    return null;
  return {
    kind: body.kind,
    caption: body.caption,
    media: {
      state: 'ready',
      hash: body.hash,
      mime: upload.mime,
      bytes: upload.bytes,
      fileName: body.fileName,
      seconds: null,
      width: null,
      height: null,
    },
  };
}
