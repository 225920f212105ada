import type { Content } from '../message.ts';

export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];
const BEST = 5;

/** Zeros of scripts whose digits customers type; those after it are the other nine. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/**
 * The score that a message is, and nothing besides: a number, a number of five, stars. Null: it says
 * something else. Words are not guessed at.
 */
export function scoreIn(content: Content): Score | null {
  if (content.kind !== 'text') return null;
  // Emoji are marked as such by characters that nobody sees.
  const said = content.text
    .normalize('NFKC')
    .replace(/[\uFE0E\uFE0F\u20E3\u200E\u200F]/g, '')
    .replace(/\s+/g, '');
  const stars = starsIn(said);
  if (stars !== null) return stars;
  const [, number = '', shown = ''] =
    /^(\p{Nd})(?:\/5)?([\u2B50\u{1F31F}\u2605]*)[!.]*$/u.exec(inAscii(said)) ?? [];
  const score = asScore(Number(number));
  const starCount = [...shown].length;
  return starCount <= 1 || starCount === score ? score : null;
}

/** Filled ones, which empty ones may make five. */
function starsIn(said: string): Score | null {
  const [, filled = '', empty = ''] =
    /^([\u2B50\u{1F31F}\u2605]+)(\u2606*)[!.]*$/u.exec(said) ?? [];
  const count = [...filled].length;
  return empty === '' || count + empty.length === BEST ? asScore(count) : null;
}

function inAscii(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => each <= code && code <= each + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

function asScore(value: number): Score | null {
  return SCORES.find((score) => score === value) ?? null;
}
