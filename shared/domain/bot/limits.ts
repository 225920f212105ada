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

/** When the chatbot keeps silent of itself, whatever a flow says; the screens explain them. */
export const BOT_MANNERS = {
  /**
   * Who was answered by a person so recently is in a talk with that person, also when the chat was
   * closed meanwhile. While nobody is there a new question deserves an answer sooner.
   */
  afterPersonMs: { open: 12 * 60 * 60_000, closed: 30 * 60_000 },
  /** An answer to a message older than this helps nobody: nothing is said any more. */
  freshMs: 15 * 60_000,
  /** Of one conversation in an hour; beyond it is a machine that answers a machine. */
  mostInAnHour: 20,
  /** Faster and more often than a person writes; the same again and again. */
  loopMs: 60_000,
  mostInLoop: 8,
  mostIdentical: 3,
  /** Nobody talks so long with a machine. */
  mostTurns: 40,
} as const;
