/** How large a rule may be: enough for a front office, small enough to be understood. */
export const RULE_LIMITS = {
  rules: 100,
  conditions: 10,
  actions: 10,
  /** Words and phrases of one kind. */
  phrases: 50,
  phraseLength: 80,
  wordsOfPhrase: 8,
  prefixes: 20,
  people: 50,
  nameLength: 60,
  textLength: 2_000,
  waitMinutes: 7 * 24 * 60,
  /** Rules that set off each other: the first one, and so many after it. */
  depth: 3,
  /** What is looked for in a message, in characters; nobody writes the word after that. */
  readLength: 4_000,
  /** Rules as a JSON file. */
  fileLength: 500_000,
} as const;
