import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { notFound, notOwner } from '../ownership/claim.ts';
import type { AnsweringAgents } from './answering.ts';
import type { Typing } from './typing.ts';

interface Needs {
  readonly ledger: Ledger;
  /** What the customer sees of it. */
  readonly typing: Typing;
  /** What colleagues see of it. */
  readonly answering: AnsweringAgents;
}

export function typingHandler(needs: Needs): CommandHandler<'conversation.typing'> {
  const { ledger, typing, answering } = needs;
  return ({ conversationId: id, isTyping }, caller, screen) => {
    const conversation = ledger.read.conversations.get(id);
    if (conversation === null) return Promise.resolve(notFound());
    const { ownerId, contact } = conversation;
    if (ownerId !== null && ownerId !== caller.id) return Promise.resolve(notOwner(conversation));
    if (isTyping && !contact.isBlocked) answering.writes(id, caller.id, screen);
    else answering.paused(id, caller.id, screen);
    typing.note(conversation, caller.id, isTyping);
    return Promise.resolve(ok({}));
  };
}
