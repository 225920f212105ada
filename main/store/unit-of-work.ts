import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Prepares } from './connection.ts';
import type { DeferredWork } from './deferred-work.ts';
import { readsThrough, writesThrough } from './heads.ts';
import type { Heads } from './heads.ts';
import type { LateConversations } from './late-conversations.ts';
import type { NextIds } from './next-ids.ts';
import { readsOf } from './reads.ts';
import { agentWrites } from './repositories/agents.ts';
import { botWrites } from './repositories/bot.ts';
import { surveyWrites } from './repositories/surveys.ts';
import { computerWrites } from './repositories/computers.ts';
import { conversationWrites } from './repositories/conversations.ts';
import { pictureWrites } from './repositories/pictures.ts';
import { coverageWrites } from './repositories/coverage.ts';
import { draftWrites } from './repositories/drafts.ts';
import { earlyActionWrites } from './repositories/early-actions.ts';
import { hoursWrites } from './repositories/hours.ts';
import { journalWrites } from './repositories/journal.ts';
import { labelWrites } from './repositories/labels.ts';
import { logoWrites } from './repositories/logo.ts';
import { markWrites } from './repositories/marks.ts';
import { messageWrites } from './repositories/message-writes.ts';
import { presenceWrites } from './repositories/presence.ts';
import { reportRows } from './repositories/report-rows.ts';
import { restoreWrites } from './repositories/restore.ts';
import { ruleWrites } from './repositories/rules.ts';
import { secondFactorWrites } from './repositories/second-factors.ts';
import { sendingWrites } from './repositories/sending.ts';
import { sessionWrites } from './repositories/sessions.ts';
import { settingWrites } from './repositories/settings.ts';
import { tryWrites } from './repositories/tries.ts';
import { uploadWrites } from './repositories/uploads.ts';
import type { SearchIndex } from './search-index.ts';

interface UnitParts {
  /** Queries of a unit, which only run within one. */
  readonly connection: Prepares;
  readonly index: SearchIndex;
  readonly deferred: DeferredWork;
  readonly ids: NextIds;
  readonly heads: Heads;
  readonly late: LateConversations;
}

/** What units of work are given; one object serves them all, one after the other. */
export function txOf({ index, deferred, ids, heads, late, ...parts }: UnitParts): Tx {
  const connection = late.writtenFirst(parts.connection);
  const { setPassword, ...agents } = agentWrites(connection);
  const { putComputer, ...computers } = computerWrites(connection);
  const state = {
    ...agents,
    putComputer,
    ...conversationWrites(connection, index),
    ...messageWrites(connection, index),
    ...settingWrites(connection),
    ...labelWrites(connection),
    ...logoWrites(connection),
    ...hoursWrites(connection),
    ...sendingWrites(connection),
    ...coverageWrites(connection),
    ...pictureWrites(connection),
    ...presenceWrites(connection),
    ...botWrites(connection),
    ...surveyWrites(connection),
    ...ruleWrites(connection),
  };
  const reads = readsOf(connection);
  return {
    ...searchingOwnWrites({ ...reads, ...readsThrough(heads, reads) }, deferred),
    reports: reportRows(connection),
    ...journalWrites(connection, heads.journal),
    ...markWrites(connection),
    ...earlyActionWrites(connection),
    ...restoreWrites(connection),
    ...uploadWrites(connection),
    ...draftWrites(connection),
    ...sessionWrites(connection),
    ...tryWrites(connection),
    ...secondFactorWrites(connection),
    ...computers,
    setPassword,
    nextId: (kind) => ids.next(kind),
    state: countingIds(writesThrough(heads, late, state), ids),
  };
}

function searchingOwnWrites(reads: Reads, deferred: DeferredWork): Reads {
  const { conversations, messages } = reads;
  return {
    ...reads,
    conversations: {
      ...conversations,
      search(text, limit) {
        deferred.run();
        return conversations.search(text, limit);
      },
    },
    messages: {
      ...messages,
      search(text, limit) {
        deferred.run();
        return messages.search(text, limit);
      },
    },
  };
}

/** Ids may also come from elsewhere, a replayed journal for example: new ones stay above them. */
function countingIds(state: Tx['state'], ids: NextIds): Tx['state'] {
  return {
    ...state,
    putAgent(agent) {
      state.putAgent(agent);
      ids.used('agent', agent.id);
    },
    putComputer(computer) {
      state.putComputer(computer);
      ids.used('computer', computer.id);
    },
    putConversation(conversation) {
      state.putConversation(conversation);
      ids.used('conversation', conversation.id);
      ids.used('contact', conversation.contact.id);
    },
    insertMessage(message) {
      state.insertMessage(message);
      ids.used('message', message.id);
    },
  };
}
