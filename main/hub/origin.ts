import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a Host header names this machine in a way that no page elsewhere can point at us: an IP
 * address, localhost or the machine's own name. Anything else may be DNS rebinding.
 */
export function isOwnHost(host: string | undefined, machineName: string): boolean {
  const name = hostName(host);
  if (name === null) return false;
  const own = machineName.toLowerCase();
  const short = own.split('.', 1)[0] ?? own;
  return isIP(name) !== 0 || ['localhost', own, short, `${short}.local`].includes(name);
}

/** The name or address in a Host header, without brackets and port; null when it is malformed. */
function hostName(host: string | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::[0-9]{1,5})?$/i.exec(host ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

/** Whether the page that asks is one of ours. */
export function isOwnOrigin(
  origin: string,
  host: string | undefined,
  extraOrigins: readonly string[],
): boolean {
  if (extraOrigins.includes(origin)) return true;
  return host !== undefined && origin.toLowerCase() === `https://${host.toLowerCase()}`;
}

/**
 * Whether a request that changes something may do so. Browsers name the origin of such a request;
 * without one it comes from a program, which no foreign page can make send our cookie.
 */
export function mayChange(headers: IncomingHttpHeaders, extraOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) return isOwnOrigin(origin, host, extraOrigins);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
