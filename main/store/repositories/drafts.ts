import type { AgentDraft } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Draft, DraftKind } from '#shared/domain/draft.ts';
import { isNoDraft } from '#shared/domain/draft.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

const DRAFT = 'conversation_id AS conversationId, kind, text, quote_id AS quote';

export function draftReads(connection: Prepares): Reads['drafts'] {
  // Of a conversation that was merged into another nothing is left to be written in.
  const of = connection.prepare<[AgentId], Draft>(
    'drafts.of',
    `SELECT ${DRAFT} FROM drafts
     WHERE agent_id = ? AND conversation_id IN (SELECT id FROM conversations)
     ORDER BY conversation_id, kind`,
  );
  const inConversation = connection.prepare<[ConversationId], AgentDraft>(
    'drafts.in',
    `SELECT agent_id AS agentId, ${DRAFT} FROM drafts WHERE conversation_id = ?
     ORDER BY agent_id, kind`,
  );
  return {
    of: (agentId) => of.all(agentId),
    in: (id) => inConversation.all(id),
  };
}

export function draftWrites(connection: Prepares): Pick<Tx, 'putDraft'> {
  const put = connection.prepare<
    [AgentId, ConversationId, DraftKind, string, MessageId | null],
    never
  >(
    'drafts.put',
    `INSERT INTO drafts (agent_id, conversation_id, kind, text, quote_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (agent_id, conversation_id, kind) DO UPDATE SET
       text = excluded.text, quote_id = excluded.quote_id`,
  );
  const drop = connection.prepare<[AgentId, ConversationId, DraftKind], never>(
    'drafts.drop',
    'DELETE FROM drafts WHERE agent_id = ? AND conversation_id = ? AND kind = ?',
  );
  return {
    putDraft({ agentId, conversationId, kind, text, quote }) {
      if (isNoDraft({ text, quote })) drop.run(agentId, conversationId, kind);
      else put.run(agentId, conversationId, kind, text, quote);
    },
  };
}
