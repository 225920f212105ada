import type { FetchedMedia } from '#main/core/ports/gateway.ts';

/** A fetched file in one piece. */
export async function wholeFile({ bytes }: FetchedMedia): Promise<Buffer> {
  if (bytes instanceof Uint8Array) return Buffer.from(bytes);
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
