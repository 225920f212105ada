import { folded } from '../bot/matching.ts';
import { RULE_LIMITS } from './limits.ts';
import type { TriggerOf } from './rule.ts';

/** Counts what is looked at: words and characters, so that a test can say how much it is. */
export interface Work {
  steps: number;
}

/** Scripts without spaces: each of their letters counts as a word. */
const ONE_BY_ONE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** The words of a text as they are compared: without case, accents and marks. */
export function wordsIn(text: string): readonly string[] {
  return split(folded(text.slice(0, RULE_LIMITS.readLength)).replace(/[^\p{L}\p{N}]+/gu, ' '));
}

/** The words of a phrase, in which `*` stands for any letters, or none. */
export function wordsOfPhrase(phrase: string): readonly string[] {
  const plain = folded(phrase.slice(0, RULE_LIMITS.phraseLength));
  // A star by itself would be any word, which is not what anybody means.
  return split(plain.replace(/[^\p{L}\p{N}*]+/gu, ' ')).filter((word) => !/^\*+$/.test(word));
}

function split(spaced: string): readonly string[] {
  return spaced
    .replace(ONE_BY_ONE, ' $& ')
    .split(' ')
    .filter((word) => word !== '');
}

interface Phrase {
  /** As it was typed. */
  readonly phrase: string;
  readonly length: number;
  /** For each word of the text: at which places of the phrase it may stand, as bits. */
  readonly places: (word: string, work: Work) => number;
}

export interface WordMatcher {
  /** The phrases that were found, as they were typed; null: the message is not meant. */
  match(text: string, work?: Work): readonly string[] | null;
}

/**
 * Looks for words and phrases in texts. Each word of a text is looked at once for each phrase, and
 * each of its characters once for each star: no phrase and no text take more than that.
 */
export function wordMatcher({
  any,
  all,
  none,
  isWhole,
}: Pick<TriggerOf<'message'>, 'any' | 'all' | 'none' | 'isWhole'>): WordMatcher {
  const wanted = any.map(compiled);
  const needed = all.map(compiled);
  const unwanted = none.map(compiled);
  return {
    match(text, work = { steps: 0 }) {
      const words = wordsIn(text);
      work.steps += words.length;
      const covered = isWhole ? new Set<number>() : null;
      if (unwanted.some((phrase) => isIn(phrase, words, null, work))) return null;
      const found: string[] = [];
      for (const phrase of needed) {
        if (!isIn(phrase, words, covered, work)) return null;
        found.push(phrase.phrase);
      }
      const some = wanted.filter((phrase) => isIn(phrase, words, covered, work));
      if (wanted.length > 0 && some.length === 0) return null;
      if (covered !== null && covered.size < words.length) return null;
      return [...found, ...some.map(({ phrase }) => phrase)];
    },
  };
}

/** Goes through the words once; bit n of `open`: so far the first n + 1 words of the phrase fit. */
function isIn(
  { length, places }: Phrase,
  words: readonly string[],
  covered: Set<number> | null,
  work: Work,
): boolean {
  if (length === 0) return false;
  const whole = 1 << (length - 1);
  let open = 0;
  let isFound = false;
  for (const [index, word] of words.entries()) {
    work.steps += 1;
    open = ((open << 1) | 1) & places(word, work);
    if ((open & whole) === 0) continue;
    if (covered === null) return true;
    isFound = true;
    for (let back = 0; back < length; back += 1) covered.add(index - back);
  }
  return isFound;
}

function compiled(phrase: string): Phrase {
  const words = wordsOfPhrase(phrase).slice(0, RULE_LIMITS.wordsOfPhrase);
  const exact = new Map<string, number>();
  const globs: { readonly bit: number; readonly fits: Glob }[] = [];
  for (const [index, word] of words.entries()) {
    const bit = 1 << index;
    if (word.includes('*')) globs.push({ bit, fits: globOf(word) });
    else exact.set(word, (exact.get(word) ?? 0) | bit);
  }
  const places = (word: string, work: Work) =>
    globs.reduce(
      (bits, { bit, fits }) => (fits(word, work) ? bits | bit : bits),
      exact.get(word) ?? 0,
    );
  return { phrase, length: words.length, places };
}

type Glob = (word: string, work: Work) => boolean;

/** `in*ic*`: the parts between the stars in their order, each where it fits first. */
function globOf(pattern: string): Glob {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts
    .slice(1, -1)
    .filter((part) => part !== '')
    .map(finderOf);
  return (word, work) => {
    work.steps += first.length + last.length;
    if (word.length < first.length + last.length) return false;
    if (!word.startsWith(first) || !word.endsWith(last)) return false;
    const end = word.length - last.length;
    let at = first.length;
    for (const find of middle) {
      const after = find(word, at, end, work);
      if (after === null) return false;
      at = after;
    }
    return true;
  };
}

/** Finds a part without going back in the word (Knuth, Morris and Pratt): the place after it. */
function finderOf(part: string) {
  const falls = [0];
  for (let index = 1, kept = 0; index < part.length; index += 1) {
    while (kept > 0 && part[index] !== part[kept]) kept = falls[kept - 1] ?? 0;
    if (part[index] === part[kept]) kept += 1;
    falls.push(kept);
  }
  return (word: string, from: number, end: number, work: Work): number | null => {
    for (let at = from, kept = 0; at < end; at += 1) {
      work.steps += 1;
      while (kept > 0 && word[at] !== part[kept]) {
        work.steps += 1;
        kept = falls[kept - 1] ?? 0;
      }
      if (word[at] === part[kept]) kept += 1;
      if (kept === part.length) return at + 1;
    }
    return null;
  };
}
