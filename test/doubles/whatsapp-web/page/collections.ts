import { Reactions } from './addons.ts';
import { Blocklist } from './blocklist.ts';
import { Chat, Newsletters } from './chats.ts';
import { Collection } from './collection.ts';
import type { Key } from './collection.ts';
import { handle } from './connection.ts';
import { Contact } from './contacts.ts';
import { Events } from './events.ts';
import { Msg } from './messages.ts';
import { Model } from './model.ts';
import { ProfilePicThumb } from './pictures.ts';
import { define } from './require.ts';
import { createWid } from './wid.ts';

class CallCollection extends Events {
  readonly calls = new Map<string, unknown>();
}

/** Collections of things the double has none of, but that may be asked. */
class EmptyCollection extends Collection<Model> {
  async find(id: Key): Promise<Model> {
    return this.get(id) ?? new Model({ id });
  }

  async update(): Promise<void> {}
}

define('WAWebCollections', {
  Msg,
  Chat,
  Contact,
  WAWebNewsletterCollection: Newsletters,
  GroupMetadata: new EmptyCollection(Model),
  NewsletterMetadataCollection: new EmptyCollection(Model),
  Blocklist,
  Reactions,
  BusinessProfile: new EmptyCollection(Model),
  ProfilePicThumb,
  Label: new EmptyCollection(Model),
  Status: new EmptyCollection(Model),
});
/** The library hears of calls by taking the place of the inner map's `set`. */
const callCollection = new CallCollection();

handle('call', ({ id, from, isVideo }) => {
  callCollection.calls.set(id, {
    id,
    peerJid: createWid(from),
    isVideo,
    isGroup: false,
    outgoing: false,
    canHandleLocally: false,
    webClientShouldHandle: false,
    participants: [],
  });
});
define('WAWebCallCollection', callCollection);
