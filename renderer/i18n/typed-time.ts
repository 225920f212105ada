import { isDate } from '#shared/domain/hours/local-day.ts';
import { locale } from './locale.ts';

const TIME = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?$/iu;

/** `14:00` of what people type: "14:00", "1400", "14", "2 pm", "2:00 PM". Null: it is no time. */
export function readTime(typed: string): string | null {
  const [whole, hourText = '', minuteText = '0', half] = TIME.exec(typed.trim()) ?? [];
  if (whole === undefined) return null;
  const [hour, minute] = [Number(hourText), Number(minuteText)];
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const inDay = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (inDay > 23 || minute > 59) return null;
  return `${two(inDay)}:${two(minute)}`;
}

const orders = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `2026-12-24` of a day as people here write it, or as `2026-12-24`. Null: it is no day. */
export function readDate(typed: string): string | null {
  const text = typed.trim();
  if (isDate(text)) return text;
  const numbers = text.split(/\D+/).filter((part) => part !== '');
  if (numbers.length !== 3) return null;
  const order = orders
    .formatToParts(0)
    .flatMap(({ type }) => (type === 'year' || type === 'month' || type === 'day' ? [type] : []));
  const part = (type: string) => numbers[order.findIndex((each) => each === type)] ?? '';
  const date = `${part('year')}-${two(Number(part('month')))}-${two(Number(part('day')))}`;
  return isDate(date) ? date : null;
}

/** `2026-12-24` as people here type it. */
export function dateInField(date: string): string {
  return isDate(date) ? orders.format(Date.parse(`${date}T00:00:00Z`)) : '';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
