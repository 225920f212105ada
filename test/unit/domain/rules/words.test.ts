import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULE_LIMITS } from '#shared/domain/rules/limits.ts';
import { wordMatcher, wordsIn, wordsOfPhrase } from '#shared/domain/rules/words.ts';
import { words } from '#test/doubles/rules/rules.ts';

function found(text: string, any: readonly string[], changes = {}): readonly string[] | null {
  return wordMatcher(words(any, changes)).match(text);
}

describe('words and phrases', () => {
  test('are found without case, accents and marks, as whole words', () => {
    expect(found('Wo ist meine RÉCHNUNG?!', ['rechnung'])).toEqual(['rechnung']);
    expect(found('the rechnungen', ['rechnung'])).toBeNull();
    expect(found('Straße 5', ['STRASSE'])).toEqual(['STRASSE']);
    expect(found('in-voice', ['invoice'])).toBeNull();
    expect(found('', ['invoice'])).toBeNull();
  });

  test('of several words are found where they stand next to each other', () => {
    expect(found('please send: the bill, today', ['the bill today'])).not.toBeNull();
    expect(found('the big bill', ['the bill'])).toBeNull();
    expect(found('the the bill', ['the bill'])).not.toBeNull();
  });

  test('may have a star for any letters', () => {
    expect(found('my invoices', ['invoic*'])).toEqual(['invoic*']);
    expect(found('Stromrechnung', ['*rechnung'])).not.toBeNull();
    expect(found('abcXXdefYYghi', ['abc*def*ghi'])).not.toBeNull();
    expect(found('abcghi', ['abc*def*ghi'])).toBeNull();
    expect(found('aba', ['aba*aba'])).toBeNull();
    expect(found('aabaab end', ['*aab* end'])).not.toBeNull();
    // By itself it would be any word.
    expect(found('anything', ['*'])).toBeNull();
  });

  test('of scripts without spaces are found within a sentence', () => {
    expect(found('请给我发票谢谢', ['发票'])).toEqual(['发票']);
    expect(found('请给我票发', ['发票'])).toBeNull();
  });

  test('any of, all of, none of', () => {
    const all = { all: ['order', 'number'] };
    expect(found('the number of my order', [], all)).toEqual(['order', 'number']);
    expect(found('my order', [], all)).toBeNull();
    expect(found('bill please', ['bill', 'invoice'], { none: ['spam'] })).toEqual(['bill']);
    expect(found('bill, no spam', ['bill'], { none: ['spam'] })).toBeNull();
    expect(found('whatever', [])).toEqual([]);
  });

  test('nothing but them, when that is asked for', () => {
    const only = { isWhole: true };
    expect(found('Thank you! 🙏 ok', ['thank you', 'ok'], only)).toEqual(['thank you', 'ok']);
    expect(found('Thank you, but where is it?', ['thank you'], only)).toBeNull();
    expect(found('🙏', ['thank you'], only)).toBeNull();
  });

  test('are read no further than people write', () => {
    const long = `${'word '.repeat(RULE_LIMITS.readLength)}invoice`;
    expect(found(long, ['invoice'])).toBeNull();
  });
});

/** The same by comparing every place with every phrase. */
function naive(text: string, phrase: string): boolean {
  const said = wordsIn(text);
  const wanted = wordsOfPhrase(phrase).slice(0, RULE_LIMITS.wordsOfPhrase);
  const fits = (word: string, pattern: string): boolean => {
    if (pattern === '') return word === '';
    if (pattern.startsWith('*')) {
      const rest = pattern.slice(1);
      return fits(word, rest) || (word !== '' && fits(word.slice(1), pattern));
    }
    return word.startsWith(pattern.charAt(0)) && fits(word.slice(1), pattern.slice(1));
  };
  return (
    wanted.length > 0 &&
    said.some((_, start) =>
      wanted.every((pattern, index) => {
        const word = said[start + index];
        return word !== undefined && fits(word, pattern);
      }),
    )
  );
}

const letters = fc.stringMatching(/^[ab ]{0,40}$/);
const pattern = fc.stringMatching(/^[ab* ]{1,20}$/);

test('what is found is what a slow comparison finds', () => {
  fc.assert(
    fc.property(letters, pattern, (text, phrase) => {
      expect(found(text, [phrase]) !== null).toBe(naive(text, phrase));
    }),
    { numRuns: 500 },
  );
});

test('no pattern and no text take more than work in proportion to both', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.stringMatching(/^[ab ]{0,400}$/),
    fc.constantFrom('a'.repeat(1_000), 'a '.repeat(500), 'aab'.repeat(300), '\uFDFA'.repeat(200)),
  );
  const anyPattern = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    fc.stringMatching(/^[ab* ]{1,80}$/),
    fc.constantFrom(
      '*a'.repeat(40),
      'a*'.repeat(40),
      `${'a'.repeat(78)}*b`,
      '*aab*aab*aac*',
      'a '.repeat(40),
    ),
  );
  fc.assert(
    fc.property(
      anyText,
      fc.array(anyPattern, { maxLength: 12 }),
      fc.array(anyPattern, { maxLength: 12 }),
      fc.boolean(),
      (text, any, none, isWhole) => {
        const work = { steps: 0 };
        wordMatcher(words(any, { none, isWhole })).match(text, work);
        const said = wordsIn(text).join(' ').length + 1;
        const asked = [...any, ...none].flatMap((each) => [...wordsOfPhrase(each)]);
        const stars = asked.filter((word) => word.includes('*'));
        // Each phrase looks at each word once, each word with a star at each letter twice.
        const most = said * (1 + any.length + none.length) + 2 * said * stars.length;
        const edges = stars.reduce((sum, word) => sum + word.length, 0) * wordsIn(text).length;
        expect(work.steps).toBeLessThanOrEqual(most + edges);
      },
    ),
    { numRuns: 150 },
  );
});

test('twice the text is at most twice the work, whatever is looked for', () => {
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 20 }),
      fc.stringMatching(/^[ab ]{1,200}$/),
      (any, text) => {
        const steps = (said: string): number => {
          const work = { steps: 0 };
          wordMatcher(words(any, { isWhole: true })).match(said, work);
          return work.steps;
        };
        const once = steps(`${text} `);
        expect(steps(`${text} `.repeat(8))).toBeLessThanOrEqual(8 * once + 8);
      },
    ),
  );
});
