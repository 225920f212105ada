import { expect, test } from 'vitest';
import {
  STANDARD_SURVEY_TEXTS,
  surveyLanguage,
  surveyText,
  surveyTextsSchema,
  withoutSurveyLanguage,
  withSurveyLanguage,
} from '#shared/domain/survey/texts.ts';

const texts = STANDARD_SURVEY_TEXTS;

test('the language is the one that was chosen, else that of the number, else the first', () => {
  expect(surveyLanguage(texts, 'es', '+4915112345')).toBe('es');
  expect(surveyLanguage(texts, null, '+34600111222')).toBe('es');
  expect(surveyLanguage(texts, null, '+4915112345')).toBe('en');
  expect(surveyLanguage(texts, null, null)).toBe('en');
  // Chosen with the chatbot, but the question is not in it.
  expect(surveyLanguage(texts, 'de', '+34600111222')).toBe('es');
});

test('a language without words of its own speaks the first one', () => {
  const more = withSurveyLanguage(texts, 'tr');
  expect(surveyText(more, 'question', 'tr')).toBe(texts.question['en']);
  expect(surveyText(withSurveyLanguage(texts, 'de'), 'question', 'de')).toContain('zufrieden');
  expect(withoutSurveyLanguage(more, 'tr')).toEqual(texts);
});

test('without a question in the first language, or with a language twice, nothing is saved', () => {
  expect(surveyTextsSchema.safeParse(texts).success).toBe(true);
  const empty = { ...texts, question: { ...texts.question, en: ' ' } };
  expect(surveyTextsSchema.safeParse(empty).success).toBe(false);
  const twice = { ...texts, languages: [...texts.languages, ...texts.languages] };
  expect(surveyTextsSchema.safeParse(twice).success).toBe(false);
});
