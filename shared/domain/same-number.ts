import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Every way the same line is written, E.164, the one that is dialled today first.
 *
 * - Brazil: mobiles got a leading 9 (Anatel, Resolução 553/2010, all area codes by November 2016).
 *   WhatsApp keeps accounts from before under the eight digits, so +55 AA XXXXXXXX and
 *   +55 AA 9XXXXXXXX are one person. Only where libphonenumber knows the long form as a mobile and
 *   the short one as nothing: landlines and the trunked 7X lines kept their eight digits.
 * - Mexico: WhatsApp writes +52 1 before mobiles, which has not been dialled since August 2019
 *   (IFT, Plan Técnico Fundamental de Numeración).
 * - Argentina: +54 9 marks a mobile that is called from abroad, which is how WhatsApp writes it;
 *   the ten digits after it belong to one line (Plan Fundamental de Numeración Nacional, 46/97).
 *
 * How WhatsApp writes the last two: its help page "About international phone number format".
 */
export function waysToWrite(phone: string): readonly string[] {
  const [, country = '', rest = ''] = /^\+(55|52|54)(\d+)$/.exec(phone) ?? [];
  if (country === '55') return brazilian(phone, rest);
  if (country === '52') return mexican(phone, rest);
  if (country === '54') return argentine(phone, rest);
  return [phone];
}

/** The number as it is dialled today. */
export function dialledToday(phone: string): string {
  return waysToWrite(phone)[0] ?? phone;
}

function brazilian(phone: string, rest: string): readonly string[] {
  const area = rest.slice(0, 2);
  const isLong = rest.length === 11 && rest.charAt(2) === '9';
  if (!isLong && rest.length !== 10) return [phone];
  const local = rest.slice(isLong ? 3 : 2);
  const long = `+55${area}9${local}`;
  const short = `+55${area}${local}`;
  return typeOf(long) === 'MOBILE' && typeOf(short) === null ? [long, short] : [phone];
}

function mexican(phone: string, rest: string): readonly string[] {
  const isLong = rest.length === 11 && rest.startsWith('1');
  if (!isLong && rest.length !== 10) return [phone];
  const national = isLong ? rest.slice(1) : rest;
  const today = `+52${national}`;
  const type = typeOf(today);
  const canBeMobile = type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
  return canBeMobile ? [today, `+521${national}`] : [phone];
}

function argentine(phone: string, rest: string): readonly string[] {
  const isLong = rest.length === 11 && rest.startsWith('9');
  if (!isLong && rest.length !== 10) return [phone];
  const national = isLong ? rest.slice(1) : rest;
  const long = `+549${national}`;
  return typeOf(long) === 'MOBILE' ? [long, `+54${national}`] : [phone];
}

/** What libphonenumber takes the number for; null for what is no number of its plan. */
function typeOf(phone: string): string | null {
  const parsed = parsePhoneNumberFromString(phone);
  // One that it reads as another number is not itself in the plan.
  return parsed?.number === phone ? (parsed.getType() ?? null) : null;
}
