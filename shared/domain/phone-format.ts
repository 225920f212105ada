import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A number (E.164) as people write it: internationally, or nationally when it is of the same
 * country as `home`, the office's own number. What libphonenumber cannot read stays as it is.
 */
export function formatPhone(phone: string, home: string | null = null): string {
  const number = parsePhoneNumberFromString(phone);
  if (number === undefined) return phone;
  const homeCountry = home === null ? undefined : parsePhoneNumberFromString(home)?.country;
  const isHome = number.country !== undefined && number.country === homeCountry;
  return isHome ? number.formatNational() : number.formatInternational();
}
