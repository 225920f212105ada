import type { SeededRandom } from '../seeded-random.ts';

const RATE = 8_000;
const SYLLABLE_S = 0.19;

/** A voice note of `seconds` that hums like somebody talking: 8 kHz, 16 bit, mono. */
export function speechLikeWav(seconds: number, random: SeededRandom): Uint8Array {
  const count = Math.round(seconds * RATE);
  const samples = Buffer.alloc(count * 2);
  const syllables = Array.from({ length: Math.ceil(seconds / SYLLABLE_S) + 1 }, () => ({
    loudness: random.next() < 0.18 ? 0 : 0.5 + random.next() / 2,
    pitch: 110 + random.int(0, 60),
    vowel: random.int(500, 1_300),
  }));
  let phase = 0;
  for (let i = 0; i < count; i += 1) {
    const time = i / RATE;
    const syllable = syllables[Math.floor(time / SYLLABLE_S)];
    if (syllable === undefined) break;
    phase += syllable.pitch / RATE;
    const envelope = Math.sin((Math.PI * (time % SYLLABLE_S)) / SYLLABLE_S) ** 2;
    const voice = 2 * (phase % 1) - 1;
    const formant = Math.sin(2 * Math.PI * syllable.vowel * time);
    const level = syllable.loudness * envelope * (0.35 * voice + 0.3 * voice * formant);
    samples.writeInt16LE(Math.round(level * 24_000), i * 2);
  }
  return Buffer.concat([header(samples.length), samples]);
}

function header(dataBytes: number): Buffer {
  const riff = Buffer.alloc(44);
  riff.write('RIFF', 0, 'latin1');
  riff.writeUInt32LE(36 + dataBytes, 4);
  riff.write('WAVEfmt ', 8, 'latin1');
  riff.writeUInt32LE(16, 16);
  riff.writeUInt16LE(1, 20);
  riff.writeUInt16LE(1, 22);
  riff.writeUInt32LE(RATE, 24);
  riff.writeUInt32LE(RATE * 2, 28);
  riff.writeUInt16LE(2, 32);
  riff.writeUInt16LE(16, 34);
  riff.write('data', 36, 'latin1');
  riff.writeUInt32LE(dataBytes, 40);
  return riff;
}
