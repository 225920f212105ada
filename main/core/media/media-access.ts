import { isMediaContent } from '#shared/domain/message.ts';
import type { MediaAccess } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { MediaFiles } from '../ports/store.ts';
import type { Clock } from '../ports/system.ts';

export function createMediaAccess(ledger: Ledger, files: MediaFiles, clock: Clock): MediaAccess {
  return {
    // Every agent sees every conversation, so a file of any message may be read; what was taken
    // back is for admins alone.
    async open(hash, agent) {
      const message = ledger.read.messages.byMediaHash(hash);
      if (message?.deletion !== undefined && agent.role !== 'admin') return null;
      if (message === null && ledger.read.pictures.isKnown(hash)) {
        const path = await files.path(hash);
        return path === null ? null : { path, mime: 'image/jpeg' };
      }
      const content = message?.content;
      if (content === undefined || !isMediaContent(content)) return null;
      const path = await files.path(hash);
      return path === null ? null : { path, mime: content.media.mime };
    },

    async upload(bytes, mime, agent) {
      const file = await files.put(bytes);
      const upload = { ...file, mime, by: agent.id, at: clock.now() };
      await ledger.write(({ tx }) => tx.putUpload(upload));
      return file;
    },
  };
}
