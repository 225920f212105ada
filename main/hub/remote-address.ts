import type { IncomingMessage } from 'node:http';

/** Who is at the other end; IPv4 as itself, also on a socket that listens on both. */
export function remoteAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/i, '');
}
