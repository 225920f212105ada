import { crc32, inflateSync } from 'node:zlib';

export interface Png {
  readonly width: number;
  readonly height: number;
  /** The picture alone: without texts, times, profiles and whatever else a file may carry. */
  readonly bytes: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEADER_BYTES = 13;
/** By colour type: samples per pixel, and which bits per sample it may have (PNG, table 11.1). */
const COLOUR_TYPES: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};
const PALETTE = 3;
const NEWEST_FILTER = 4;
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly whole: Buffer;
}

/**
 * Decodes a PNG without interlacing as far as its rows of pixels. Null: it is none, is damaged, or has
 * a side of more than `mostPixels`; nothing is allocated for more than that.
 */
export function decodePng(file: Buffer, mostPixels: number): Png | null {
  const chunks = chunksOf(file);
  const header = chunks?.[0];
  if (chunks === null || header?.type !== 'IHDR' || header.data.length !== HEADER_BYTES)
    return null;
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  if (width < 1 || height < 1 || width > mostPixels || height > mostPixels) return null;
  const [depth = 0, colourType = 0, compression, filter, interlacing] = header.data.subarray(8);
  const colour = COLOUR_TYPES[colourType];
  if (!colour?.depths.includes(depth)) return null;
  if (compression !== 0 || filter !== 0 || interlacing !== 0) return null;
  const kept = chunks.filter(({ type }) => KEPT.has(type));
  if (
    !isInOrder(
      kept.map(({ type }) => type),
      colourType === PALETTE,
    )
  )
    return null;
  const rowBytes = 1 + Math.ceil((width * depth * colour.samples) / 8);
  const packed = Buffer.concat(kept.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));
  const rows = inflated(packed, rowBytes * height);
  if (rows?.length !== rowBytes * height) return null;
  for (let row = 0; row < height; row += 1) {
    if ((rows[row * rowBytes] ?? 0) > NEWEST_FILTER) return null;
  }
  return { width, height, bytes: Buffer.concat([SIGNATURE, ...kept.map(({ whole }) => whole)]) };
}

function chunksOf(file: Buffer): Chunk[] | null {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null;
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at < file.length) {
    if (file.length - at < 12) return null;
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) return null;
    const named = file.subarray(at + 4, end - 4);
    if (crc32(named) !== file.readUInt32BE(end - 4)) return null;
    const type = named.toString('latin1', 0, 4);
    // An unknown one that has to be understood.
    if (!KEPT.has(type) && /^[A-Z]/.test(type)) return null;
    chunks.push({ type, data: named.subarray(4), whole: file.subarray(at, end) });
    at = end;
  }
  return chunks.at(-1)?.type === 'IEND' ? chunks : null;
}

function isInOrder(types: readonly string[], needsPalette: boolean): boolean {
  const order = /^IHDR (?<palette>PLTE )?(?:tRNS )?(?:IDAT )+IEND $/.exec(`${types.join(' ')} `);
  return order !== null && (!needsPalette || order.groups?.['palette'] !== undefined);
}

function inflated(packed: Buffer, bytes: number): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: bytes });
  } catch {
    return null;
  }
}
