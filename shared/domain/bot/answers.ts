import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { plain } from './matching.ts';
import type { AnswerKind } from './steps.ts';

interface Asked {
  readonly now: number;
  readonly timeZone: string;
  /** Of the customer: what a number without a country code means. */
  readonly phone: string | null;
}

const LONGEST = 500;

/** What an answer says, as it is kept in the contact's field; null: it is no such answer. */
export function understoodAnswer(kind: AnswerKind, text: string, asked: Asked): string | null {
  const said = text.trim().slice(0, LONGEST);
  if (said === '') return null;
  switch (kind) {
    case 'text':
      return said;
    case 'number':
      return numberIn(said);
    case 'email':
      return /[^\s@<>,;:"]+@[^\s@<>,;:"]+\.\p{L}{2,}/u.exec(said)?.[0].toLowerCase() ?? null;
    case 'phone':
      return phoneIn(said, asked.phone);
    case 'date':
      return dateIn(said, asked);
  }
}

/** The only number in it: "about 3,5 please" is 3.5. */
function numberIn(text: string): string | null {
  const found = text.match(/-?\d+(?:[.,]\d+)*/g) ?? [];
  const [only = ''] = found;
  if (found.length !== 1) return null;
  // 1.000 and 1.000,50: marks before the last one, or before three digits, only group.
  const parts = only.split(/[.,]/);
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return only;
  const isGrouped = last.length === 3 && (parts.length > 2 || parts[0] !== '0');
  return isGrouped ? parts.join('') : `${parts.slice(0, -1).join('')}.${last}`;
}

function phoneIn(text: string, own: string | null): string | null {
  const country = own === null ? undefined : parsePhoneNumberFromString(own)?.country;
  const number = parsePhoneNumberFromString(text, country);
  return number?.isPossible() === true ? number.number : null;
}

const TODAY = ['today', 'heute', 'hoy', 'hoje', "aujourd'hui", 'oggi'].map(plain);
const TOMORROW = ['tomorrow', 'morgen', 'manana', 'amanha', 'demain', 'domani'];

/** The day as `2026-12-24`. */
function dateIn(text: string, asked: Asked): string | null {
  const said = plain(text);
  if (TODAY.includes(said)) return dayIn(asked, 0);
  if (TOMORROW.includes(said)) return dayIn(asked, 1);
  const iso = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/.exec(text);
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const short = /\b(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?!\d)/.exec(text);
  if (short === null) return null;
  const [first, second] = [Number(short[1]), Number(short[2])];
  // Only North America writes the month first.
  const isMonthFirst = asked.phone?.startsWith('+1') === true && first <= 12;
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  if (short[3] !== undefined) return dateOf(fullYear(Number(short[3])), month, day);
  const today = dayIn(asked, 0);
  const year = Number(today.slice(0, 4));
  const found = dateOf(year, month, day);
  // Without a year the next one is meant.
  return found !== null && found < today ? dateOf(year + 1, month, day) : found;
}

function fullYear(year: number): number {
  return year < 100 ? 2_000 + year : year;
}

function dateOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1_900;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

function dayIn({ now, timeZone }: Asked, daysLater: number): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + daysLater);
  return date.toISOString().slice(0, 10);
}
