export interface Stretch {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Lower case without diacritics, one unit per unit of the original so that places stay. */
function fold(text: string): string {
  return Array.from(text, (character) => {
    const bare = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return bare.length === character.length ? bare : character;
  }).join('');
}

/** The words searched for, as the search understands them: beginnings of words. */
function wordsOf(query: string): readonly string[] {
  return fold(query).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function matchesOf(text: string, query: string): readonly (readonly [number, number])[] {
  const folded = fold(text);
  const found: [number, number][] = [];
  for (const word of wordsOf(query)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const isWordStart = at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '');
      const isInNumber = /^\d+$/.test(word);
      if (isWordStart || isInNumber) found.push([at, at + word.length]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

/** Cuts a text into what matches the query and what does not. */
export function highlight(text: string, query: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (const [from, to] of matchesOf(text, query)) {
    if (to <= done) continue;
    const start = Math.max(from, done);
    if (start > done) stretches.push({ text: text.slice(done, start), isMatch: false });
    stretches.push({ text: text.slice(start, to), isMatch: true });
    done = to;
  }
  if (done < text.length) stretches.push({ text: text.slice(done), isMatch: false });
  return stretches;
}

const LEAD = 28;

/** The part of a long text around its first match, beginning at a word. */
export function excerpt(text: string, query: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  const first = matchesOf(oneLine, query)[0]?.[0] ?? 0;
  if (first <= LEAD) return oneLine;
  const from = oneLine.indexOf(' ', first - LEAD);
  return `… ${oneLine.slice(from < 0 || from > first ? first : from + 1)}`;
}
