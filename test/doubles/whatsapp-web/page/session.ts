import { Chat, Newsletters, placeMessage, upsertChat } from './chats.ts';
import { connect, handle, identify, line, send } from './connection.ts';
import { setMe, upsertContact } from './contacts.ts';
import { deviceKeys, forgetEverything, keepCredentials, storedCredentials } from './credentials.ts';
import { Msg, messageFromWire, revokedAttributes } from './messages.ts';
import { keyFromWire } from './msg-key.ts';
import { resumeOutbox } from './outbound.ts';
import { Conn, Socket, leave, showOfflineProgress } from './socket.ts';
import type { WireChat } from '../protocol.ts';

/** Whether this page has loaded chats and may go on where its socket was lost. */
const loaded = { chats: false };

line.onOpen = () => {
  identify({
    type: 'hello',
    keys: deviceKeys(),
    credentials: storedCredentials(),
    resumes: loaded.chats,
  });
};
line.onLost = () => {
  Socket.set({ state: 'OPENING' });
};

function load(chats: readonly WireChat[]): void {
  Msg.reset();
  Chat.reset();
  Newsletters.reset();
  for (const wire of chats) {
    const chat = upsertChat(wire);
    if (wire.last) placeMessage(messageFromWire(wire.last, false), chat);
    chat.set({ unreadCount: wire.unread });
  }
  loaded.chats = true;
}

function finishSync(): void {
  Socket.onSyncListener = undefined;
  showOfflineProgress(100);
  Socket.set({ hasSynced: true });
  send({ type: 'synced' });
}

/** The real sync takes a while; this one ends as soon as somebody would notice. */
function syncWhenHeard(): void {
  if (Socket.hasListener('change:hasSynced')) finishSync();
  else Socket.onSyncListener = () => setTimeout(finishSync, 0);
}

handle('ref', ({ ref }) => {
  Conn.set({ ref });
  Socket.set({ state: 'UNPAIRED' });
});

handle('paired', ({ credentials }) => {
  keepCredentials(credentials);
  Socket.set({ state: 'PAIRING' });
});

handle('refused-credentials', ({ reload }) => {
  if (reload) leave();
  else forgetEverything();
});

handle('connected', ({ me, chats, contacts, syncAtOnce }) => {
  setMe(me);
  for (const contact of contacts) upsertContact(contact);
  if (!loaded.chats) load(chats);
  Socket.set({ state: 'CONNECTED' });
  resumeOutbox();
  if (Socket.hasSynced) return;
  showOfflineProgress(50);
  if (syncAtOnce) finishSync();
  else syncWhenHeard();
});

handle('message', ({ message, live, chat: wireChat, contacts }) => {
  for (const contact of contacts) upsertContact(contact);
  const chat = wireChat === null ? undefined : upsertChat(wireChat);
  placeMessage(messageFromWire(message, live), chat);
  if (wireChat !== null) chat?.set({ unreadCount: wireChat.unread });
});

handle('change', ({ key, attributes }) => {
  const message = Msg.get(keyFromWire(key));
  const isRevoked = attributes['type'] === 'revoked';
  message?.set({ ...attributes, ...(isRevoked && revokedAttributes(message.id)) });
});

handle('unread', ({ chat, unread }) => {
  Chat.get(chat)?.set({ unreadCount: unread });
});

handle('state', ({ state }) => {
  Socket.set({ state });
});

handle('flip-sync', () => {
  Socket.set({ hasSynced: false });
  Socket.set({ hasSynced: true });
});

handle('busy', ({ ms }) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
});

handle('reload', () => location.reload());
handle('logged-out', leave);

export function startSession(): void {
  connect();
}
