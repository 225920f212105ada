import { isIPv6 } from 'node:net';
import { DEFAULT_PORT } from '#main/system/options.ts';
import type { HubAddress } from '#main/windows/authority.ts';

/** What a person may type for a host: `192.168.1.20`, `front-desk:7443`, `https://…`; null: none. */
export function readTypedAddress(typed: string): HubAddress | null {
  const text = typed.trim();
  if (isIPv6(text)) return { host: text.toLowerCase(), port: DEFAULT_PORT };
  const match = /^(?:https:\/\/)?(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::([0-9]{1,5}))?\/?$/i.exec(
    text,
  );
  const host = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (host === undefined || (match?.[1] !== undefined && !isIPv6(host))) return null;
  const port = match?.[3] === undefined ? DEFAULT_PORT : Number(match[3]);
  return port >= 1 && port <= 65_535 && /[a-z0-9]/.test(host) ? { host, port } : null;
}
