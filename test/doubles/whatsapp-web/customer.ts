import type { Account } from './server/account.ts';
import { phoneMessageId } from './server/account.ts';
import type { StoredMessage } from './server/chat-record.ts';
import type { MediaShelf } from './server/media-shelf.ts';
import type { WireContact, WireKey, WireMedia, WireMessage, WireQuote } from './protocol.ts';

interface WriteOptions {
  /** A group (`...@g.us`) or `status@broadcast` instead of the chat with this person. */
  readonly in?: string;
  /** Seconds since 1970; now if left out. */
  readonly at?: number;
  readonly quoting?: StoredMessage;
  /** How often it was forwarded before. */
  readonly forwarded?: number;
  /** It disappears after so many seconds. */
  readonly disappearsAfter?: number;
  /** It appears in the browser's chat, but nobody is told. */
  readonly isSilent?: boolean;
}

interface MediaFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly caption?: string;
  readonly fileName?: string;
  readonly seconds?: number;
  /** Of a video: it has no sound and plays again and again. */
  readonly isGif?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** A person who writes to the account. Every call is at WhatsApp when it returns. */
export interface Customer {
  readonly address: string;
  writes(text: string, options?: WriteOptions): StoredMessage;
  /** `type` is WhatsApp's word: image, video, audio, ptt, document, sticker. */
  sendsMedia(type: string, file: MediaFile, options?: WriteOptions): StoredMessage;
  sendsImage(bytes: Uint8Array, mime?: string, caption?: string): StoredMessage;
  sendsVoice(bytes: Uint8Array, seconds?: number): StoredMessage;
  sendsVideo(bytes: Uint8Array, mime?: string, caption?: string): StoredMessage;
  sendsSticker(bytes: Uint8Array): StoredMessage;
  sendsDocument(bytes: Uint8Array, mime: string, fileName: string): StoredMessage;
  sendsLocation(latitude: number, longitude: number, name?: string): StoredMessage;
  /** A message of any type, with the properties its page model has. */
  sends(type: string, extra?: Record<string, unknown>, options?: WriteOptions): StoredMessage;
  /** A text that the browser cannot read yet; it can when the returned function is called. */
  writesUnreadably(text: string): { readonly message: StoredMessage; becomesReadable(): void };
  /** It rings; gives the call's id. What the call log says of it later is a message, `call_log`. */
  calls(isVideo?: boolean): string;
  /** The phone shows it once; a linked browser is only told that there is one. */
  sendsViewOnce(): StoredMessage;
  /** Several pictures at once: first the album itself, then each picture. */
  sendsAlbum(pictures: readonly Uint8Array[]): StoredMessage[];
  /** Replaces their reaction; null takes it back. */
  reacts(message: StoredMessage, emoji: string | null): void;
  /** Chooses these in a poll, in place of what was chosen before; none takes the vote back. */
  votes(poll: StoredMessage, ...options: readonly string[]): void;
  edits(message: StoredMessage, text: string): void;
  /** Deletes it for everyone. */
  deletes(message: StoredMessage): void;
  /** Their phone has got our messages, all of them if none is given: ack 2. */
  receives(message?: StoredMessage): void;
  /** They have read them: ack 3. */
  reads(message?: StoredMessage): void;
  /** They have listened to our voice message: ack 4. */
  plays(message: StoredMessage): void;
}

