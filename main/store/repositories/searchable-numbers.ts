import { waysToWrite } from '#shared/domain/same-number.ts';

/**
 * The digits of every way to write a contact's number, for a search that looks for a part of one.
 * A `@lid` says nothing that somebody could look for.
 */
export function searchableNumbers(phone: string | null, addresses: readonly string[]): string {
  const spelled = addresses.flatMap((address) => /^([0-9]+)@c\.us$/.exec(address)?.[1] ?? []);
  const numbers = [...(phone === null ? [] : [phone]), ...spelled.map((digits) => `+${digits}`)];
  const ways = new Set(numbers.flatMap((number) => waysToWrite(number)));
  return [...ways].map((number) => number.slice(1)).join(' ');
}
