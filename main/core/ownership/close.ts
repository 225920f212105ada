import type { Epoch } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { notFound, owned } from './claim.ts';
import { unseenMessages } from './unseen.ts';

export function closeHandler(ledger: Ledger): CommandHandler<'conversation.close'> {
  return ({ conversationId, epoch, lastSeenMessageId }, caller) =>
    ledger.write((unit) => {
      const current = unit.tx.conversations.get(conversationId);
      // The same close again, after a lost connection.
      if (current?.state === 'closed') return ok({ conversation: current });
      const mine = owned(unit, caller, conversationId, epoch);
      if (!mine.ok) return mine;
      const unseen = unseenMessages(unit.tx, mine.value, lastSeenMessageId);
      if (unseen !== null) return unseen;

      const next = (mine.value.epoch + 1) as Epoch;
      unit.record({ kind: 'conversation.closed', conversationId, epoch: next }, caller.id);
      const conversation = unit.tx.conversations.get(conversationId);
      invariant(conversation !== null, 'a closed conversation is kept');
      return ok({ conversation });
    });
}

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
