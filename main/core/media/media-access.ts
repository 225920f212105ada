import type { MediaHash } from '#shared/domain/ids.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import { can } from '#shared/domain/rights.ts';
import type { MediaAccess } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { MediaFiles, Reads } from '../ports/store.ts';
import type { Clock } from '../ports/system.ts';

export function createMediaAccess(ledger: Ledger, files: MediaFiles, clock: Clock): MediaAccess {
  return {
    // Every agent sees every conversation, so a file of any message may be read; what was taken
    // back is for admins alone.
    async open(hash, agent) {
      const { messages, pictures } = ledger.read;
      const message = messages.byMediaHash(hash);
      const isSeen =
        message !== null && (message.deletion === undefined || can(agent.role, 'see-deleted'));
      const mime =
        (isSeen ? mimeOf(message) : null) ??
        quickReplyMime(ledger.read, hash) ??
        (can(agent.role, 'change-settings') ? chatbotMime(ledger.read, hash) : null) ??
        (message === null && pictures.isKnown(hash) ? 'image/jpeg' : null);
      const path = mime === null ? null : await files.path(hash);
      return mime === null || path === null ? null : { path, mime };
    },

    async upload(bytes, mime, agent) {
      const file = await files.put(bytes);
      const upload = { ...file, mime, by: agent.id, at: clock.now() };
      await ledger.write(({ tx }) => tx.putUpload(upload));
      return file;
    },
  };
}

function mimeOf({ content }: Message): string | null {
  return isMediaContent(content) ? content.media.mime : null;
}

/** A quick reply's file is there to be sent, whatever became of a message with it. */
export function quickReplyMime({ labels, uploads }: Reads, hash: MediaHash): string | null {
  const isKept = labels.get().quickReplies.some(({ file }) => file?.hash === hash);
  return isKept ? (uploads.get(hash)?.mime ?? null) : null;
}

/** What the chatbot is to send, for those who see to it. */
function chatbotMime({ bot }: Reads, hash: MediaHash): string | null {
  for (const { flow } of bot.flows()) {
    for (const step of flow.steps) {
      if (step.kind === 'message' && step.media?.hash === hash) return step.media.mime;
    }
  }
  return null;
}
