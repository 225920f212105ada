import { isIPv6 } from 'node:net';

/** Where a hub is. */
export interface HubAddress {
  /** Name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** As addresses write it: `192.168.1.20:7443`, `[fe80::1]:7443`. */
export function authorityOf({ host, port }: HubAddress): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
