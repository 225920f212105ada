import type { SeededRandom } from '../seeded-random.ts';

/** The text with two letters of a word the wrong way round; the same one where no word is long. */
export function misspelt(text: string, random: SeededRandom): string {
  if (text.includes('://')) return text;
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  if (words.length === 0) return text;
  const { 0: word, index } = random.pick(words);
  const letters = Array.from(word);
  const at = random.int(1, letters.length - 3);
  const [first = '', second = ''] = letters.slice(at, at + 2);
  const wrong = letters.toSpliced(at, 2, second, first).join('');
  return text.slice(0, index) + wrong + text.slice(index + word.length);
}
