import type { ServerResponse } from 'node:http';
import { COMMON_HEADERS, DATA_POLICY, screenPolicy } from '#main/system/security-headers.ts';

/** What every answer carries; screens replace the policy by their own. */
export function setCommonHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
  response.setHeader('content-security-policy', DATA_POLICY);
}

/** `host` is the Host header, already known to be one of ours. */
export function setScreenPolicy(response: ServerResponse, host: string): void {
  // Named although 'self' covers it: Safari before 15.4 does not take 'self' for websockets.
  response.setHeader('content-security-policy', screenPolicy(`wss://${host}`));
}
