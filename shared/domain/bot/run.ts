import { z } from 'zod';
import { timestampSchema } from '../ids.ts';
import type { BotMedia, HandoverTarget } from './steps.ts';
import { stepIdSchema } from './steps.ts';
import { languageSchema } from './languages.ts';

/** Where the chatbot is in its talk with one customer. */
export const botRunSchema = z.object({
  /** The step that it waits at. */
  at: stepIdSchema,
  language: languageSchema,
  /** By field, as they were understood. */
  answers: z.record(z.string(), z.string()),
  /** How often in a row it did not understand. */
  misses: z.int().nonnegative(),
  /** When it stops waiting. */
  due: timestampSchema,
  /** The customer's last messages, to notice another machine. */
  heard: z.array(z.object({ at: timestampSchema, text: z.string().max(100) })).max(12),
  /** How many messages of the customer's there were. */
  turns: z.int().nonnegative(),
});
export type BotRun = Readonly<z.infer<typeof botRunSchema>>;

/** Why the chatbot says nothing any more. */
export const botEndSchema = z.enum([
  /** The flow came to its end, or gave the chat to somebody. */
  'done',
  /** The customer asked for a person. */
  'asked-for-person',
  'not-understood',
  'no-answer',
  /** Too many or always the same messages: another machine. */
  'loop',
  /** Somebody took over: claimed it, answered, or wrote on the phone. */
  'person',
  'switched-off',
  /** It covered while nobody was there, and somebody is again. */
  'opened',
  /** It could not go on: its flow or its time is gone. */
  'lost',
]);
export type BotEnd = z.infer<typeof botEndSchema>;

export type BotEvent =
  /** The first message that it answers. */
  | { readonly type: 'begin'; readonly text: string }
  | {
      readonly type: 'message';
      /** What was written, or what was written along with a file; may be empty. */
      readonly text: string;
      /** The customer cannot have seen yet what is asked: no answer to it. */
      readonly isEarly?: boolean;
    }
  /** The time in `due` has come. */
  | { readonly type: 'due' };

export type BotEffect =
  | { readonly type: 'say'; readonly text: string; readonly media: BotMedia | null }
  | { readonly type: 'tag'; readonly tagId: number }
  /** The customer chose it. */
  | { readonly type: 'language'; readonly code: string }
  | { readonly type: 'field'; readonly name: string; readonly value: string }
  /** Always the last one, and the run is over. `to` null: the chat stays where it is. */
  | { readonly type: 'over'; readonly why: BotEnd; readonly to: HandoverTarget | null };

export interface BotTurn {
  /** Null: it is over. */
  readonly run: BotRun | null;
  readonly effects: readonly BotEffect[];
}

/** What the engine has to know of the world. */
export interface BotContext {
  readonly now: number;
  /** Null where only a number is known. */
  readonly contactName: string | null;
  readonly phone: string | null;
  readonly office: string;
  readonly hours: BotHours;
}

/** The office's hours as far as they can be told. */
export interface BotHours {
  readonly isOpen: boolean;
  /** When it opens next; null: not known. */
  readonly opensAt: number | null;
  readonly timeZone: string;
  /** Each day's spans by the clock, `09:00`; 1 is Monday. Null: there is no schedule. */
  readonly week: readonly BotDay[] | null;
}

export interface BotDay {
  readonly day: number;
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}
