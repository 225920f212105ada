import type { Conversation } from '#shared/domain/conversation.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Tx } from '../ports/store.ts';
import type { ConversationChange } from './conversation-change.ts';

/** The chatbot's flows, and where it is in its talks. */
export function projectBot(tx: Tx, { fact, at, by }: JournalEntry): void {
  switch (fact.kind) {
    case 'bot.flow-saved': {
      const { flowId: id, version, flow } = fact;
      return tx.state.putFlow({ id, version, flow, at, by });
    }
    case 'bot.flow-removed':
      return tx.state.removeFlow(fact.flowId);
    case 'bot.cover-changed':
      return tx.state.putCover(fact.after);
    case 'bot.began': {
      const { conversationId, flowId, version } = fact;
      return tx.state.putRun({ conversationId, flowId, version, run: null });
    }
    case 'bot.waits': {
      const begun = tx.bot.run(fact.conversationId);
      invariant(begun !== null, 'the chatbot began before it waits');
      return tx.state.putRun({ ...begun, run: fact.run });
    }
    default:
  }
}

/** Whatever ended its talk in a conversation, nothing is left of where it was. */
export function projectEndOfTalk(tx: Tx, changes: readonly ConversationChange[]): void {
  for (const { before, after } of changes) {
    if (before !== null && isTalkingIn(before) && !isTalkingIn(after)) {
      tx.state.removeRun(before.id);
    }
  }
}

function isTalkingIn(conversation: Conversation | null): boolean {
  return conversation?.bot?.phase === 'talking';
}
