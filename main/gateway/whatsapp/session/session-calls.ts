import { GatewayError } from '#main/core/ports/gateway.ts';
import type { ActionOutcome, FindOutcome, OutgoingAction } from '#main/core/ports/gateway.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { toAcknowledgement } from '../inbound/incoming.ts';
import { formatKey, parseKey } from '#shared/domain/message-key.ts';
import { actOnMessage } from '../page/act.ts';
import type { ActOrder } from '../page/act.ts';
import { changeBlocked, readBlocklist } from '../page/blocklist.ts';
import { listChats } from '../page/chats.ts';
import type { PageChatSummary } from '../page/chats.ts';
import { findAck } from '../page/find-message.ts';
import { readPicture } from '../page/picture.ts';
import { rejectCall } from '../page/reject-call.ts';
import { prepareKey } from '../page/send.ts';
import { markSeen } from '../page/seen.ts';
import { showTyping } from '../page/typing.ts';
import type { CallHandlers, SendLimits } from '../protocol.ts';
import { createFileHandlers } from './media-files.ts';
import { pageMemory } from './page-memory.ts';
import { readChat } from './read-chat.ts';
import { sendMessage } from './send-message.ts';
import type { Session } from './session.ts';

const PICTURE_MS = 20_000;
const LARGEST_PICTURE = 1_000_000;
/** For WhatsApp to show what became of an action; less than the call itself may take. */
const ACTING_MS = 15_000;

/** What the session does for the gateway. Time limits are the caller's. */
export function createCallHandlers(session: Session, sendLimits: SendLimits): CallHandlers {
  return {
    newKey: async ({ to }) => {
      const { chat, id } = await session.page.evaluate(prepareKey, to);
      return formatKey({ fromMe: true, remote: chat, id });
    },
    send: async (message) => sendMessage(session.page, message, sendLimits),
    act: (action) => act(session, action, Math.min(ACTING_MS, sendLimits.text)),
    find: ({ key }) => findMessage(session, key),
    showTyping: async (request) => {
      await session.page.evaluate(showTyping, request);
      return {};
    },
    markSeen: async ({ address }) => {
      await session.page.evaluate(markSeen, address);
      return {};
    },
    ...createFileHandlers(session),
    rejectCall: async (ringing) => {
      await session.page.evaluate(rejectCall, ringing);
      return {};
    },
    chats: async () => {
      const found = await session.page.evaluate(listChats);
      return found
        .flatMap(({ id, t, last, unread }) => {
          const address = session.inbound.customerAddress(id);
          const lastMessageAt = Math.round(t * 1000);
          return address ? [{ address, lastMessageAt, lastKey: keyOf(last), unread }] : [];
        })
        .sort((a, b) => b.lastMessageAt - a.lastMessageAt);
    },
    picture: async ({ address }) => {
      const request = { address, largestBytes: LARGEST_PICTURE, ms: PICTURE_MS };
      const found = await session.page.evaluate(readPicture, request);
      return found === null ? null : { bytes: new Uint8Array(Buffer.from(found, 'base64')) };
    },
    blocked: async () => {
      const listed = await session.page.evaluate(readBlocklist);
      return listed.flatMap((id) => session.inbound.customerAddress(id) ?? []);
    },
    setBlocked: async (request) => {
      if (await session.page.evaluate(changeBlocked, request)) return null;
      throw new GatewayError('failed', 'WhatsApp Web did not change its block list.');
    },
    history: (request) => readChat(session, request),
    memory: async () => {
      const { pupBrowser, pupPage } = session.client;
      return pupBrowser && pupPage ? pageMemory(pupBrowser, pupPage) : null;
    },
  };
}

async function act(
  session: Session,
  action: OutgoingAction,
  limitMs: number,
): Promise<ActionOutcome> {
  const key = parseKey(action.key);
  if (key === null) return { outcome: 'refused', why: `Not a message's key: ${action.key}` };
  const { remote: chat, id, fromMe } = key;
  const order = { chat, id, fromMe, ...saidBy(action), until: Date.now() + limitMs };
  const { page } = session;
  try {
    const { result, ...why } = await page.evaluate(actOnMessage, order);
    return { outcome: result, ...why } as ActionOutcome;
  } catch (error) {
    return { outcome: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}

function saidBy(action: OutgoingAction): Pick<ActOrder, 'type' | 'text' | 'options'> {
  const { type } = action;
  switch (type) {
    case 'react':
      return { type, text: action.emoji ?? '', options: [] };
    case 'vote':
      return { type, text: '', options: action.options };
    case 'edit':
      return { type, text: action.text, options: [] };
    case 'delete':
      return { type, text: '', options: [] };
  }
}

function keyOf(last: PageChatSummary['last']): WaMessageKey | null {
  return last === null ? null : formatKey(last);
}

async function findMessage(session: Session, key: WaMessageKey): Promise<FindOutcome> {
  const parts = parseKey(key);
  if (parts === null) return 'absent';
  const ack = await session.page.evaluate(findAck, { chat: parts.remote, id: parts.id });
  if (ack === null) return 'absent';
  return toAcknowledgement(ack) ?? 'pending';
}
