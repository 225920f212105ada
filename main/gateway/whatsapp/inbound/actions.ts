import { z } from 'zod';
import type { MessageAction } from '#main/core/ports/gateway.ts';
import { textOf } from '#shared/domain/apply-action.ts';
import { formatKey } from '#shared/domain/message-key.ts';
import { originalKey, sideOf } from './extras.ts';
import { timeOf } from './identity.ts';
import type { IsOwn } from './identity.ts';
import { contentOf } from './message-content.ts';
import { addressSchema, rawKeySchema, rawMessageSchema } from './raw-message.ts';

/**
 * What an event of the library says happened to a message. Empty when it says nothing of use;
 * throws when it is not what it was.
 */
export type ReadAction = (data: unknown, isOwn: IsOwn, now: number) => MessageAction[];

const rawReactionSchema = z.object({
  /** Of the message. */
  msgId: rawKeySchema,
  /** Of the reaction itself. */
  id: rawKeySchema.nullish().catch(null),
  senderId: addressSchema.nullish().catch(null),
  /** Empty: taken back. */
  reaction: z.string().max(64).nullish(),
  /** Seconds since 1970, with fractions. */
  timestamp: z.number().nullish().catch(null),
});

export const reactionOf: ReadAction = (data, isOwn, now) => {
  const { msgId, id, senderId, reaction, timestamp } = rawReactionSchema.parse(data);
  const isOurs = id?.fromMe === true || (senderId != null && isOwn(senderId));
  return [
    {
      type: 'reacted',
      key: formatKey(msgId),
      by: sideOf(isOurs),
      emoji: reaction || null,
      at: timeOf(timestamp == null ? null : timestamp * 1_000, now),
    },
  ];
};

const rawVoteSchema = z.object({
  /** Of the poll. */
  parentMsgKey: rawKeySchema,
  voter: addressSchema,
  selectedOptions: z.array(z.object({ name: z.string() })),
  /** Milliseconds since 1970. */
  interractedAtTs: z.number().nullish().catch(null),
});

export const voteOf: ReadAction = (data, isOwn, now) => {
  const { parentMsgKey, voter, selectedOptions, interractedAtTs } = rawVoteSchema.parse(data);
  return [
    {
      type: 'voted',
      key: formatKey(parentMsgKey),
      by: sideOf(isOwn(voter)),
      options: selectedOptions.map(({ name }) => name.slice(0, 500)),
      at: timeOf(interractedAtTs, now),
    },
  ];
};

const rawEditSchema = z.object({
  message: rawMessageSchema,
  /** The text or caption before. */
  previous: z.string().nullish().catch(null),
});

/** Texts also change when a message can be read at last, or a picture's thumbnail arrives. */
export const editOf: ReadAction = (data, _isOwn, now) => {
  const { message, previous } = rawEditSchema.parse(data);
  const edited = message.latestEditSenderTimestampMs;
  const text = textOf(contentOf(message));
  if (text === null || message.type === 'revoked') return [];
  if (edited == null && (message.type !== 'chat' || !previous)) return [];
  return [{ type: 'edited', key: formatKey(message.id), text, at: timeOf(edited, now) }];
};

/** The message as it is now, without what it said. */
export const deletionOf: ReadAction = (data, _isOwn, now) => {
  const message = rawMessageSchema.parse(data);
  const deletion = (key: typeof message.id): MessageAction => ({
    type: 'deleted',
    key: formatKey(key),
    by: sideOf(message.id.fromMe),
    at: now,
  });
  // Whichever of the two is the message's own: the other one is nobody's.
  const original = originalKey(message);
  const keys = original.id === message.id.id ? [original] : [original, message.id];
  return keys.map(deletion);
};
