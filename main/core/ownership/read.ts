import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { notFound } from './claim.ts';

export function readHandler(ledger: Ledger): CommandHandler<'conversation.read'> {
  return ({ conversationId, upTo }, caller) =>
    ledger.write((unit) => {
      const conversation = unit.tx.conversations.get(conversationId);
      if (conversation === null) return notFound();
      if (conversation.ownerId !== caller.id || conversation.unread === 0) return ok({});
      const left = unit.tx.messages.unseen(conversationId, upTo, conversation.unread).length;
      if (left < conversation.unread) {
        unit.record({ kind: 'conversation.read', conversationId, upTo, unread: left }, caller.id);
      }
      return ok({});
    });
}
