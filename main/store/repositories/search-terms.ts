const MOST_TERMS = 8;
const SHORTEST_TERM = 2;
const FEWEST_DIGITS = 3;

/** What the full-text index makes one word of: letters, digits and the marks on them. */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * An FTS5 expression that asks for every word of the text, or its beginning; null when no word is
 * long enough. Nothing in the text is an operator: each word is quoted.
 */
export function matchWords(text: string): string | null {
  const words = new Set(text.normalize('NFC').toLowerCase().match(WORD) ?? []);
  const terms = [...words].filter(isLongEnough).filter(saysMost).slice(0, MOST_TERMS);
  return terms.length === 0 ? null : terms.map((term) => `"${term}"*`).join(' AND ');
}

const isLongEnough = (word: string) => [...word].length >= SHORTEST_TERM;

/** The beginning of another word asks for nothing that the other one does not. */
const saysMost = (word: string, _index: number, words: readonly string[]) =>
  !words.some((other) => other !== word && other.startsWith(word));

/**
 * The digits of a text that is a phone number or part of one, however it is written: without the
 * `00` or the `0` that people dial before it at home. Null when it is something else or too short.
 */
export function phoneDigits(text: string): string | null {
  if (!/^[\d\s()+./-]+$/.test(text)) return null;
  const digits = text.replace('(0)', '').replace(/\D/g, '').replace(/^00?/, '');
  return digits.length < FEWEST_DIGITS ? null : digits;
}
