import { z } from 'zod';
import { languageSchema } from '../bot/languages.ts';
import { agentIdSchema, conversationIdSchema, messageIdSchema, timestampSchema } from '../ids.ts';
import { surveyTextsSchema } from './texts.ts';

/** Which episode, by the journal's position of what began it. */
const ofEpisode = { conversationId: conversationIdSchema, episodeId: z.int().positive() };
const scoreSchema = z.int().min(1).max(5);

export const surveySettingFacts = [
  z.object({
    kind: z.literal('survey.texts-changed'),
    before: surveyTextsSchema,
    after: surveyTextsSchema,
  }),
] as const;

/** The question about satisfaction after an episode. What is said are messages like all others. */
export const surveyFacts = [
  /** Asked at that time, unless the chat goes on before. */
  z.object({
    kind: z.literal('survey.planned'),
    ...ofEpisode,
    closedBy: agentIdSchema,
    dueAt: timestampSchema,
  }),
  z.object({
    kind: z.literal('survey.asked'),
    ...ofEpisode,
    messageId: messageIdSchema,
    language: languageSchema,
    /** Until then a number is an answer to it. */
    answerBy: timestampSchema,
  }),
  /** It was not asked. */
  z.object({
    kind: z.literal('survey.dropped'),
    ...ofEpisode,
    why: z.enum([
      /** WhatsApp was away for too long, or the host was off. */
      'late',
      /** The chat went on before it left. */
      'went-on',
      'blocked',
      'switched-off',
      /** WhatsApp did not take it. */
      'not-sent',
    ]),
  }),
  /** In the customer's message; `before`: what they had said first. */
  z.object({
    kind: z.literal('survey.answered'),
    ...ofEpisode,
    messageId: messageIdSchema,
    score: scoreSchema,
    before: scoreSchema.nullable(),
  }),
  z.object({ kind: z.literal('survey.thanked'), ...ofEpisode, messageId: messageIdSchema }),
  /** With the chatbot. */
  z.object({
    kind: z.literal('contact.language-chosen'),
    conversationId: conversationIdSchema,
    language: languageSchema,
  }),
] as const;
export type SurveyFact = Readonly<z.infer<(typeof surveyFacts)[number]>>;

export const surveyTimelineKinds = ['survey.answered', 'survey.dropped'] as const;
export type SurveyTimelineFact = Extract<
  SurveyFact,
  { readonly kind: (typeof surveyTimelineKinds)[number] }
>;

export function isSurveyTimelineFact(fact: { readonly kind: string }): fact is SurveyTimelineFact {
  return surveyTimelineKinds.some((kind) => kind === fact.kind);
}
