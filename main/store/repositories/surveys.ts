import type { Reads } from '#main/core/ports/reads.ts';
import type { Survey } from '#main/core/ports/records.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Bindable, Prepares } from '../connection.ts';
import { rowWriter } from './row-writer.ts';

/** Columns in the order of the values below, under the names of `Survey`. */
const COLUMNS = {
  conversation_id: 'conversationId',
  phase: 'phase',
  due_at: 'dueAt',
  closed_by: 'closedBy',
  message_id: 'messageId',
  asked_at: 'askedAt',
  answer_by: 'answerBy',
  language: 'language',
  score: 'score',
  answer_id: 'answerId',
  thanks_id: 'thanksId',
} as const satisfies Readonly<Record<string, keyof Survey>>;

const SELECT = `SELECT id AS episodeId, ${Object.entries(COLUMNS)
  .map(([column, name]) => `${column} AS ${name}`)
  .join(', ')} FROM surveys`;

export function surveyReads(connection: Prepares): Reads['surveys'] {
  const of = connection.prepare<[number], Survey>('surveys.of', `${SELECT} WHERE id = ?`);
  const open = connection.prepare<[ConversationId], Survey>(
    'surveys.open',
    `${SELECT} WHERE conversation_id = ? AND phase <> 'over'`,
  );
  const due = connection.prepare<[number], Survey>(
    'surveys.due',
    `${SELECT} WHERE phase = 'planned' AND due_at <= ? ORDER BY due_at, id`,
  );
  const nextDue = connection.prepare<[], { due: number | null }>(
    'surveys.nextDue',
    `SELECT min(due_at) AS due FROM surveys WHERE phase = 'planned'`,
  );
  const byMessage = connection.prepare<[MessageId], Survey>(
    'surveys.byMessage',
    `${SELECT} WHERE message_id = ?`,
  );
  const lastAsked = connection.prepare<[ConversationId], Survey>(
    'surveys.lastAsked',
    `${SELECT} WHERE conversation_id = ? AND asked_at IS NOT NULL
     ORDER BY asked_at DESC LIMIT 1`,
  );
  const language = connection.prepare<[ConversationId], { language: string }>(
    'surveys.language',
    'SELECT language FROM chosen_languages WHERE conversation_id = ?',
  );
  return {
    of: (id) => of.get(id) ?? null,
    open: (id) => open.get(id) ?? null,
    due: (at) => due.all(at),
    nextDue: () => nextDue.get()?.due ?? null,
    byMessage: (id) => byMessage.get(id) ?? null,
    lastAsked: (id) => lastAsked.get(id) ?? null,
    chosenLanguage: (id) => language.get(id)?.language ?? null,
  };
}

type SurveyWrites = Pick<Tx['state'], 'putSurvey' | 'removeSurvey' | 'putChosenLanguage'>;

export function surveyWrites(connection: Prepares): SurveyWrites {
  const writer = rowWriter(connection, 'surveys', Object.keys(COLUMNS));
  const names = Object.values(COLUMNS);
  const valuesOf = (survey: Survey): Bindable[] => names.map((name) => survey[name]);
  const remove = connection.prepare<[number], never>(
    'surveys.remove',
    'DELETE FROM surveys WHERE id = ?',
  );
  const language = connection.prepare<[ConversationId, string], never>(
    'surveys.putLanguage',
    `INSERT INTO chosen_languages (conversation_id, language) VALUES (?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET language = excluded.language`,
  );
  return {
    putSurvey: (survey) => void writer.put(survey.episodeId, valuesOf(survey)),
    removeSurvey: (id) => void remove.run(id),
    putChosenLanguage: (id, code) => void language.run(id, code),
  };
}
