/**
 * What is counted: wrong tries for an account from devices that nobody knows, those on a device that
 * its person has signed in on before, and those from an address, whatever the names. So a stranger's
 * tries lock no honest person out (OWASP, “Slow Down Online Guessing Attacks with Device Cookies”).
 */
export type TriesOf = 'account' | 'device' | 'address';

interface Schedule {
  /** So many wrong tries cost no time. */
  readonly free: number;
  /** From this one on each locks. */
  readonly lockAt: number;
}

/** An address has many people behind it at worst, and one PC as a rule. */
const schedules: Readonly<Record<TriesOf, Schedule>> = {
  account: { free: 3, lockAt: 10 },
  device: { free: 3, lockAt: 10 },
  address: { free: 15, lockAt: 30 },
};

const LONGEST_PAUSE_MS = 60_000;
const FIRST_LOCK_MS = 15 * 60_000;
export const LONGEST_LOCK_MS = 60 * 60_000;
/** Without another try for so long nothing counts any more. */
export const TRIES_FORGOTTEN_MS = 24 * 60 * 60_000;

export function isLock(of: TriesOf, wrong: number): boolean {
  return wrong >= schedules[of].lockAt;
}

/** How long after so many wrong tries in a row no other one is looked at, ms. */
export function waitAfter(of: TriesOf, wrong: number): number {
  const { free, lockAt } = schedules[of];
  if (wrong <= free) return 0;
  if (wrong < lockAt) return Math.min(1_000 * 2 ** (wrong - free), LONGEST_PAUSE_MS);
  return Math.min(FIRST_LOCK_MS * 2 ** (wrong - lockAt), LONGEST_LOCK_MS);
}
