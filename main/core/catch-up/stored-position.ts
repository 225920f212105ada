import type { WaAddress } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Reads } from '../ports/reads.ts';

/**
 * The newest message of a chat that is stored with an id up to `upTo`, of this number alone:
 * another number's messages with the same person say nothing about what this one has.
 */
export function newestStored(
  read: Pick<Reads, 'messages' | 'coverage'>,
  phone: string | null,
  address: WaAddress,
  upTo: number,
): Message | null {
  if (phone === null) return read.messages.newestOf(address, 0, upTo);
  const links = read.coverage.links();
  let newest: Message | null = null;
  for (const [index, link] of links.entries()) {
    if (link.phone !== phone) continue;
    const end = Math.min(upTo, links[index + 1]?.afterMessage ?? upTo);
    const found = read.messages.newestOf(address, link.afterMessage, end);
    if (found !== null && (newest === null || found.at > newest.at)) newest = found;
  }
  return newest;
}
