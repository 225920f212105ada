import type { HistoryPage } from '#main/core/ports/gateway.ts';
import { formatKey } from '#shared/domain/message-key.ts';
import { toAcknowledgement } from '../inbound/incoming.ts';
import type { FoundMessage } from '../inbound/inbound.ts';
import { rawMessageSchema } from '../inbound/raw-message.ts';
import type { RawMessage } from '../inbound/raw-message.ts';
import { readAddons } from '../page/addons.ts';
import { readHistory } from '../page/chats.ts';
import type { CallParams } from '../protocol.ts';
import type { Session } from './session.ts';

const LOADING_MS = 20_000;

/** A stretch of a chat with everything that happened to its messages until now. */
export async function readChat(
  session: Session,
  { address, limit, before }: CallParams<'history'>,
): Promise<HistoryPage> {
  const asOf = Date.now();
  const request = { chat: address, limit, before, ms: LOADING_MS };
  const { found, next } = await session.page.evaluate(readHistory, request);
  const messages = await session.inbound.mapHistory(
    address,
    await withAddons(session, found),
    asOf,
  );
  return { messages, acknowledged: found.flatMap(acknowledgementOf), next };
}

/** Most messages have neither reactions nor votes: the page is asked about the others alone. */
async function withAddons(session: Session, found: readonly unknown[]): Promise<FoundMessage[]> {
  const asked = found.flatMap((data, index) => {
    const raw = rawMessageSchema.safeParse(data).data;
    const about = raw && addonsToAskFor(raw);
    return about ? [{ index, about }] : [];
  });
  const messages: FoundMessage[] = found.map((data) => ({ data, addons: null }));
  if (asked.length === 0) return messages;
  const answers = await session.page.evaluate(
    readAddons,
    asked.map(({ about }) => about),
  );
  for (const [position, { index }] of asked.entries()) {
    messages[index] = { data: found[index], addons: answers[position] ?? null };
  }
  return messages;
}

function addonsToAskFor({ id, hasReaction, type }: RawMessage) {
  const isPoll = type === 'poll_creation';
  if (hasReaction !== true && !isPoll) return null;
  return {
    key: `${String(id.fromMe)}_${id.remote}_${id.id}`,
    hasReaction: hasReaction === true,
    isPoll,
  };
}

function acknowledgementOf(data: unknown) {
  const raw = rawMessageSchema.safeParse(data).data;
  const state = raw?.id.fromMe === true ? toAcknowledgement(raw.ack) : null;
  return raw === undefined || state === null ? [] : [{ key: formatKey(raw.id), state }];
}
