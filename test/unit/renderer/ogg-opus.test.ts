import { expect, test } from 'vitest';
import { webmToOgg } from '#renderer/state/ogg-opus.ts';

const element = (id: readonly number[], body: readonly number[]) => [
  ...id,
  // Two bytes of length.
  0x40 | (body.length >> 8),
  body.length & 255,
  ...body,
];
const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
/** 20 ms each: one frame of the kind that browsers make. */
const packet = (n: number, length = 40) => [
  0x78,
  ...Array.from({ length: length - 1 }, (_, at) => (n + at) % 251),
];
const block = (body: readonly number[]) => element([0xa3], [0x81, 0, 0, 0x80, ...body]);

/** As MediaRecorder writes it: segment and clusters of unknown length. */
function webm(packets: readonly (readonly number[])[]): Uint8Array {
  const head = [...Buffer.from('OpusHead'), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0];
  return Uint8Array.from([
    ...element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]),
    ...[0x18, 0x53, 0x80, 0x67, ...UNKNOWN],
    ...element([0x16, 0x54, 0xae, 0x6b], element([0xae], element([0x63, 0xa2], head))),
    ...[0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN],
    ...element([0xe7], [0]),
    ...packets.flatMap(block),
  ]);
}

interface OggPage {
  readonly flags: number;
  readonly position: number;
  readonly packets: Buffer[];
}

function pagesOf(ogg: Uint8Array): OggPage[] {
  const data = Buffer.from(ogg);
  const pages: OggPage[] = [];
  for (let at = 0; at < data.length;) {
    expect(data.toString('latin1', at, at + 4)).toBe('OggS');
    const lacing = [...data.subarray(at + 27, at + 27 + data[at + 26]!)];
    const packets: Buffer[] = [];
    let start = at + 27 + lacing.length;
    let length = 0;
    for (const piece of lacing) {
      length += piece;
      if (piece === 255) continue;
      packets.push(data.subarray(start, start + length));
      start += length;
      length = 0;
    }
    pages.push({ flags: data[at + 5]!, position: Number(data.readBigUInt64LE(at + 6)), packets });
    at = start;
  }
  return pages;
}

test('every packet of the recording is there, in order, with its place in time', () => {
  const packets = Array.from({ length: 120 }, (_, n) => packet(n, n === 7 ? 600 : 40));
  const [head, tags, ...sound] = pagesOf(webmToOgg(webm(packets))!);
  expect(head).toMatchObject({ flags: 2, position: 0 });
  expect(head?.packets[0]?.toString('latin1', 0, 8)).toBe('OpusHead');
  expect(tags?.packets[0]?.toString('latin1', 0, 8)).toBe('OpusTags');
  expect(sound.flatMap((page) => page.packets.map((each) => [...each]))).toEqual(packets);
  expect(sound.map(({ position }) => position)).toEqual([48_000, 96_000, 115_200]);
  expect(sound.map(({ flags }) => flags)).toEqual([0, 0, 4]);
});

test('the checksum of a page is the one that Ogg asks for', () => {
  const ogg = Buffer.from(webmToOgg(webm([packet(1)]))!);
  const header = ogg.subarray(0, 47);
  const written = header.readUInt32LE(22);
  const blank = Buffer.from(header);
  blank.writeUInt32LE(0, 22);
  let sum = 0;
  for (const byte of blank) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  expect(written).toBe(sum >>> 0);
});

test('what is no recording gives nothing', () => {
  expect(webmToOgg(new Uint8Array())).toBeNull();
  expect(webmToOgg(new Uint8Array([1, 2, 3]))).toBeNull();
  expect(webmToOgg(webm([]))).toBeNull();
});
