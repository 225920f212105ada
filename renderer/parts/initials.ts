const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstLetter(word: string): string {
  const [first] = letters.segment(word);
  return first && /\p{L}/u.test(first.segment) ? first.segment.toLocaleUpperCase() : '';
}

/** Letters of these scripts join their neighbours: two initials would read as a word. */
const JOINED = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}]/u;

/** First letters of the first and the last word; empty for a name without letters. */
export function initials(name: string): string {
  const words = name
    .split(/[\s&]+/u)
    .map(firstLetter)
    .filter((letter) => letter !== '');
  const [first = '', ...rest] = words;
  return JOINED.test(first) ? first : first + (rest.at(-1) ?? '');
}

/** The first word of a name, for places where the whole does not fit. */
export function shortName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}
