import type Database from 'better-sqlite3';
import type { ReportAnswers, ReportQuestion } from '#main/core/ports/report-reader.ts';
import { figuresOf, sentOf } from './figures.ts';
import { listedOf } from './listed.ts';
import { recentOf, timeOf } from './people-time.ts';

/** Answers from one state of the database: what is committed meanwhile is not half in it. */
export function answerTo(
  database: Database.Database,
  question: ReportQuestion,
): ReportAnswers[ReportQuestion['ask']] {
  return database.transaction(() => {
    switch (question.ask) {
      case 'figures':
        return figuresOf(database, question);
      case 'list':
        return listedOf(database, question);
      case 'sent':
        return sentOf(database, question);
      case 'time':
        return timeOf(database, question);
      case 'recent':
        return recentOf(database, question);
    }
  })();
}
