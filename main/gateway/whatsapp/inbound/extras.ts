import { incomingMessageSchema } from '#main/core/ports/gateway.ts';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { formatKey } from '#shared/domain/message-key.ts';
import type { PageAddons } from '../page/addons.ts';
import { timeOf } from './identity.ts';
import type { IsOwn } from './identity.ts';
import { contentOf } from './message-content.ts';
import { isNotice } from './notices.ts';
import { rawMessageSchema } from './raw-message.ts';
import type { RawMessage } from './raw-message.ts';

export type Extras = Pick<
  IncomingMessage,
  'quote' | 'marks' | 'editedAt' | 'deletion' | 'reactions' | 'votes'
>;

/** From this many times on WhatsApp says "Forwarded many times". */
const OFTEN = 5;

/** What a message brings along besides its content; parts that cannot be used are left out. */
export function extrasOf(raw: RawMessage, isOwn: IsOwn, now: number): Extras {
  if (isNotice(raw)) return {};
  const quote = quoteOf(raw, isOwn);
  const marks = marksOf(raw);
  const edited = raw.latestEditSenderTimestampMs;
  return {
    ...(quote === undefined ? {} : { quote }),
    ...(marks === undefined ? {} : { marks }),
    ...(edited == null || edited <= 0 ? {} : { editedAt: timeOf(edited, now) }),
    // When it was is not told; that it was is noticed now.
    ...(raw.type === 'revoked' ? { deletion: { by: sideOf(raw.id.fromMe), at: now } } : {}),
  };
}

/** The key under which a message is known: what is left of a deleted one may have another. */
export function originalKey(raw: RawMessage): RawMessage['id'] {
  return raw.type === 'revoked' ? (raw.protocolMessageKey ?? raw.id) : raw.id;
}

export function sideOf(isOurs: boolean): 'us' | 'contact' {
  return isOurs ? 'us' : 'contact';
}

function quoteOf(raw: RawMessage, isOwn: IsOwn): IncomingMessage['quote'] {
  const { quotedStanzaID, quotedParticipant, quotedMsg } = raw;
  if (quotedStanzaID == null || quotedMsg == null) return undefined;
  const fromMe = quotedParticipant != null && isOwn(quotedParticipant);
  const id = { fromMe, remote: raw.id.remote, id: quotedStanzaID };
  const quoted = rawMessageSchema.safeParse({ ...quotedMsg, id });
  if (!quoted.success) return undefined;
  const { shape } = incomingMessageSchema;
  const content = contentOf(quoted.data);
  return shape.quote.safeParse({ key: formatKey(id), from: sideOf(fromMe), content }).data;
}

function marksOf(raw: RawMessage): IncomingMessage['marks'] {
  const { forwardingScore, ephemeralDuration, parentMsgKey } = raw;
  const isForwarded = raw.isForwarded === true || (forwardingScore ?? 0) > 0;
  const isOften = (forwardingScore ?? 0) >= OFTEN;
  const isViewOnce = raw.isViewOnce === true || raw.subtype?.startsWith('view_once') === true;
  const disappears = ephemeralDuration != null && ephemeralDuration >= 1;
  const isOfAlbum = parentMsgKey != null && (raw.type === 'image' || raw.type === 'video');
  const marks = {
    ...(isForwarded ? { forwarded: isOften ? 'often' : 'once' } : {}),
    ...(isViewOnce ? { viewOnce: true } : {}),
    ...(disappears ? { disappearsAfter: Math.round(ephemeralDuration) } : {}),
    ...(isOfAlbum ? { album: parentMsgKey.id } : {}),
  };
  if (Object.keys(marks).length === 0) return undefined;
  return incomingMessageSchema.shape.marks.safeParse(marks).data;
}

/** All reactions and votes there are, where the page told. */
export function addonExtras(
  raw: RawMessage,
  addons: PageAddons | null,
  isOwn: IsOwn,
  now: number,
): Extras {
  if (raw.type === 'revoked') return {};
  const reactions = raw.hasReaction === false ? [] : addons?.reactions;
  const votes = addons?.votes;
  const { shape } = incomingMessageSchema;
  const told = shape.reactions.safeParse(
    reactions?.map(({ sender, emoji, at }) => ({
      by: sideOf(isOwn(sender)),
      emoji,
      at: timeOf(at, now),
    })),
  ).data;
  const cast = shape.votes.safeParse(
    votes?.map(({ sender, options, at }) => ({
      by: sideOf(isOwn(sender)),
      options: optionNames(raw, options),
      at: timeOf(at, now),
    })),
  ).data;
  return {
    ...(told === undefined ? {} : { reactions: told }),
    ...(cast === undefined ? {} : { votes: cast }),
  };
}

function optionNames({ pollOptions }: RawMessage, ids: readonly number[]): string[] {
  return (pollOptions ?? [])
    .filter(({ localId }, index) => ids.includes(localId ?? index))
    .map(({ name }) => name.slice(0, 500));
}
