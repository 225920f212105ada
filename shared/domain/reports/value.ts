import { z } from 'zod';

/** ISO 4217 codes that an office may choose. */
export const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'AED',
  'ARS',
  'AUD',
  'BRL',
  'CAD',
  'CLP',
  'CNY',
  'COP',
  'CZK',
  'DKK',
  'EGP',
  'HKD',
  'HUF',
  'IDR',
  'ILS',
  'INR',
  'JPY',
  'KES',
  'KRW',
  'KWD',
  'MAD',
  'MXN',
  'MYR',
  'NGN',
  'NOK',
  'NZD',
  'PEN',
  'PHP',
  'PKR',
  'PLN',
  'RON',
  'SAR',
  'SEK',
  'SGD',
  'THB',
  'TRY',
  'UAH',
  'UYU',
  'VND',
  'ZAR',
] as const;
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** More than any single episode brings in, and its sums stay exact. */
export const MOST_VALUE = 1_000_000_000_000;

/** What something is worth, in the smallest unit of its currency. */
export const amountSchema = z.int().min(0).max(MOST_VALUE);
export const valueSchema = z.object({ amount: amountSchema, currency: currencySchema });
