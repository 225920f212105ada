import { locale } from './locale.ts';

/** An amount in the smallest unit of its currency, as people write it. */
export function amountText(amount: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** digitsOf(currency));
}

/**
 * What somebody typed, in the smallest unit of the currency; null when it is no amount, or has more
 * digits than the currency. A comma is as good as a point.
 */
export function parseAmount(text: string, currency: string): number | null {
  const [, whole, fraction = ''] = /^(\d{1,10})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  const digits = digitsOf(currency);
  if (whole === undefined || fraction.length > digits) return null;
  return Number(`${whole}${fraction.padEnd(digits, '0')}`);
}

function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
