import { Collection } from './collection.ts';
import type { Key } from './collection.ts';
import { ask, send } from './connection.ts';
import { Model } from './model.ts';
import { Msg, MsgModel, messageFromWire } from './messages.ts';
import type { MsgKey } from './msg-key.ts';
import { define } from './require.ts';
import { createWid } from './wid.ts';
import type { Wid } from './wid.ts';
import type { WireChat, WireMessage } from '../protocol.ts';

export class ChatModel extends Model {
  declare id: Wid;
  declare t: number;
  declare name: string;
  declare unreadCount: number;
  declare msgs: Collection<MsgModel>;
  declare lastReceivedKey: MsgKey | undefined;
  declare groupMetadata: Model | undefined;
  declare newsletterMetadata: Model | undefined;

  get formattedTitle(): string {
    return this.name;
  }

  override serialize(): Record<string, unknown> {
    const { groupMetadata: _group, newsletterMetadata: _news, ...rest } = super.serialize();
    return { ...rest, msgs: this.msgs.getModelsArray() };
  }

  override toJSON(): Record<string, unknown> {
    return { ...this.serialize(), msgs: undefined };
  }
}

class ChatCollection extends Collection<ChatModel> {
  /** Newest first. */
  override getModelsArray(): ChatModel[] {
    return super.getModelsArray().sort((a, b) => b.t - a.t);
  }

  async find(id: Key): Promise<ChatModel> {
    return this.get(id) ?? findOrCreate(createWid(id));
  }
}

export const Chat = new ChatCollection(ChatModel);
export const Newsletters = new ChatCollection(ChatModel);

class GroupMetadataModel extends Model {
  declare participants: { id: Wid; isAdmin: boolean }[];

  /** The library writes into what it gets. */
  override serialize(): Record<string, unknown> {
    return { ...super.serialize(), participants: this.participants.map((it) => ({ ...it })) };
  }
}

function metadata(wire: WireChat): object {
  if (wire.participants !== undefined) {
    const participants = wire.participants.map((id) => ({ id: createWid(id), isAdmin: false }));
    const id = createWid(wire.id);
    return { groupMetadata: new GroupMetadataModel({ id, participants, announce: false }) };
  }
  const isChannel = wire.id.endsWith('@newsletter');
  return isChannel ? { newsletterMetadata: new Model({ membershipType: 'subscriber' }) } : {};
}

function collectionOf(id: string): ChatCollection {
  return id.endsWith('@newsletter') ? Newsletters : Chat;
}

/** Makes the chat if need be, without its last message and unread count. */
export function upsertChat(wire: WireChat): ChatModel {
  const collection = collectionOf(wire.id);
  const known = collection.get(wire.id);
  if (known) return known.set({ name: wire.title });
  return collection.add(
    new ChatModel({
      id: createWid(wire.id),
      name: wire.title,
      t: wire.t,
      unreadCount: 0,
      archive: false,
      pin: 0,
      isLocked: false,
      mute: { expiration: 0 },
      muteExpiration: 0,
      lastReceivedKey: undefined,
      msgs: new Collection<MsgModel>(MsgModel),
      ...metadata(wire),
    }),
  );
}

/** Puts a message where it belongs; false when it is known already. */
export function placeMessage(message: MsgModel, chat: ChatModel | undefined): boolean {
  if (Msg.get(message.id)) return false;
  chat?.msgs.add(message);
  chat?.set({ lastReceivedKey: message.id, t: message.t });
  Msg.add(message);
  return true;
}

async function findOrCreate(wid: Wid): Promise<ChatModel> {
  const wire = (await ask({ type: 'open-chat', chat: String(wid) })) as WireChat | null;
  if (wire === null) throw new Error('No LID for user');
  return upsertChat(wire);
}

/** The page before the oldest loaded message; null at the beginning. */
async function loadEarlierMsgs({ chat }: { chat: ChatModel }): Promise<MsgModel[] | null> {
  const oldest = chat.msgs.getModelsArray()[0];
  const wires = (await ask({
    type: 'earlier',
    chat: String(chat.id),
    before: oldest?.id.id ?? null,
  })) as WireMessage[];
  if (wires.length === 0) return null;
  const messages = wires.map((wire) => messageFromWire(wire, false));
  const loaded = messages.map((message) => Msg.get(message.id) ?? Msg.add(message));
  chat.msgs.prepend(loaded);
  return loaded;
}

async function sendSeen({ chat }: { chat: ChatModel }): Promise<void> {
  send({ type: 'seen', chat: String(chat.id) });
  chat.set({ unreadCount: 0 });
}

define('WAWebFindChatAction', {
  findOrCreateLatestChat: async (wid: Wid) => ({
    chat: Chat.get(wid) ?? (await findOrCreate(wid)),
  }),
});
define('WAWebUpdateUnreadChatAction', { sendSeen });
define('WAWebChatLoadMessages', { loadEarlierMsgs });
define('WAWebChatGetters', {
  getIsNewsletter: (chat: ChatModel) => chat.id.isNewsletter(),
  getIsBroadcast: (chat: ChatModel) => chat.id.isBroadcast(),
});
