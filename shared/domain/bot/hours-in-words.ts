import type { BotDay, BotHours } from './run.ts';

/** Where nothing better is known. */
const SOON: Readonly<Record<string, string>> = {
  en: 'as soon as we are back',
  de: 'sobald wir wieder da sind',
  es: 'en cuanto estemos de vuelta',
  pt: 'assim que estivermos de volta',
  fr: 'dès notre retour',
  it: 'appena saremo di nuovo qui',
};

const CLOSED: Readonly<Record<string, string>> = {
  en: 'closed',
  de: 'geschlossen',
  es: 'cerrado',
  pt: 'fechado',
  fr: 'fermé',
  it: 'chiuso',
};

/** There is no schedule to tell. */
const NOT_SET: Readonly<Record<string, string>> = {
  en: 'Please ask us about our hours.',
  de: 'Bitte fragen Sie uns nach unseren Zeiten.',
  es: 'Pregúntenos por nuestro horario, por favor.',
  pt: 'Pergunte-nos sobre o nosso horário, por favor.',
  fr: 'Demandez-nous nos horaires, s’il vous plaît.',
  it: 'Ci chieda i nostri orari, per favore.',
};

const DAY_MS = 24 * 60 * 60_000;

/** "tomorrow, 09:00", "Monday, 09:00": when the office opens next, in the customer's language. */
export function openingInWords(hours: BotHours, now: number, language: string): string {
  const { opensAt, timeZone } = hours;
  if (opensAt === null) return inLanguage(SOON, language);
  const time = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    // As the opening hours are written.
    hourCycle: 'h23',
  }).format(opensAt);
  return `${dayInWords(opensAt, now, timeZone, language)}, ${time}`;
}

function dayInWords(at: number, now: number, timeZone: string, language: string): string {
  const days = (startOfDay(at, timeZone) - startOfDay(now, timeZone)) / DAY_MS;
  if (days <= 1)
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  const weekday = { timeZone, weekday: 'long' } as const;
  if (days < 7) return new Intl.DateTimeFormat(language, weekday).format(at);
  return new Intl.DateTimeFormat(language, { ...weekday, day: 'numeric', month: 'long' }).format(
    at,
  );
}

/** The day's date there, as the same date's midnight in UTC. */
function startOfDay(at: number, timeZone: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Date.parse(`${day}T00:00:00Z`);
}

/** A line for each day or run of days with the same hours. */
export function hoursInWords({ week }: BotHours, language: string): string {
  if (week === null) return inLanguage(NOT_SET, language);
  const days = [...week].sort((a, b) => a.day - b.day);
  const runs: { readonly first: BotDay; last: BotDay; readonly spans: string }[] = [];
  for (const day of days) {
    const spans = spansInWords(day, language);
    const run = runs.at(-1);
    if (run?.spans === spans && day.day === run.last.day + 1) run.last = day;
    else runs.push({ first: day, last: day, spans });
  }
  return runs
    .map(({ first, last, spans }) => `${daysInWords(first, last, language)}: ${spans}`)
    .join('\n');
}

function daysInWords(first: BotDay, last: BotDay, language: string): string {
  const name = ({ day }: BotDay) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      // The first of January 2024 was a Monday.
      Date.UTC(2024, 0, day),
    );
  return first === last ? name(first) : `${name(first)} – ${name(last)}`;
}

function spansInWords({ spans }: BotDay, language: string): string {
  if (spans.length === 0) return inLanguage(CLOSED, language);
  return spans.map(({ from, to }) => `${from}–${to}`).join(', ');
}

function inLanguage(words: Readonly<Record<string, string>>, language: string): string {
  return words[language.split('-')[0] ?? ''] ?? words['en'] ?? '';
}
