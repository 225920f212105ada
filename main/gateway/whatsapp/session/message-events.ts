import { deletionOf, editOf, reactionOf, voteOf } from '../inbound/actions.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { LibraryClient, LibraryMessage } from './library.ts';

/** Hands on what the library tells of messages, and of what happens to them. */
export function listenToMessages(client: LibraryClient, inbound: Inbound): void {
  client.on('message_create', (message: LibraryMessage) => inbound.message(message.rawData));
  client.on('message_ciphertext', (message: LibraryMessage) => inbound.message(message.rawData));
  client.on('call', (call: unknown) => inbound.call(call));
  client.on('message_ack', (message: LibraryMessage, ack: number) => {
    inbound.acknowledged(message.rawData, ack);
  });
  client.on('message_reaction', (reaction: unknown) => inbound.happened(reactionOf, reaction));
  client.on('vote_update', (vote: unknown) => inbound.happened(voteOf, vote));
  client.on('message_edit', ({ rawData }: LibraryMessage, _text: unknown, previous: unknown) => {
    inbound.happened(editOf, { message: rawData, previous });
  });
  client.on('message_revoke_everyone', ({ rawData }: LibraryMessage) => {
    inbound.happened(deletionOf, rawData);
  });
}
