import { keptReplySchema } from '#shared/client/kept-replies.ts';
import type { KeptReply, ReplyShelf } from '#shared/client/kept-replies.ts';

const PREFIX = 'deskline.reply.';

/** Replies on their way in this device's storage, one by one: several tabs share it. */
export function replyShelf(storage: Storage): ReplyShelf {
  return {
    all: () =>
      Object.keys(storage)
        .filter((key) => key.startsWith(PREFIX))
        .flatMap((key) => read(storage.getItem(key)) ?? []),
    put(reply) {
      try {
        storage.setItem(PREFIX + reply.clientRef, JSON.stringify(reply));
      } catch {
        // The device's storage is full: the reply goes out all the same, as long as the page lives.
      }
    },
    remove: (clientRef) => storage.removeItem(PREFIX + clientRef),
  };
}

/** Null for what another version wrote. */
function read(text: string | null): KeptReply | null {
  try {
    return keptReplySchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}
