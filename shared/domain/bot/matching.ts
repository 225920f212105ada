import type { Flow } from './flow.ts';
import type { MenuOption } from './steps.ts';

/** As people type on a phone: without accents, case and marks, one space between words. */
export function plain(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without accents and case; what stands between the words stays. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss');
}

/** "2", "2.", "option 2", "2️⃣", "٢": the number that somebody chose; null when it is none. */
export function chosenNumber(text: string): number | null {
  const words = plain(text).split(' ');
  const numbers = words.filter((word) => /^\p{Nd}{1,2}$/u.test(word));
  if (numbers.length !== 1 || words.length > 2) return null;
  return Number([...(numbers[0] ?? '')].map(westernDigit).join(''));
}

/** Which of a menu's options is meant: by number, else by label or keyword, whole words only. */
export function chosenOption(
  text: string,
  options: readonly Pick<MenuOption, 'label' | 'keywords'>[],
): number | null {
  const number = chosenNumber(text);
  if (number !== null && number >= 1 && number <= options.length) return number - 1;
  const said = plain(text);
  if (said === '') return null;
  const words = options.map(({ label, keywords }) =>
    [...Object.values(label), ...keywords].map(plain).filter((word) => word !== ''),
  );
  const exact = words.findIndex((each) => each.includes(said));
  if (exact >= 0) return exact;
  const within = words.flatMap((each, index) =>
    each.some((word) => hasWords(said, word)) ? [index] : [],
  );
  // Two that fit leave open what is meant.
  return within.length === 1 ? (within[0] ?? null) : null;
}

/**
 * Whether a person is asked for. Where a free answer is expected, one word within a sentence is
 * not enough: "I need a person to clean" is an answer.
 */
export function asksForPerson(flow: Flow, text: string, isFree: boolean): boolean {
  const said = plain(text);
  if (said === '') return false;
  return Object.values(flow.personWords)
    .flat()
    .map(plain)
    .some((word) => {
      if (word === '') return false;
      if (word === said) return true;
      const isEnough = !isFree || word.includes(' ');
      return isEnough && hasWords(said, word);
    });
}

function hasWords(said: string, word: string): boolean {
  return ` ${said} `.includes(` ${word} `);
}

const DIGIT_RUNS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

/** Digits of other scripts, as far as phones type them. */
function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = DIGIT_RUNS.find((each) => code >= each && code < each + 10);
  return zero === undefined ? digit : String(code - zero);
}
