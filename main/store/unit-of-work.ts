import type { Tx } from '#main/core/ports/store.ts';
import type { Prepares } from './connection.ts';
import type { NextIds } from './next-ids.ts';
import { readsOf } from './reads.ts';
import { agentWrites } from './repositories/agents.ts';
import { conversationWrites } from './repositories/conversations.ts';
import { journalWrites } from './repositories/journal.ts';
import { markWrites } from './repositories/marks.ts';
import { messageWrites } from './repositories/message-writes.ts';
import { sessionWrites } from './repositories/sessions.ts';
import { uploadWrites } from './repositories/uploads.ts';

/** What units of work are given; one object serves them all, one after the other. */
export function txOf(connection: Prepares, ids: NextIds): Tx {
  const { putAgent, setPassword } = agentWrites(connection);
  const { putConversation } = conversationWrites(connection);
  const { insertMessage, updateMessage } = messageWrites(connection);
  return {
    ...readsOf(connection),
    ...journalWrites(connection),
    ...markWrites(connection),
    ...uploadWrites(connection),
    ...sessionWrites(connection),
    setPassword,
    nextId: (kind) => ids.next(kind),
    state: {
      putAgent(agent) {
        putAgent(agent);
        ids.used('agent', agent.id);
      },
      putConversation(conversation) {
        putConversation(conversation);
        ids.used('conversation', conversation.id);
        ids.used('contact', conversation.contact.id);
      },
      insertMessage(message) {
        insertMessage(message);
        ids.used('message', message.id);
      },
      updateMessage,
    },
  };
}
