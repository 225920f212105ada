import { z } from 'zod';
import { flowLanguageSchema, languageOfNumber, languageSchema, textIn } from '../bot/languages.ts';
import { BOT_LIMITS } from '../bot/limits.ts';
import { surveyWords } from './ready-made.ts';
import { standardWords } from '../bot/ready-made/standard-words.ts';

export const SURVEY_TEXT_LENGTH = 500;

const textsSchema = z.record(languageSchema, z.string().trim().max(SURVEY_TEXT_LENGTH));

/** What customers are asked after a close, and thanked with, by language. */
export const surveyTextsSchema = z
  .object({
    languages: z.array(flowLanguageSchema).min(1).max(BOT_LIMITS.languages),
    /** Of the first language there is one: it is asked where another one has none. */
    question: textsSchema,
    /** Empty in the first language: nobody is thanked. */
    thanks: textsSchema,
  })
  .refine(({ languages }) => new Set(languages.map(({ code }) => code)).size === languages.length, {
    message: 'Each language is there once.',
  })
  .refine(({ languages: [first], question }) => (question[first?.code ?? ''] ?? '') !== '', {
    message: 'The question needs a text in the first language.',
  });
export type SurveyTexts = Readonly<z.infer<typeof surveyTextsSchema>>;

const NO_TEXTS: SurveyTexts = { languages: [], question: {}, thanks: {} };

export const STANDARD_SURVEY_TEXTS: SurveyTexts = ['en', 'es'].reduce(withSurveyLanguage, NO_TEXTS);

/** With what Deskline has in this language; the first one's words where it has none. */
export function withSurveyLanguage(texts: SurveyTexts, code: string): SurveyTexts {
  const { languages, question, thanks } = texts;
  const words = surveyWords[code];
  const prefixes = [...(standardWords[code]?.prefixes ?? [])];
  return {
    languages: [...languages, { code, prefixes }],
    question: { ...question, [code]: words?.question ?? '' },
    thanks: { ...thanks, [code]: words?.thanks ?? '' },
  };
}

export function withoutSurveyLanguage(texts: SurveyTexts, code: string): SurveyTexts {
  const without = (all: SurveyTexts['question']) =>
    Object.fromEntries(Object.entries(all).filter(([language]) => language !== code));
  return {
    languages: texts.languages.filter((each) => each.code !== code),
    question: without(texts.question),
    thanks: without(texts.thanks),
  };
}

/** `chosen`: the language that the customer chose with the chatbot, if any. */
export function surveyLanguage(
  { languages }: SurveyTexts,
  chosen: string | null,
  phone: string | null,
): string {
  const known = languages.find(({ code }) => code === chosen);
  return known?.code ?? languageOfNumber(phone, languages);
}

export function surveyText(
  texts: SurveyTexts,
  which: 'question' | 'thanks',
  language: string,
): string {
  return textIn(texts[which], language, texts.languages);
}

export function isSameSurvey(one: SurveyTexts, other: SurveyTexts): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

/** Whatever the order in which the texts were written. */
function inOrder({ languages, question, thanks }: SurveyTexts) {
  return languages.map(({ code, prefixes }) => [
    code,
    prefixes,
    question[code] ?? '',
    thanks[code] ?? '',
  ]);
}
