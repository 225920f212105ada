import type { MediaHash } from '#shared/domain/ids.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import { can } from '#shared/domain/rights.ts';
import type { MediaAccess } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { MediaFiles } from '../ports/media-files.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import type { Sight } from '../sync/sight.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly sight: Sight;
}

export function createMediaAccess({ ledger, files, clock, sight }: Needs): MediaAccess {
  return {
    // A file of any message that they see; of what was taken back, with the right to it.
    async open(hash, agent) {
      const { messages, pictures } = ledger.read;
      const by = sight.of(agent)?.by;
      const message = messages.byMediaHash(hash, by);
      const isSeen =
        message !== null && (message.deletion === undefined || can(agent.role, 'see-deleted'));
      const mime =
        (isSeen ? mimeOf(message) : null) ??
        quickReplyMime(ledger.read, hash) ??
        (can(agent.role, 'change-settings') ? chatbotMime(ledger.read, hash) : null) ??
        (message === null && pictures.isKnown(hash, by) ? 'image/jpeg' : null);
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