export function makeCustomer(account: Account, media: MediaShelf, contact: WireContact): Customer {
  account.putContact(contact);
  const address = contact.id;

  const post = (parts: Partial<WireMessage>, options: WriteOptions = {}): StoredMessage => {
    const remote = options.in ?? address;
    const extra = {
      ...parts.extra,
      ...(options.forwarded !== undefined && {
        isForwarded: true,
        forwardingScore: options.forwarded,
      }),
      ...(options.disappearsAfter !== undefined && { ephemeralDuration: options.disappearsAfter }),
    };
    const key: WireKey = {
      fromMe: false,
      remote,
      id: phoneMessageId(),
      ...(remote !== address && { participant: address }),
    };
    const message: StoredMessage = {
      key,
      from: remote,
      to: account.me.id,
      type: 'chat',
      t: options.at ?? Math.floor(Date.now() / 1000),
      ack: 1,
      sentBy: 'contact',
      ...(contact.pushName !== undefined && { notifyName: contact.pushName }),
      ...(options.quoting && { quote: quoteOf(options.quoting) }),
      ...parts,
      ...(Object.keys(extra).length > 0 && { extra }),
    };
    account.deliver(message, options.isSilent);
    return message;
  };

  const sendsMedia: Customer['sendsMedia'] = (type, file, options) =>
    post(
      {
        type,
        media: shelve(media, file),
        ...(file.isGif === true && { extra: { isGif: true } }),
      },
      options,
    );

  const acknowledge = (ack: number, only?: StoredMessage) => {
    const ours = account.chat(address).messages.filter((message) => message.key.fromMe);
    for (const message of only ? [only] : ours) {
      if (message.ack >= 0 && message.ack < ack) account.acknowledge(message, ack);
    }
  };

  return {
    address,
    writes: (text, options) => post({ body: text }, options),
    sendsMedia,
    sendsImage: (bytes, mime = 'image/jpeg', caption) =>
      sendsMedia('image', {
        bytes,
        mime,
        width: 640,
        height: 480,
        ...(caption !== undefined && { caption }),
      }),
    sendsVoice: (bytes, seconds = 3) =>
      sendsMedia('ptt', { bytes, mime: 'audio/ogg; codecs=opus', seconds }),
    sendsVideo: (bytes, mime = 'video/mp4', caption) =>
      sendsMedia('video', { bytes, mime, seconds: 5, ...(caption !== undefined && { caption }) }),
    sendsSticker: (bytes) => sendsMedia('sticker', { bytes, mime: 'image/webp' }),
    sendsDocument: (bytes, mime, fileName) => sendsMedia('document', { bytes, mime, fileName }),
    sendsLocation: (lat, lng, name) =>
      post({ type: 'location', extra: { lat, lng, ...(name !== undefined && { loc: name }) } }),
    sends: (type, extra = {}, options) => post({ type, extra }, options),
    writesUnreadably(text) {
      const message = post({ type: 'ciphertext' });
      return {
        message,
        becomesReadable: () => account.reveal(message, text),
      };
    },
    calls: (isVideo = false) => account.ring(address, isVideo),
    sendsViewOnce: () =>
      post({
        type: 'ciphertext',
        extra: { subtype: 'view_once_unavailable_fanout', isViewOnce: true },
      }),
    sendsAlbum(pictures) {
      const album = post({
        type: 'album',
        extra: { expectedImageCount: pictures.length, expectedVideoCount: 0 },
      });
      const extra = { associationType: 'media_album', parentMsgKey: album.key };
      return pictures.map((bytes) =>
        post({ type: 'image', media: shelve(media, { bytes, mime: 'image/jpeg' }), extra }),
      );
    },
    reacts: (message, emoji) => account.react(message, address, emoji ?? ''),
    votes: (poll, ...options) => account.vote(poll, address, localIds(poll, options)),
    edits: (message, text) => account.edit(message, text),
    deletes: (message) => account.revoke(message),
    receives: (message) => acknowledge(2, message),
    reads: (message) => acknowledge(3, message),
    plays: (message) => acknowledge(4, message),
  };
}

/** As much of a message as travels along with one that quotes it. */
function quoteOf({ key, from, type, body, media, extra }: StoredMessage): WireQuote {
  const caption = media?.caption;
  const message = {
    ...extra,
    type,
    ...(body !== undefined && { body }),
    ...(media && { mimetype: media.mime, ...(caption !== undefined && { caption }) }),
  };
  return { id: key.id, from, message };
}

export function localIds({ extra }: StoredMessage, names: readonly string[]): number[] {
  const options = (extra?.['pollOptions'] ?? []) as { name: string; localId: number }[];
  return options.filter(({ name }) => names.includes(name)).map(({ localId }) => localId);
}

function shelve(shelf: MediaShelf, { bytes, isGif: _isGif, ...about }: MediaFile): WireMedia {
  return { ...about, ...shelf.put(bytes), size: bytes.byteLength, mediaKey: 'AAAAAAAA' };
}
