import type { ConversationId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Survey } from '../ports/records.ts';
import type { Tx } from '../ports/store.ts';
import type { ConversationChange } from './conversation-change.ts';

/**
 * Questions about satisfaction: which are planned, and which are the last thing that was asked. Those
 * are over with whatever else is said, and when their chat goes on.
 */
export function projectSurveys(
  tx: Tx,
  { fact, at }: JournalEntry,
  changes: readonly ConversationChange[],
): void {
  for (const { before, after } of changes) {
    if (before?.state === 'closed' && after?.state !== 'closed') end(tx, before.id);
  }
  switch (fact.kind) {
    case 'survey.planned': {
      const { episodeId, conversationId, closedBy, dueAt } = fact;
      const planned = { episodeId, conversationId, closedBy, dueAt, phase: 'planned' } as const;
      return tx.state.putSurvey({ ...planned, ...NOT_ASKED });
    }
    case 'survey.asked': {
      const { messageId, answerBy, language } = fact;
      const asked = { phase: 'asked', askedAt: at, messageId, answerBy, language } as const;
      return tx.state.putSurvey({ ...known(tx, fact.episodeId), ...asked });
    }
    case 'survey.dropped':
      return tx.state.removeSurvey(fact.episodeId);
    case 'survey.answered': {
      const { score, messageId: answerId } = fact;
      return tx.state.putSurvey({ ...known(tx, fact.episodeId), score, answerId });
    }
    case 'survey.thanked':
      return tx.state.putSurvey({ ...known(tx, fact.episodeId), thanksId: fact.messageId });
    case 'contact.language-chosen':
      return tx.state.putChosenLanguage(fact.conversationId, fact.language);
    case 'message.queued':
      return saidElse(tx, fact.message);
    case 'message.observed':
      // The chatbot's own, sent twice, shows up once more.
      if (fact.message.author.type !== 'bot') saidElse(tx, fact.message);
      return;
    default:
  }
}

const NOT_ASKED = {
  messageId: null,
  askedAt: null,
  answerBy: null,
  language: null,
  score: null,
  answerId: null,
  thanksId: null,
} as const;

/** Something of ours after the question: a number may be an answer to that. */
function saidElse(tx: Tx, { id, conversationId, at }: Message): void {
  const survey = tx.surveys.open(conversationId);
  if (survey?.askedAt == null || at < survey.askedAt || survey.thanksId === id) return;
  end(tx, conversationId);
}

function end(tx: Tx, id: ConversationId): void {
  const survey = tx.surveys.open(id);
  if (survey?.phase === 'planned') tx.state.removeSurvey(survey.episodeId);
  else if (survey !== null) tx.state.putSurvey({ ...survey, phase: 'over' });
}

function known(tx: Tx, episodeId: number): Survey {
  const survey = tx.surveys.of(episodeId);
  invariant(survey !== null, `the question after episode ${episodeId} was planned`);
  return survey;
}
