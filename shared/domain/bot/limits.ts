/** How large a flow may be: enough for a front office, small enough to be understood. */
export const BOT_LIMITS = {
  flows: 20,
  steps: 60,
  options: 10,
  keywords: 10,
  languages: 8,
  personWords: 20,
  nameLength: 60,
  textLength: 2_000,
  labelLength: 60,
  keywordLength: 40,
  /** Menus within menus. */
  depth: 6,
  /** Messages that leave without a word of the customer's in between. */
  inARow: 5,
  /** A flow as a JSON file. */
  fileLength: 500_000,
  waitSeconds: 24 * 60 * 60,
  patienceMinutes: 24 * 60,
  /** How many versions of a flow can be gone back to. */
  versions: 50,
} as const;

/** An answer to a message older than this helps nobody: nothing is said any more. */
export const FRESH_MS = 15 * 60_000;
