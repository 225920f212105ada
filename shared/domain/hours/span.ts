import { z } from 'zod';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const END = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const MINUTES_A_DAY = 24 * 60;

export const MOST_SPANS = 8;

/** What stands in the way of taking a day's spans. */
export type SpansProblem = 'not-a-time' | 'no-length' | 'overlap' | 'too-many';

/**
 * From when to when, by the clock on the wall: `HH:MM`. `to` may be `24:00`; one that is earlier
 * than `from` is after midnight. A span belongs to the day on which it begins.
 */
export const spanSchema = z.object({ from: z.string().regex(TIME), to: z.string().regex(END) });
export type Span = Readonly<z.infer<typeof spanSchema>>;

/** Those of one day, in any order; no two of them overlap. */
export const spansSchema = z
  .array(spanSchema)
  .max(MOST_SPANS)
  .refine((spans) => spansProblem(spans) === null, 'Spans have a length and do not overlap.');

/** A span in minutes after its day's midnight; `to` may be beyond the next one. */
export interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/** In the order of the day. */
export function minuteSpans(spans: readonly Span[]): MinuteSpan[] {
  return spans.map(minuteSpan).toSorted((a, b) => a.from - b.from);
}

export function spansProblem(spans: readonly Span[]): SpansProblem | null {
  if (spans.length > MOST_SPANS) return 'too-many';
  if (spans.some(({ from, to }) => !TIME.test(from) || !END.test(to))) return 'not-a-time';
  if (spans.some(({ from, to }) => from === to)) return 'no-length';
  const inOrder = minuteSpans(spans);
  const overlaps = inOrder.some(({ to }, index) => to > (inOrder[index + 1]?.from ?? Infinity));
  return overlaps ? 'overlap' : null;
}

function minuteSpan({ from, to }: Span): MinuteSpan {
  const begin = minutesOf(from);
  const end = minutesOf(to);
  return { from: begin, to: end > begin ? end : end + MINUTES_A_DAY };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
