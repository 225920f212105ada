import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

interface Made {
  readonly width?: number;
  readonly height?: number;
  readonly colour?: readonly [number, number, number, number];
  readonly colourType?: number;
  readonly interlacing?: number;
  /** What goes between the head and the pixels. */
  readonly extra?: readonly Buffer[];
  readonly rows?: Buffer;
}

/** A PNG of one colour, written by hand. */
export function aPng(made: Made = {}): Buffer {
  const { width = 40, height = 20, colour = [200, 30, 60, 255], extra = [] } = made;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, made.colourType ?? 6, 0, 0, made.interlacing ?? 0], 8);
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, () => Buffer.from(colour)),
  ]);
  const rows = made.rows ?? Buffer.concat(Array(height).fill(row));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    ...extra,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
