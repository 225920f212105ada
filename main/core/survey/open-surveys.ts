import { isSameSurvey } from '#shared/domain/survey/texts.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Log } from '../ports/system.ts';
import { SurveyAlarm } from './survey-alarm.ts';
import { Surveys } from './surveys.ts';
import type { SurveyNeeds } from './surveys.ts';

/** Questions about satisfaction with their sense of time and their command. */
export function openSurveys(needs: SurveyNeeds & { readonly ledger: Ledger; readonly log: Log }) {
  const surveys = new Surveys(needs);
  const alarm = new SurveyAlarm({ ...needs, surveys });
  needs.ledger.follow({
    follow: surveys.follow,
    failed: (error) =>
      needs.log.error({ error }, 'the question after a close failed; the rest was stored'),
  });
  return {
    handlers: { 'survey.save-texts': saveTextsHandler(needs.ledger) },
    start: () => alarm.start(),
    stop: () => alarm.stop(),
    idle: () => alarm.idle(),
  };
}

function saveTextsHandler(ledger: Ledger): CommandHandler<'survey.save-texts'> {
  return ({ texts: after, before: seen }, caller) =>
    ledger.write(({ tx, record }) => {
      const before = tx.labels.get().surveyTexts;
      if (isSameSurvey(before, after)) return ok({});
      if (!isSameSurvey(before, seen)) {
        return fail('changed', 'Somebody has changed these texts meanwhile.');
      }
      record({ kind: 'survey.texts-changed', before, after }, caller.id);
      return ok({});
    });
}
