import { t } from '#renderer/i18n/index.ts';
import type { SurveyTexts } from '#shared/domain/survey/texts.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

/** In force at once; the toast leads back. */
export async function saveSurveyTexts(
  desk: Desk,
  texts: SurveyTexts,
  { isUndo = false } = {},
): Promise<boolean> {
  const before = desk.labels.all.surveyTexts;
  const reply = await desk.client.command('survey.save-texts', { texts, before });
  const text = t.survey;
  if (!reply.ok) {
    desk.toasts.show(reply.code === 'changed' ? text.changed : explain(reply), 'bad');
    return false;
  }
  if (isUndo) tellChange(desk, text.undone, null);
  else tellChange(desk, text.saved, () => void saveSurveyTexts(desk, before, { isUndo: true }));
  return true;
}
