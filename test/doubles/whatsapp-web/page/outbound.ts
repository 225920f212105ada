import { handle, sendNow } from './connection.ts';
import { Chat, placeMessage } from './chats.ts';
import type { ChatModel } from './chats.ts';
import { Msg, MsgModel, messageFromWire } from './messages.ts';
import { keyFromWire, keyToWire } from './msg-key.ts';
import { define } from './require.ts';
import type { PageSendFault, WireMedia, WireMessage, WireQuote } from '../protocol.ts';

/** Not yet acknowledged messages; in the profile, so that they go out after a restart too. */
const OUTBOX = 'outbox';

interface SendResult {
  readonly messageSendResult: 'OK' | 'ERROR_UNKNOWN';
  readonly t: number;
}

const results = new Map<string, (result: SendResult) => void>();
/** What happens to the next sends, one each. */
const faults: PageSendFault[] = [];

function outbox(): WireMessage[] {
  return JSON.parse(localStorage.getItem(OUTBOX) ?? '[]') as WireMessage[];
}

function keepOutbox(messages: readonly WireMessage[]): void {
  localStorage.setItem(OUTBOX, JSON.stringify(messages));
}

function mediaToWire(message: MsgModel, directPath: string): WireMedia {
  return {
    directPath,
    // The library gives stickers none: they are always this.
    mime: message.type === 'sticker' ? 'image/webp' : String(message['mimetype']),
    size: Number(message['size']),
    fileHash: String(message['filehash']),
    mediaKey: String(message['mediaKey']),
    ...(typeof message['filename'] === 'string' && { fileName: message['filename'] }),
    ...(message.caption !== undefined && { caption: message.caption }),
  };
}

/** Properties that messages of some types have besides body and media. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  location: ['lat', 'lng', 'loc'],
  vcard: ['vcardFormattedName'],
  multi_vcard: ['vcardList'],
  poll_creation: ['pollName', 'pollOptions', 'pollSelectableOptionsCount'],
  video: ['isGif'],
};

function ownOf(message: MsgModel): Record<string, unknown> | undefined {
  const names = OWN[message.type];
  return names && Object.fromEntries(names.map((name) => [name, message[name]]));
}

function quoteOf(message: MsgModel): WireQuote {
  return {
    id: String(message['quotedStanzaID']),
    from: String(message['quotedParticipant']),
    message: message['quotedMsg'] as Record<string, unknown>,
  };
}

function toWire(message: MsgModel): WireMessage {
  const extra = ownOf(message);
  return {
    key: keyToWire(message.id),
    from: String(message.from),
    to: String(message.to),
    type: message.type,
    t: message.t,
    ack: 0,
    ...(message.directPath === undefined
      ? { body: message.body ?? '' }
      : { media: mediaToWire(message, message.directPath) }),
    ...(typeof message['quotedStanzaID'] === 'string' && { quote: quoteOf(message) }),
    ...(extra && { extra }),
  };
}

function transmit(message: MsgModel): Promise<SendResult> {
  const wire = toWire(message);
  keepOutbox([...outbox(), wire]);
  sendNow({ type: 'send', message: wire });
  return new Promise((resolve) => results.set(message.id.id, resolve));
}

/** Returns at once with a promise of the message and one of WhatsApp's answer. */
function addAndSendMsgToChat(
  chat: ChatModel,
  data: Record<string, unknown>,
): [Promise<MsgModel>, Promise<SendResult>] {
  const fault = faults.shift();
  const never = new Promise<never>(() => {});
  if (fault === 'throws') return [Promise.reject(new Error('send: cannot send')), never];
  if (fault === 'hangs-before') return [never, never];
  const message = new MsgModel(data);
  placeMessage(message, chat);
  const result = transmit(message);
  return [fault === 'hangs-after' ? never : Promise.resolve(message), result];
}

/** Shows what is still on its way, and sends it again: WhatsApp takes each key once. */
export function resumeOutbox(): void {
  for (const wire of outbox()) {
    const chat = Chat.get(wire.key.remote);
    placeMessage(messageFromWire(wire, false), chat);
    sendNow({ type: 'send', message: wire });
  }
}

handle('send-fault', ({ fault, times }) => {
  faults.push(...Array.from({ length: times }, () => fault));
  sendNow({ type: 'armed' });
});

handle('ack', ({ key, ack }) => {
  if (ack !== 0) keepOutbox(outbox().filter((wire) => wire.key.id !== key.id));
  Msg.get(keyFromWire(key))?.set({ ack });
  results.get(key.id)?.({
    messageSendResult: ack > 0 ? 'OK' : 'ERROR_UNKNOWN',
    t: Math.floor(Date.now() / 1000),
  });
  results.delete(key.id);
});

define('WAWebSendMsgChatAction', { addAndSendMsgToChat });
define('WAWebGetEphemeralFieldsMsgActionsUtils', { getEphemeralFields: () => ({}) });
define('WAWebLinkPreviewChatAction', { getLinkPreview: async () => null });
define('WAWebMsgReply', { canReplyMsg: (message: MsgModel) => message.canReply() });
