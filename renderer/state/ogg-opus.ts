/**
 * Browsers record Opus into WebM, WhatsApp wants it in Ogg. The sound itself stays as it is: its
 * packets are taken out of the one container and put into the other (RFC 3533, RFC 7845).
 */
export function webmToOgg(webm: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const { head, packets } = readWebm(webm);
  if (packets.length === 0) return null;
  const pages = [page(HEAD_FLAG, 0, 0, [head ?? opusHead()]), page(0, 0, 1, [opusTags()])];
  let position = 0;
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const some = packets.slice(at, at + PACKETS_A_PAGE);
    position += some.reduce((samples, packet) => samples + samplesOf(packet), 0);
    const isLast = at + PACKETS_A_PAGE >= packets.length;
    pages.push(page(isLast ? LAST_FLAG : 0, position, pages.length, some));
  }
  return joined(pages);
}

const HEAD_FLAG = 2;
const LAST_FLAG = 4;
/** A second of packets of 20 ms; a page has room for 255 pieces of 255 bytes. */
const PACKETS_A_PAGE = 50;
const SERIAL = 0x4445534b;

/** WebM's elements that are looked into; all others are skipped. */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const BLOCK_GROUP = 0xa0;
const PARENTS: ReadonlySet<number> = new Set([SEGMENT, CLUSTER, TRACKS, TRACK, BLOCK_GROUP]);
const CODEC_PRIVATE = 0x63a2;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;

function readWebm(data: Uint8Array): { head: Uint8Array | null; packets: Uint8Array[] } {
  const packets: Uint8Array[] = [];
  let head: Uint8Array | null = null;
  let at = 0;
  while (at < data.length) {
    const id = readId(data, at);
    const size = id && readSize(data, at + id.length);
    if (!id || !size) break;
    const start = at + id.length + size.length;
    if (PARENTS.has(id.value)) {
      at = start;
      continue;
    }
    const body = data.subarray(start, start + size.value);
    if (id.value === CODEC_PRIVATE) head = body;
    // Track number (one byte), time, flags; a browser laces nothing.
    if (id.value === SIMPLE_BLOCK || id.value === BLOCK) packets.push(body.subarray(4));
    at = start + size.value;
  }
  return { head, packets: packets.filter(({ length }) => length > 0) };
}

function readId(data: Uint8Array, at: number) {
  const length = Math.clz32(data[at] ?? 0) - 23;
  if (length > 4 || at + length > data.length) return null;
  let value = 0;
  for (let n = 0; n < length; n += 1) value = value * 256 + (data[at + n] ?? 0);
  return { value, length };
}

function readSize(data: Uint8Array, at: number) {
  const first = data[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > data.length) return null;
  let value = first & (0xff >> length);
  for (let n = 1; n < length; n += 1) value = value * 256 + (data[at + n] ?? 0);
  return { value, length };
}

/** Samples at 48 kHz that a packet holds (RFC 6716, 3.1). */
function samplesOf(packet: Uint8Array): number {
  const first = packet[0] ?? 0;
  const config = first >> 3;
  const code = first & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  if (config < 12) return frames * ([480, 960, 1920, 2880][config & 3] ?? 960);
  if (config < 16) return frames * ([480, 960][config & 1] ?? 960);
  return frames * ([120, 240, 480, 960][config & 3] ?? 960);
}

function page(flags: number, position: number, number: number, packets: readonly Uint8Array[]) {
  const lacing = packets.flatMap(({ length }) => [
    ...Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const header = new Uint8Array(27 + lacing.length);
  const view = new DataView(header.buffer);
  header.set(ascii('OggS'));
  view.setUint8(5, flags);
  view.setBigUint64(6, BigInt(position), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, number, true);
  view.setUint8(26, lacing.length);
  header.set(lacing, 27);
  const made = joined([header, ...packets]);
  new DataView(made.buffer).setUint32(22, checksum(made), true);
  return made;
}

/** CRC-32 as Ogg has it: 0x04c11db7, nothing reflected, from 0. */
function checksum(data: Uint8Array): number {
  let sum = 0;
  for (const byte of data) sum = (sum << 8) ^ (TABLE[(sum >>> 24) ^ byte] ?? 0);
  return sum >>> 0;
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let value = n << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value;
});

/** One channel, 48 kHz. */
function opusHead(): Uint8Array {
  return joined([ascii('OpusHead'), new Uint8Array([1, 1, 56, 1, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
}

function opusTags(): Uint8Array {
  const vendor = ascii('Deskline');
  return joined([ascii('OpusTags'), new Uint8Array([8, 0, 0, 0]), vendor, new Uint8Array(4)]);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
