import type { IncomingMessage } from 'node:http';

/** More than this of a body that nobody wants is not waited for, in bytes. */
const MOST_DRAINED = 128 * 1024 * 1024;

/** A request's body. Who stops reading early can still answer: the socket stays. */
export function bodyOf(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false });
}

/**
 * Reads the rest of a body and forgets it. A client that is still sending would otherwise see a
 * broken connection instead of the answer.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete) return;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_DRAINED) request.destroy();
  });
  request.on('error', () => undefined);
}
