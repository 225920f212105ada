import { z } from 'zod';
import { timestampSchema } from '../ids.ts';
import type { BotTalkFact } from './facts.ts';
import { BOT_LIMITS } from './limits.ts';

/**
 * The chatbot's part in a conversation. `idle`: none yet in this episode; `done`: it has said what
 * it had to; `person`: somebody took over, so that it is silent for the rest of the episode.
 */
export const botPartSchema = z.object({
  phase: z.enum(['idle', 'talking', 'done', 'person']),
  /** Name of the flow that talks, or talked last. */
  flow: z.string().max(BOT_LIMITS.nameLength).nullable(),
  /** Since when it talks. */
  since: timestampSchema.nullable(),
  /** Beginning of the closed time in which it answered last: once is enough. */
  period: timestampSchema.nullable(),
});
export type BotPart = Readonly<z.infer<typeof botPartSchema>>;

/** A person came in. The same when that is known. */
export function partOfPerson(before: BotPart | null): BotPart {
  if (before?.phase === 'person') return before;
  return { phase: 'person', flow: null, since: null, period: before?.period ?? null };
}

/** A rule put the chat where it belongs: for the rest of the episode the chatbot has done its part. */
export function partAfterRule(before: BotPart | null): BotPart {
  const { phase = 'idle', flow = null, period = null } = before ?? {};
  return { phase: phase === 'person' ? phase : 'done', flow, since: null, period };
}

/** Another episode begins. That the closed time was answered stays known. */
export function partOfNextEpisode(before: BotPart | null): BotPart | null {
  if (before?.period == null) return null;
  return { phase: 'idle', flow: null, since: null, period: before.period };
}

export function isTalking(part: BotPart | null): boolean {
  return part?.phase === 'talking';
}

/** Of two conversations that become one: neither goes on talking. */
export function mergedPart(into: BotPart | null, gone: BotPart | null): BotPart | null {
  if (into === null && gone === null) return null;
  const phases = [into?.phase, gone?.phase];
  const phase = phases.includes('person') ? 'person' : 'done';
  const isQuiet = phases.every((each) => each === undefined || each === 'idle');
  const period = Math.max(into?.period ?? -1, gone?.period ?? -1);
  if (isQuiet && period < 0) return null;
  return {
    phase: isQuiet ? 'idle' : phase,
    flow: null,
    since: null,
    period: period < 0 ? null : period,
  };
}

type Turning = Extract<BotTalkFact, { readonly kind: 'bot.began' | 'bot.ended' }>;

/** What the chatbot does itself. */
export function botPart(before: BotPart | null, fact: Turning, at: number): BotPart {
  if (fact.kind === 'bot.began') {
    const period = fact.period ?? before?.period ?? null;
    return { phase: 'talking', flow: fact.flow, since: at, period };
  }
  const phase = fact.why === 'person' ? 'person' : 'done';
  return { phase, flow: before?.flow ?? null, since: null, period: before?.period ?? null };
}
