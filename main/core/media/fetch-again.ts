import { isMediaContent } from '#shared/domain/message.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { notFound } from '../ownership/claim.ts';

/** Somebody wants a file that is not there: it is pending again, and the fetcher sees that. */
export function fetchAgainHandler(ledger: Ledger): CommandHandler<'media.fetch'> {
  return ({ messageId }, caller) =>
    ledger.write(({ tx, record }) => {
      const message = tx.messages.get(messageId);
      if (message === null || !isMediaContent(message.content)) return notFound();
      const { conversationId, content } = message;
      const { state } = content.media;
      if (message.waKey !== null && state !== 'pending' && state !== 'ready') {
        const media = { ...content.media, state: 'pending' as const };
        record({ kind: 'message.media-changed', conversationId, messageId, media }, caller.id);
      }
      return ok({});
    });
}
