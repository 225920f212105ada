/** A datagram of VXLAN: its header of 8 bytes, a frame of Ethernet, in that mostly IPv4. */
const ETHER_TYPE = 8 + 12;
const IP = 8 + 14;
const IPV4 = 0x0800;
const TCP = 6;

/** Addresses of an IPv4 packet; null: it is another kind of frame, as those that look for neighbours. */
export function addressesOf(packet: Buffer): { readonly from: string; readonly to: string } | null {
  if (packet.length < IP + 20 || packet.readUInt16BE(ETHER_TYPE) !== IPV4) return null;
  const address = (at: number) => [...packet.subarray(at, at + 4)].join('.');
  return { from: address(IP + 12), to: address(IP + 16) };
}

/**
 * Between interfaces that are no hardware Linux leaves TCP's checksum to whoever really sends, which
 * is us. RFC 9293, 3.1.
 */
export function completeChecksum(packet: Buffer): void {
  if (addressesOf(packet) === null || packet[IP + 9] !== TCP) return;
  const headerLength = ((packet[IP] ?? 0) & 15) * 4;
  const start = IP + headerLength;
  const end = Math.min(IP + packet.readUInt16BE(IP + 2), packet.length);
  packet.writeUInt16BE(0, start + 16);
  let sum = TCP + (end - start);
  for (let at = IP + 12; at < IP + 20; at += 2) sum += packet.readUInt16BE(at);
  for (let at = start; at + 1 < end; at += 2) sum += packet.readUInt16BE(at);
  if ((end - start) % 2 === 1) sum += (packet[end - 1] ?? 0) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  packet.writeUInt16BE(~sum & 0xffff, start + 16);
}
