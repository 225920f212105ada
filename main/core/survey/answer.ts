import type { Conversation } from '#shared/domain/conversation.ts';
import type { Message } from '#shared/domain/message.ts';
import { scoreIn } from '#shared/domain/survey/score.ts';
import type { Score } from '#shared/domain/survey/score.ts';
import type { Unit } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import type { Reads } from '../ports/reads.ts';
import type { Survey } from '../ports/records.ts';

interface SurveyAnswer {
  readonly survey: Survey;
  readonly score: Score;
}

/**
 * The answer to the question about satisfaction that a message is: a score and nothing else, in time,
 * while that question is the last thing asked. Null: it is a message like all others.
 */
export function surveyAnswer(
  read: Reads,
  conversation: Conversation,
  incoming: IncomingMessage,
  isImport: boolean,
): SurveyAnswer | null {
  const { from, at, content, quote } = incoming;
  if (isImport || from !== 'contact' || conversation.state !== 'closed') return null;
  const score = scoreIn(content);
  const survey = score === null ? null : read.surveys.open(conversation.id);
  if (score === null || survey === null || !isInTime(survey, at)) return null;
  const question = survey.messageId === null ? null : read.messages.get(survey.messageId);
  // It was not even sent.
  if (question === null || question.state === 'queued' || question.state === 'refused') return null;
  // Whoever quotes something else answers that.
  if (quote !== undefined && quote.key !== question.waKey) return null;
  return { survey, score };
}

/** WhatsApp tells whole seconds. */
export function isInTime({ askedAt, answerBy }: Survey, at: number): boolean {
  if (askedAt === null || answerBy === null) return false;
  return at >= Math.floor(askedAt / 1_000) * 1_000 && at <= answerBy;
}

/** A later number takes the place of the one before. */
export function recordAnswer(
  { record }: Unit,
  { survey, score }: SurveyAnswer,
  { id: messageId, conversationId }: Pick<Message, 'id' | 'conversationId'>,
): void {
  const { episodeId, score: before } = survey;
  record({ kind: 'survey.answered', conversationId, episodeId, messageId, score, before });
}
