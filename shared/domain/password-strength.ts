/** Why a password is not taken; `short` and `long` by `passwordSchema`, the others by guessing. */
export type PasswordWeakness = 'common' | 'own-words' | 'pattern' | 'date' | 'guessable';

export interface PasswordStrength {
  /** 0 (guessed at once) to 4 (not guessed); from 3 on it is taken. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** Null: it is taken. */
  readonly weakness: PasswordWeakness | null;
}

/** @param words what others know of its owner: their name, the office's name. */
export type PasswordJudge = (password: string, words: readonly string[]) => PasswordStrength;

/** From here on guessing takes more tries than anybody gets at a sign-in. */
const ENOUGH = 3;
/** The time of a judgement grows much faster than the text; what comes after only adds to it. */
const JUDGED_LENGTH = 40;
const SHORTEST_WORD = 3;
/** On every screen of this product. */
const PRODUCT_WORDS = ['deskline', 'whatsapp'];

const WEAKNESSES: Readonly<Record<string, PasswordWeakness>> = {
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  userInputs: 'own-words',
  straightRow: 'pattern',
  keyPattern: 'pattern',
  simpleRepeat: 'pattern',
  extendedRepeat: 'pattern',
  sequences: 'pattern',
  recentYears: 'date',
  dates: 'date',
};

let loading: Promise<PasswordJudge> | null = null;

/** Its word lists are large: they are loaded by whoever needs them first, and once. */
export function passwordJudge(): Promise<PasswordJudge> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<PasswordJudge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const {
    // Half a megabyte each, and four fifths of the time that making the judge takes.
    'lastnames-en': _lastNames,
    'wikipedia-en': _encyclopedia,
    ...words
  } = english.dictionary;
  const { warnings } = english.translations;
  const keys = Object.keys(warnings) as (keyof typeof warnings)[];
  const judge = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...words },
    graphs: common.adjacencyGraphs,
    // It answers with names instead of sentences, which the screens have of their own.
    translations: {
      ...english.translations,
      warnings: Object.fromEntries(keys.map((key) => [key, key])) as typeof warnings,
    },
  });
  return (password, ownWords) => {
    const judged = password.slice(0, JUDGED_LENGTH);
    const words = [...PRODUCT_WORDS, ...ownWords.flatMap(partsOf)];
    const { score, feedback, sequence } = judge.check(judged, words);
    const own = sequence.filter((match) => match.dictionaryName === 'userInputs');
    const rest = without(judged, own, words);
    const ofRest = rest.length < judged.length ? judge.check(rest, words).score : score;
    if (Math.min(score, ofRest) >= ENOUGH) return { score, weakness: null };
    if (ofRest < score) return { score: ofRest, weakness: 'own-words' };
    const weakness = WEAKNESSES[feedback.warning ?? ''] ?? 'guessable';
    return { score, weakness: own.length > 0 ? 'own-words' : weakness };
  };
}

/**
 * What is left of a password without its owner's words. The judge takes each for one word among
 * many and adds for their order, while whoever knows the owner tries just these together.
 */
function without(
  password: string,
  disguised: readonly { i: number; j: number }[],
  words: readonly string[],
): string {
  const rest = Array.from({ length: password.length }, (_, at) =>
    disguised.some(({ i, j }) => i <= at && at <= j) ? '' : password.charAt(at),
  ).join('');
  return words
    .flatMap((word) => [word, Array.from(word).reverse().join('')])
    .reduce((left, word) => left.replaceAll(word, ''), rest.toLowerCase());
}

function partsOf(words: string): string[] {
  const parts = words.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [words.toLowerCase(), parts.join(''), ...parts].filter(
    (part) => part.length >= SHORTEST_WORD,
  );
}
