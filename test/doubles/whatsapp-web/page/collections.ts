import { Chat, Newsletters } from './chats.ts';
import { Collection } from './collection.ts';
import type { Key } from './collection.ts';
import { Contact } from './contacts.ts';
import { Events } from './events.ts';
import { Msg } from './messages.ts';
import { Model } from './model.ts';
import { define } from './require.ts';

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
  Blocklist: new EmptyCollection(Model),
  BusinessProfile: new EmptyCollection(Model),
  ProfilePicThumb: new EmptyCollection(Model),
  Label: new EmptyCollection(Model),
  Status: new EmptyCollection(Model),
});
define('WAWebCallCollection', new CallCollection());
