import type { ConversationId } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { notFound } from '../ownership/claim.ts';
import type { Reads } from '../ports/reads.ts';

/** The conversation, or the one that it was merged into. */
export function currentId(read: Reads, id: ConversationId): ConversationId {
  return read.merges.holderOf(id) ?? id;
}

export function detailsHandler(read: Reads): CommandHandler<'contact.details'> {
  return (params) => {
    const conversationId = currentId(read, params.conversationId);
    const conversation = read.conversations.get(conversationId);
    if (conversation === null) return Promise.resolve(notFound());
    const merges = read.merges
      .under(conversationId)
      .map(({ goneId, gone, at, by, why }) => ({ goneId, contact: gone, at, by, why }));
    const firstSeenAt = read.messages.oldestAt(conversationId);
    return Promise.resolve(ok({ conversation, firstSeenAt, merges }));
  };
}

export function renameHandler(ledger: Ledger): CommandHandler<'contact.rename'> {
  return ({ conversationId: named, name }, caller) =>
    ledger.write(({ tx, record }) => {
      const conversationId = currentId(tx, named);
      const before = tx.conversations.get(conversationId);
      if (before === null) return notFound();
      if (before.contact.names.ours !== name) {
        record({ kind: 'contact.renamed', conversationId, name }, caller.id);
      }
      const conversation = tx.conversations.get(conversationId);
      invariant(conversation !== null, 'a renamed contact keeps its conversation');
      return ok({ conversation });
    });
}
