/** Whose doing something is: an address with or without the device that was used. */
export type IsOwn = (address: string) => boolean;

export function isOneOf(own: ReadonlySet<string>): IsOwn {
  return (address) => own.has(address.replace(/:[0-9]+@/, '@'));
}

/** Before WhatsApp: a time that cannot be one. */
const NOT_A_TIME = Date.UTC(2009, 0, 1);

/** Milliseconds since 1970 as WhatsApp Web gives them, or `now` where it gives nothing usable. */
export function timeOf(ms: number | null | undefined, now: number): number {
  return ms != null && ms > NOT_A_TIME && ms < now + 365 * 86_400_000 ? Math.round(ms) : now;
}
