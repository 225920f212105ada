import type { JournalEntry } from '#shared/domain/journal.ts';
import type { SurveyFact } from '#shared/domain/survey/facts.ts';
import type { Tx } from '../ports/store.ts';
import { placeOf } from './office-day.ts';

/** Asked counts on the day of the question, and so does what the customer says to it later. */
export function countRating(tx: Tx, { at }: JournalEntry, fact: SurveyFact): void {
  switch (fact.kind) {
    case 'survey.asked': {
      const survey = tx.surveys.of(fact.episodeId);
      if (survey === null) return;
      const { day, slot } = placeOf(tx, at);
      const { episodeId } = fact;
      const { closedBy: agentId } = survey;
      return tx.reports.putRating({ episodeId, day, slot, agentId, askedAt: at });
    }
    case 'survey.answered':
      return tx.reports.setScore(fact.episodeId, fact.score);
    case 'survey.dropped':
      return tx.reports.removeRating(fact.episodeId);
    default:
  }
}
