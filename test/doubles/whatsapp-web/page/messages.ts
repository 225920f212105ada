import { storeAddonsOf } from './addon-tables.ts';
import { Collection } from './collection.ts';
import type { Key } from './collection.ts';
import { ask } from './connection.ts';
import { Model } from './model.ts';
import { MsgKey, keyFromWire, keyToWire } from './msg-key.ts';
import { define } from './require.ts';
import { createWid } from './wid.ts';
import type { Wid } from './wid.ts';
import type { WireMedia, WireMessage, WireQuote } from '../protocol.ts';

/** What the real page puts into `body` of a picture: a thumbnail, not a text. */
const THUMBNAIL = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//2Q==';

export class MsgModel extends Model {
  declare id: MsgKey;
  declare type: string;
  declare body: string | undefined;
  declare from: Wid;
  declare to: Wid;
  declare t: number;
  declare ack: number;
  declare isNewMsg: boolean;
  declare caption: string | undefined;
  declare mediaData: Model | undefined;
  declare mediaObject: object | undefined;
  declare directPath: string | undefined;

  get isNotification(): boolean {
    return this.type === 'e2e_notification' || this.type === 'notification_template';
  }
  get isEphemeral(): boolean {
    return Number(this['ephemeralDuration'] ?? 0) > 0;
  }
  get isStatusV3(): boolean {
    return this.id.remote.isStatus();
  }

  unsafe(): this {
    return this;
  }

  canReply(): boolean {
    return this.ack !== -1;
  }

  msgContextInfo(): Record<string, unknown> {
    return {
      quotedMsg: {
        type: this.type,
        body: this.body,
        ...(this.caption !== undefined && { caption: this.caption }),
      },
      quotedParticipant: this.from,
      quotedStanzaID: this.id.id,
    };
  }

  /** Makes the media available; the bytes themselves come from the download manager. */
  async downloadMedia(): Promise<void> {
    if (!this.mediaData) throw new Error('downloadMedia: no media');
    this.mediaData.set({ mediaStage: 'FETCHING' });
    const response = await fetch(`/media${this.directPath}`, { method: 'HEAD' });
    this.mediaData.set({ mediaStage: response.ok ? 'RESOLVED' : 'ERROR_MISSING' });
  }

  override serialize(): Record<string, unknown> {
    const { mediaData: _data, mediaObject: _object, mediaBlob: _blob, ...rest } = super.serialize();
    return rest;
  }
}

class MsgCollection extends Collection<MsgModel> {
  /** Also finds what is not loaded. Rejects when an id is none. */
  async getMessagesById(ids: readonly Key[]): Promise<{ messages: MsgModel[] }> {
    const found: MsgModel[] = [];
    for (const id of ids) {
      if (id === undefined || id === null) throw new Error('MsgKey error: obj is null/undefined');
      const key = MsgKey.fromString(id.toString());
      const message = this.get(key) ?? (await this.#load(key));
      if (message) found.push(message);
    }
    return { messages: found };
  }

  async #load(key: MsgKey): Promise<MsgModel | undefined> {
    const wire = (await ask({ type: 'find', key: keyToWire(key) })) as WireMessage | null;
    return wire === null ? undefined : this.add(messageFromWire(wire, false));
  }
}

export const Msg = new MsgCollection(MsgModel);

function mediaAttributes(media: WireMedia, type: string): object {
  return {
    mimetype: media.mime,
    size: media.size,
    directPath: media.directPath,
    mediaKey: media.mediaKey,
    mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    filehash: media.fileHash,
    encFilehash: media.fileHash,
    caption: media.caption,
    filename: media.fileName,
    duration: media.seconds === undefined ? undefined : String(media.seconds),
    width: media.width,
    height: media.height,
    mediaData: new Model({ type, mediaStage: 'NEED_POKE' }),
    mediaObject: { filehash: media.fileHash },
    ...((type === 'image' || type === 'video') && { body: THUMBNAIL }),
  };
}

/** What a message that was deleted for everyone has besides its type. */
export function revokedAttributes(key: MsgKey): Record<string, unknown> {
  return { subtype: 'sender', protocolMessageKey: key };
}

function quoteAttributes({ id, from, message }: WireQuote): Record<string, unknown> {
  return { quotedStanzaID: id, quotedParticipant: createWid(from), quotedMsg: message };
}

/** `isNew`: it arrives now, before our eyes; the library makes an event of those only. */
export function messageFromWire(wire: WireMessage, isNew: boolean): MsgModel {
  storeAddonsOf(wire);
  return new MsgModel({
    id: keyFromWire(wire.key),
    type: wire.type,
    body: wire.body,
    from: createWid(wire.from),
    to: createWid(wire.to),
    ...(wire.key.participant && { author: createWid(wire.key.participant) }),
    self: wire.key.fromMe ? 'out' : 'in',
    t: wire.t,
    ack: wire.ack,
    notifyName: wire.notifyName,
    isNewMsg: isNew,
    star: false,
    isForwarded: false,
    hasReaction: (wire.reactions?.length ?? 0) > 0,
    ...(wire.editedAt !== undefined && { latestEditSenderTimestampMs: wire.editedAt }),
    ...(wire.type === 'revoked' && revokedAttributes(keyFromWire(wire.key))),
    ...(wire.quote && quoteAttributes(wire.quote)),
    ...(wire.media && mediaAttributes(wire.media, wire.type)),
    ...wire.extra,
  });
}

function getQuotedMsgObj(message: MsgModel): MsgModel | undefined {
  const id = message['quotedStanzaID'];
  return Msg.getModelsArray().find((other) => other.id.id === id);
}

interface Link {
  readonly href: string;
}

function findLinks(text: unknown): Link[] {
  if (typeof text !== 'string') return [];
  return (text.match(/https?:\/\/[^\s]+|www\.[^\s]+/g) ?? []).map((found) => ({
    href: found.startsWith('www.') ? `http://${found}` : found,
  }));
}

define('WAWebQuotedMsgModelUtils', { getQuotedMsgObj });
define('WALinkify', {
  findLinks,
  findLink: (text: unknown) => findLinks(text)[0] ?? null,
});
